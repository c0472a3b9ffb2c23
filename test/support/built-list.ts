import { buildList } from '../../src/list-building/domain/build-list.js';
import type { ListOutcome } from '../../src/list-building/domain/list-outcome.js';
import { inputOf, type ListDocument } from './list-document.js';

/** What the builder makes of a document: the one place where the specs and the bench call it. */
export function builtList(document: ListDocument): ListOutcome {
  return buildList(inputOf(document));
}
