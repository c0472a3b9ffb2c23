import { createHash } from 'node:crypto';
import { accept, type Result } from '../../kernel/result.js';
import { readListInput, type InputFault } from '../domain/read-list-input.js';
import type { ListDocument } from './compose-list.js';

/** What a scenario changes in the document of a list: the quotas as a document has them, and the objective. */
export interface ScenarioChanges {
  readonly objective: string;
  readonly quotas: readonly object[];
}

/** The document of a list under other quotas; everything else in it stays as it was sealed. */
export function scenarioDocument(
  sealed: string,
  { objective, quotas }: ScenarioChanges,
): Result<ListDocument, readonly InputFault[]> {
  const changed = { ...(JSON.parse(sealed) as object), objective, quotas };
  const read = readListInput(changed);
  if (!read.ok) return read;
  const text = `${JSON.stringify(changed, null, 2)}\n`;
  return accept({ text, hash: createHash('sha256').update(text).digest('hex'), input: read.value });
}
