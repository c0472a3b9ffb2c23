import type { Tally } from '../../src/voting/domain/tally/tally.js';
import type { ShownCount } from '../../src/voting/web/working/shown-count.js';

/** A tally as the pages of a count take it; candidates have the ids `C0`, `C1` … unless told otherwise. */
export function shownTally(
  tally: Tally,
  names: readonly string[],
  ids: readonly string[] = names.map((_, position) => `C${position}`),
): ShownCount {
  return { ...tally, names, grades: null, positionOf: (id) => ids.indexOf(id) };
}
