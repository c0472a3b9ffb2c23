import { tracerOf } from './behind.js';
import type { Corridor } from './corridor.js';
import { completeGreedily } from './greedy.js';
import { learnerOf } from './learner.js';
import { programOf, quotasCounting } from './program.js';
import type { Beginning, Rules } from './question.js';
import { spread } from './restricted.js';
import { quotasOf, searchAfresh } from './search.js';
import { completes, corridorsOf, groupWindowsOf, witnessOf } from './witness.js';

// Dead ends of a search before it is given up.
const usualPatience = 1_000_000;
// After so many of them the relaxation is asked, for so many forks, where it has no more columns than that.
const [beforeRelaxation, forksOfRelaxation, mostColumns] = [2_000, 60, 3_000];

/** Whether a list exists: a complete one, or that there is none, or that it could not be decided. */
export type Completion =
  | { readonly kind: 'list'; readonly list: Int32Array }
  /** `because` are quotas, by number, that suffice for it. */
  | { readonly kind: 'none'; readonly because: readonly number[] }
  | { readonly kind: 'undecided' };

/** Completes a beginning under all its rules. A list that is known to complete others is tried first. */
export function complete(
  rules: Rules,
  beginning: Beginning,
  known: Int32Array | null,
  patience = usualPatience,
): Completion {
  const checks = groupWindowsOf(rules);
  if (known && completes(beginning, known) && witnessOf(checks, known))
    return { kind: 'list', list: known };
  const built = corridorsOf(checks, beginning);
  const empty = built.indexOf(null);
  if (empty >= 0) return { kind: 'none', because: quotasCounting(rules, empty) };
  const corridors = built as readonly Corridor[];
  const list = greedily(rules, beginning, corridors, checks.isMember);
  if (list && completes(beginning, list) && witnessOf(checks, list)) return { kind: 'list', list };
  const learner = learnerOf(rules, beginning, checks, corridors);
  if (known) learner.hint(known);
  let learned = learner.exists(Math.min(patience, beforeRelaxation));
  if (learned.kind === 'undecided' && patience > beforeRelaxation) {
    const relaxed = relax(rules, beginning, known);
    if (relaxed.kind !== 'undecided') return relaxed;
    learned = learner.exists(patience);
  }
  return learned.kind === 'none'
    ? { kind: 'none', because: tracerOf(rules, beginning).ofBounds(learned.bounds) }
    : learned;
}

/** Asks the relaxation: where many quotas have to be added up to see that there is no list, it sees so sooner. */
function relax(rules: Rules, beginning: Beginning, known: Int32Array | null): Completion {
  const program = programOf(rules, beginning);
  if (program.sizes.length * program.kinds > mostColumns) return { kind: 'undecided' };
  const found = searchAfresh(program, { forks: forksOfRelaxation }, known ?? undefined);
  switch (found.kind) {
    case 'list': {
      const itself = Int32Array.from({ length: rules.kinds }, (_, kind) => kind);
      return { kind: 'list', list: spread(beginning, itself, program.segmentOf, found.counts) };
    }
    case 'none':
      return { kind: 'none', because: quotasOf(found.proof) };
    case 'undecided':
      return found;
  }
}

function greedily(
  rules: Rules,
  { settled, supply, least }: Beginning,
  corridors: readonly Corridor[],
  isMember: Uint8Array,
): Int32Array | null {
  const byMerit = Array.from({ length: rules.kinds }, (_, kind) => kind).sort(
    (a, b) => least[b]! - least[a]! || a - b,
  );
  return completeGreedily({ corridors, isMember, settled, supply, byMerit }, 1);
}
