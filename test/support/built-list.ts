import { buildList } from '../../src/list-building/domain/build-list.js';
import type { ListOutcome } from '../../src/list-building/domain/list-outcome.js';
import { readListInput } from '../../src/list-building/domain/read-list-input.js';
import { listDocument } from '../../src/list-building/web/list-document.js';
import { inputOf, type ListDocument } from './list-document.js';

/** What the builder makes of a document: the one place where the specs and the bench call it. */
export function builtList(document: ListDocument): ListOutcome {
  return buildList(inputOf(document));
}

/** What `irikteu list build --json` prints for a document, as anybody reads it back. */
export function builtOutput(document: unknown): Record<string, never> {
  const read = readListInput(document);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return JSON.parse(JSON.stringify(listDocument(buildList(read.value)))) as Record<string, never>;
}
