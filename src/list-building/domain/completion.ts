import { completes, keepsAll, open, type Beginning } from './beginning.js';
import { countingAllows } from './counting.js';
import type { Pool } from './pool.js';
import {
  answers,
  slotsFrom,
  wholeProgram,
  type SolveWholeProgram,
  type WholeProgram,
} from './whole-program.js';
import type { Window } from './window.js';

/** The rules that a list has to keep, ready to be asked about many beginnings of it. */
export interface Rules {
  readonly pool: Pool;
  readonly windows: readonly Window[];
  /** The windows of quotas on the same group of people, counted together. */
  readonly byGroup: readonly (readonly Window[])[];
  readonly solve: SolveWholeProgram;
}

/** Whether a list exists: a complete one as proof, or that there is none, or that it could not be decided. */
export type Completion =
  | { readonly kind: 'list'; readonly slots: readonly number[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'undecided' };

/** The rules made of these windows. */
export function rulesOf(pool: Pool, windows: readonly Window[], solve: SolveWholeProgram): Rules {
  const groups = new Map<string, Window[]>();
  for (const window of windows) {
    const key = pool.counts.map((row) => (row[window.quota] === true ? '1' : '0')).join('');
    groups.set(key, [...(groups.get(key) ?? []), window]);
  }
  return { pool, windows, byGroup: [...groups.values()], solve };
}

/** The rules without those of other quotas. */
export function rulesOfQuotas(rules: Rules, quotas: readonly number[]): Rules {
  const windows = rules.windows.filter(({ quota }) => quotas.includes(quota));
  return rulesOf(rules.pool, windows, rules.solve);
}

/**
 * Completes a beginning, or proves that nobody can. Counting group by group settles most questions; the others go to
 * the solver, whose list is believed only after it was checked here in whole numbers.
 */
export function complete(rules: Rules, beginning: Beginning): Completion {
  if (!countingPasses(rules, beginning)) return { kind: 'none' };
  const program = wholeProgram(rules.pool, beginning, rules.windows);
  if (program === null) return { kind: 'none' };
  if (program.rows.length === 0) return { kind: 'list', slots: fill(beginning) };
  return fromSolver(rules, beginning, program);
}

/** Whether counting, group by group, leaves room for a list. `false` is a proof that there is none. */
export function countingPasses({ pool, byGroup }: Rules, beginning: Beginning): boolean {
  const openPlaces = beginning.slots.filter((type) => type === open).length;
  if (total(beginning.supply) < openPlaces || total(beginning.least) > openPlaces) return false;
  return byGroup.every((windows) => {
    const quota = windows[0]?.quota;
    return quota === undefined || countingAllows(pool, beginning, quota, windows);
  });
}

/** Whether a complete list is a completion of the beginning that keeps every rule. Exact. */
export function proves(rules: Rules, beginning: Beginning, slots: readonly number[]): boolean {
  return completes(rules.pool, beginning, slots) && keepsAll(rules.pool, slots, rules.windows);
}

function fromSolver(rules: Rules, beginning: Beginning, program: WholeProgram): Completion {
  const answer = rules.solve(program);
  if (answer.kind !== 'counts') return answer;
  if (!answers(program, answer.counts)) return { kind: 'undecided' };
  const slots = slotsFrom(beginning, program, answer.counts);
  return proves(rules, beginning, slots) ? { kind: 'list', slots } : { kind: 'undecided' };
}

/** Without a rule left, anybody may stand anywhere: first those who must get a place, then the best types. */
function fill(beginning: Beginning): number[] {
  const people = [
    ...beginning.least.flatMap((due, type) => new Array<number>(due).fill(type)),
    ...beginning.supply.flatMap((left, type) =>
      new Array<number>(left - (beginning.least[type] ?? 0)).fill(type),
    ),
  ];
  let next = 0;
  return beginning.slots.map((type) => (type === open ? (people[next++] ?? open) : type));
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
