import { corridorOf, type Corridor } from './corridor.js';
import { completeGreedily } from './greedy.js';
import { quotasOf } from './impossibility.js';
import { programOf } from './program.js';
import { open, type Beginning, type Rules } from './question.js';
import { searchAfresh } from './search.js';
import { walk } from './walk.js';
import { completes, groupWindowsOf, windowsOfGroup, witnessOf } from './witness.js';

const forks = 100;
const usualPatience = 20_000;

/** Whether a list exists: a complete one, or that there is none, or that it could not be decided. */
export type Completion =
  | { readonly kind: 'list'; readonly list: Int32Array }
  /** `because` are quotas, by number, known to suffice; null where they have not been told apart. */
  | { readonly kind: 'none'; readonly because: readonly number[] | null }
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
  const { groups, isMember } = checks;
  const corridors = checks.windows.map((list, group) =>
    corridorOf(windowsOfGroup(list), beginning, (kind) => isMember[kind * groups + group] === 1),
  );
  if (corridors.some((corridor) => corridor === null)) return { kind: 'none', because: null };
  const list = greedily(rules, beginning, corridors as readonly Corridor[], isMember);
  if (list && completes(beginning, list) && witnessOf(checks, list)) return { kind: 'list', list };
  const program = programOf(rules, beginning);
  const found = searchAfresh(program, { forks });
  if (found.kind === 'none') return { kind: 'none', because: quotasOf(found.proof) };
  if (found.kind === 'undecided') return placeByPlace(rules, beginning, patience);
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

/** Where forks do not settle it, going from place to place may: dead ends are found near. */
function placeByPlace(rules: Rules, beginning: Beginning, patience: number): Completion {
  const people = Int32Array.from(
    Array.from(beginning.supply).flatMap((left, kind) => new Array<number>(left).fill(kind)),
  );
  const walked = walk({ rules, start: beginning, people, witness: null, patience });
  switch (walked.kind) {
    case 'placed':
      return { kind: 'list', list: walked.kinds };
    case 'none':
      return { kind: 'none', because: null };
    case 'undecided':
      return { kind: 'undecided' };
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
