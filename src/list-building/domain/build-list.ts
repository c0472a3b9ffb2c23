import { defined } from '../../kernel/assert.js';
import { firstBeginning, type Beginning } from './beginning.js';
import { causeOfSkip, publishedCause, smallestSet, type QuotaSet } from './cause.js';
import { complete, rulesOf, rulesOfQuotas, type Rules } from './completion.js';
import { displacementOf } from './displacement.js';
import type { ListInput } from './list-input.js';
import type {
  BuiltList,
  Cause,
  DisplacedCandidate,
  InfeasibleList,
  ListOutcome,
  PassedOver,
  PlaceReason,
  UndecidedList,
  Waiver,
} from './list-outcome.js';
import { placeByPlace, settleMembers, type Membership, type Placing } from './place-by-place.js';
import { poolOf, typeAt, type Pool } from './pool.js';
import { shortagesOf } from './shortage.js';
import type { SolveWholeProgram } from './whole-program.js';
import { easeWindow, windowsOf, type Window } from './window.js';

/**
 * The ranked list: the best by the merit order that keeps every quota, with the reason for each place and for everyone
 * passed over; or the smallest set of quotas that leaves no list. The same input always gives the same answer.
 */
export function buildList(input: ListInput, solve: SolveWholeProgram): ListOutcome {
  const pool = poolOf(input);
  const windows = windowsOf(input.quotas, input.places);
  const isHard = ({ quota }: Window) => input.quotas[quota]?.strength === 'hard';
  const hard = rulesOf(pool, windows.filter(isHard), solve);
  const start = firstBeginning(pool);
  const first = complete(hard, start);
  if (first.kind === 'undecided') return { status: 'undecided', place: 0 };
  if (first.kind === 'none') return infeasible(hard, start);
  const eased = keepSoft(hard, windows, start, first.slots);
  if (eased === null) return { status: 'undecided', place: 0 };
  const { rules, witness, waived } = eased;
  if (input.objective === 'by-place') {
    const placing = placeByPlace(rules, start, witness, pool.free);
    if (placing.kind === 'undecided') return { status: 'undecided', place: placing.place };
    return published(rules, placing, null, waived);
  }
  const membership = settleMembers(rules, witness);
  if (membership.kind === 'undecided') return { status: 'undecided', place: 1 };
  const among = beginningAmong(pool, start, membership.members);
  const placing = placeByPlace(rules, among, membership.witness, membership.members);
  if (placing.kind === 'undecided') return { status: 'undecided', place: placing.place };
  return published(rules, placing, membership, waived);
}

/** Whether any list keeps the hard quotas, whatever the votes will say; if not, which quotas conflict and what is short. */
export function listExists(
  input: ListInput,
  solve: SolveWholeProgram,
): { readonly status: 'feasible' } | InfeasibleList | UndecidedList {
  const pool = poolOf(input);
  const windows = windowsOf(input.quotas, input.places).filter(
    ({ quota }) => input.quotas[quota]?.strength === 'hard',
  );
  const rules = rulesOf(pool, windows, solve);
  const start = firstBeginning(pool);
  switch (complete(rules, start).kind) {
    case 'list':
      return { status: 'feasible' };
    case 'none':
      return infeasible(rules, start);
    case 'undecided':
      return { status: 'undecided', place: 0 };
  }
}

function beginningAmong(pool: Pool, start: Beginning, members: readonly number[]): Beginning {
  const supply = start.supply.map(
    (_, type) => members.filter((position) => typeAt(pool, position) === type).length,
  );
  return { ...start, supply };
}

/** Adds the soft quotas in order of priority, each eased by as few people as the rules before it allow. */
function keepSoft(
  hard: Rules,
  windows: readonly Window[],
  start: Beginning,
  firstWitness: readonly number[],
): { rules: Rules; witness: readonly number[]; waived: Waiver[] } | null {
  const { pool } = hard;
  const soft = pool.input.quotas
    .map(({ id, strength }, quota) => ({ id, quota, priority: priorityOf(strength) }))
    .filter(({ priority }) => priority > 0)
    .sort((a, b) => a.priority - b.priority);
  let [rules, witness] = [hard, firstWitness];
  const waived: Waiver[] = [];
  for (const { id, quota } of soft) {
    const own = windows.filter((window) => window.quota === quota);
    for (let easedBy = 0; ; easedBy++) {
      const eased = own.map((window) => easeWindow(window, easedBy));
      const next = rulesOf(pool, [...rules.windows, ...eased], rules.solve);
      const answer = complete(next, start);
      if (answer.kind === 'undecided') return null;
      if (answer.kind === 'none') continue;
      [rules, witness] = [next, answer.slots];
      if (easedBy > 0) waived.push({ quota: id, easedBy });
      break;
    }
  }
  return { rules, witness, waived };
}

function priorityOf(strength: ListInput['quotas'][number]['strength']): number {
  return strength === 'hard' ? 0 : strength.soft;
}

function infeasible(rules: Rules, start: Beginning): InfeasibleList {
  const { pool } = rules;
  const shortage = shortagesOf(rules);
  const people = shortage.some(({ of }) => of === 'people');
  const conflict = people ? [] : smallestSet(rules, start);
  const withoutFixed = poolOf({ ...pool.input, fixed: [] });
  const freed = rulesOf(withoutFixed, rules.windows, rules.solve);
  const becauseOfFixed =
    !people &&
    pool.input.fixed.length > 0 &&
    complete(rulesOfQuotas(freed, conflict), firstBeginning(withoutFixed)).kind === 'list';
  return {
    status: 'infeasible',
    conflict: conflict.map((quota) => defined(pool.input.quotas[quota], 'a quota').id),
    becauseOfFixed,
    shortage: shortage.filter(
      ({ quota }) =>
        quota === null || conflict.some((index) => pool.input.quotas[index]?.id === quota),
    ),
  };
}

interface PassEvent {
  readonly place: number;
  readonly because: readonly string[];
  readonly certificate: PassedOver['certificate'];
}

function published(
  rules: Rules,
  placing: Placing,
  membership: Membership | null,
  waived: readonly Waiver[],
): BuiltList {
  const { pool } = rules;
  const { input } = pool;
  const merit = meritRanks(input);
  const causes = causesByPlace(rules, placing);
  const events = new Map<number, PassEvent[]>();
  const pass = (position: number, event: PassEvent) => {
    events.set(position, [...(events.get(position) ?? []), event]);
  };
  for (const [position, cause] of keptOff(rules, membership)) {
    pass(position, { place: 0, because: cause.quotas, certificate: cause.certificate });
  }
  const unused = new Set(membership ? membership.members : pool.free);
  const list = placing.order.map((position, index) => {
    const place = index + 1;
    unused.delete(position);
    const rank = merit[position] ?? null;
    const better = [...unused].filter((other) =>
      rank === null ? (merit[other] ?? 0) <= input.places : other < position,
    );
    const given = pool.given[index] !== null;
    for (const other of better) {
      const cause = causes.get(place)?.get(typeAt(pool, other));
      if (given) pass(other, { place, because: [], certificate: { kind: 'intervention' } });
      else if (cause) pass(other, { place, because: cause.quotas, certificate: cause.certificate });
    }
    return {
      place,
      candidate: idAt(input, position),
      merit: rank,
      reason: given
        ? fixedReason(input, place)
        : placeReason(better.map((other) => causes.get(place)?.get(typeAt(pool, other)))),
    };
  });
  const onList = new Set(placing.order);
  const reserve = pool.free.filter((position) => !onList.has(position));
  const finalOrder = [...placing.order, ...reserve].flatMap((position) => merit[position] ?? []);
  return {
    status: 'built',
    list,
    displaced: displacedOf(input, merit, placing.order, events),
    waived,
    reserve: reserve.map((position, index) => ({
      reserve: index + 1,
      candidate: idAt(input, position),
      merit: defined(merit[position], 'the merit rank of somebody who stood'),
    })),
    displacement: displacementOf(finalOrder),
  };
}

/** The cause of every skip, by place and type. */
function causesByPlace(rules: Rules, placing: Placing): Map<number, Map<number, Cause>> {
  const causes = new Map<number, Map<number, Cause>>();
  const previous = new Map<number, QuotaSet>();
  for (const skip of placing.skips) {
    const set = causeOfSkip(rules, skip, previous.get(skip.type) ?? null);
    previous.set(skip.type, set);
    const here = causes.get(skip.place) ?? new Map<number, Cause>();
    causes.set(skip.place, here.set(skip.type, publishedCause(rules, skip, set)));
  }
  return causes;
}

/** Those whom members-first left off the list although people with fewer votes are on it, with the quotas that did it. */
function keptOff(rules: Rules, membership: Membership | null): Map<number, Cause> {
  const kept = new Map<number, Cause>();
  if (!membership) return kept;
  const last = Math.max(-1, ...membership.members);
  const members = new Set(membership.members);
  for (const { beginning, type } of membership.leftOut) {
    const least = [...beginning.least];
    least[type] = (least[type] ?? 0) + 1;
    const set = smallestSet(rules, { ...beginning, least });
    const quotas = set.map((quota) => defined(rules.pool.input.quotas[quota], 'a quota').id);
    for (const position of rules.pool.free) {
      if (position > last || members.has(position) || typeAt(rules.pool, position) !== type)
        continue;
      kept.set(position, { quotas, certificate: { kind: 'together', quotas } });
    }
  }
  return kept;
}

function placeReason(causes: readonly (Cause | undefined)[]): PlaceReason {
  const distinct = new Map<string, Cause>();
  for (const cause of causes) {
    if (cause && !distinct.has(cause.quotas.join('\n')))
      distinct.set(cause.quotas.join('\n'), cause);
  }
  return distinct.size === 0
    ? { kind: 'merit' }
    : { kind: 'quota', because: [...distinct.values()] };
}

function fixedReason(input: ListInput, place: number): PlaceReason {
  const fixed = defined(
    input.fixed.find((item) => item.place === place),
    'the intervention of a given place',
  );
  return { kind: 'fixed', reason: fixed.reason };
}

function displacedOf(
  input: ListInput,
  merit: readonly (number | null)[],
  order: readonly number[],
  events: ReadonlyMap<number, readonly PassEvent[]>,
): DisplacedCandidate[] {
  return [...events.entries()]
    .sort(([a], [b]) => a - b)
    .map(([position, passes]) => {
      const index = order.indexOf(position);
      return {
        candidate: idAt(input, position),
        merit: defined(merit[position], 'the merit rank of somebody who stood'),
        place: index < 0 ? null : index + 1,
        passedOver: runsOf(passes),
      };
    });
}

/** Consecutive places with the same reason are one run, told with the counting of its first place. */
function runsOf(passes: readonly PassEvent[]): PassedOver[] {
  const runs: {
    places: number[];
    because: readonly string[];
    certificate: PassedOver['certificate'];
  }[] = [];
  for (const { place, because, certificate } of passes) {
    const last = runs.at(-1);
    const sameReason =
      last?.certificate.kind === certificate.kind &&
      last.because.join('\n') === because.join('\n') &&
      last.places.at(-1) === place - 1;
    if (last && sameReason && place > 0) last.places.push(place);
    else runs.push({ places: place > 0 ? [place] : [], because, certificate });
  }
  return runs;
}

/** Ranks by votes of those who stood, by position; null for outsiders. */
function meritRanks(input: ListInput): (number | null)[] {
  let rank = 0;
  return input.candidates.map(({ outsider }) => (outsider ? null : ++rank));
}

function idAt(input: ListInput, position: number): string {
  return defined(input.candidates[position], 'the candidate at a position').id;
}
