import { buildList } from '../../src/list-building/domain/build-list.js';
import { readListInput } from '../../src/list-building/domain/read-list-input.js';
import { loadHighsSolver } from '../../src/list-building/solver/highs-solver.js';
import { listDocument } from '../../src/list-building/web/list-document.js';

const solver = loadHighsSolver();

/** What `irikteu list build --json` prints for a document, as anybody reads it back. */
export async function builtOutput(document: unknown): Promise<Record<string, never>> {
  const read = readListInput(document);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const outcome = buildList(read.value, await solver);
  return JSON.parse(JSON.stringify(listDocument(outcome))) as Record<string, never>;
}
