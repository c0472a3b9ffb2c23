import { corridorOf, type Corridor } from './corridor.js';
import { completeGreedily } from './greedy.js';
import { programOf } from './program.js';
import { open, type Beginning, type Rules } from './question.js';
import { searchAfresh } from './search.js';
import { completes, groupWindowsOf, windowsOfGroup, witnessOf } from './witness.js';

/** Whether a list exists: a complete one, or that there is none, or that it could not be decided. */
export type Completion =
  | { readonly kind: 'list'; readonly list: Int32Array }
  | { readonly kind: 'none' }
  | { readonly kind: 'undecided' };

/** Completes a beginning under all its rules. A list that is known to complete others is tried first. */
export function complete(
  rules: Rules,
  beginning: Beginning,
  known: Int32Array | null,
  forks: number,
): Completion {
  const checks = groupWindowsOf(rules);
  if (known && completes(beginning, known) && witnessOf(checks, known))
    return { kind: 'list', list: known };
  const { groups, isMember } = checks;
  const corridors = checks.windows.map((list, group) =>
    corridorOf(windowsOfGroup(list), beginning, (kind) => isMember[kind * groups + group] === 1),
  );
  if (corridors.some((corridor) => corridor === null)) return { kind: 'none' };
  const list = greedily(rules, beginning, corridors as readonly Corridor[], isMember);
  if (list && completes(beginning, list) && witnessOf(checks, list)) return { kind: 'list', list };
  const program = programOf(rules, beginning);
  const found = searchAfresh(program, { forks });
  if (found.kind !== 'list') return found.kind === 'none' ? { kind: 'none' } : found;
  const waiting = new Map<number, number[]>();
  for (const { segment, kind, count } of found.counts) {
    waiting.set(segment, [...(waiting.get(segment) ?? []), ...new Array<number>(count).fill(kind)]);
  }
  return {
    kind: 'list',
    list: beginning.settled.map((settled, index) =>
      settled === open ? (waiting.get(program.segmentOf[index]!)?.pop() ?? open) : settled,
    ),
  };
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
