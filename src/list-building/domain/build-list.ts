import { defined } from '../../kernel/assert.js';
import { displacementOf } from './displacement.js';
import type { ListInput } from './list-input.js';
import type {
  BuiltList,
  Cause,
  DisplacedCandidate,
  InfeasibleList,
  ListOutcome,
  NoList,
  PassedOver,
  PlaceReason,
  Proof,
  UndecidedList,
  Waiver,
} from './list-outcome.js';
import { complete } from './solver/complete.js';
import { conflictOf } from './solver/conflict.js';
import { explainLeftOut, explainSkips, type Explained } from './solver/explain.js';
import { lookAt } from './solver/impossibility.js';
import { listRulesOf, type ListRules } from './solver/rules-of-list.js';
import { settleMembers, type Membership } from './solver/members.js';
import { publishProof } from './solver/publish-proof.js';
import type { Beginning, Rules } from './solver/question.js';
import { keepSoft } from './solver/soft-quotas.js';
import { walk, type Placing } from './solver/walk.js';

/** How a list is built besides what it is built from. */
export interface Building {
  /** Told every place as it is settled, perhaps more than once where the search goes back. */
  readonly onPlace?: (place: number) => void;
}

// Dead ends of one search before the walk gives up.
const patience = 3_000_000;

/**
 * The ranked list: the best by the merit order that keeps every quota, with the reason for each place and for everyone
 * passed over; or the smallest set of quotas that leaves no list. The same input always gives the same answer.
 */
export function buildList(input: ListInput, building: Building = {}): ListOutcome {
  const list = listRulesOf(input);
  const hard = hardOf(input, list);
  if (tooFewPeople(list)) return infeasible(input, list, hard);
  const soft = softOf(input, list);
  if (soft.length === 0 && input.objective === 'by-place') {
    return byPlace(input, { list, rules: hard, witness: null, waived: [] }, building);
  }
  const first = complete(hard, list.start, null);
  if (first.kind === 'undecided') return { status: 'undecided', place: 0 };
  if (first.kind === 'none') return infeasible(input, list, hard, first.because);
  const kept = keepSoft(list.rules, list.start, first.list, soft);
  if (kept === null) return { status: 'undecided', place: 0 };
  const waived = kept.eased.map(({ quota, ...easing }) => ({
    quota: nameIn(input, list)(quota),
    ...easing,
  }));
  const task: Task = { list, rules: kept.rules, witness: kept.list, waived };
  return input.objective === 'by-place'
    ? byPlace(input, task, building)
    : membersFirst(input, task, building);
}

/** Whether any list keeps the hard quotas, whatever the votes will say; if not, which quotas conflict and what is short. */
export function listExists(
  input: ListInput,
): { readonly status: 'feasible' } | NoList | UndecidedList {
  const list = listRulesOf(input);
  const rules = hardOf(input, list);
  if (tooFewPeople(list)) return noList(input, list, rules, null).told;
  const found = complete(rules, list.start, null);
  switch (found.kind) {
    case 'list':
      return { status: 'feasible' };
    case 'none':
      return noList(input, list, rules, found.because).told;
    case 'undecided':
      return { status: 'undecided', place: 0 };
  }
}

interface Task {
  readonly list: ListRules;
  readonly rules: Rules;
  readonly witness: Int32Array | null;
  readonly waived: readonly Waiver[];
}

function byPlace(input: ListInput, task: Task, building: Building): ListOutcome {
  const { list, rules, witness } = task;
  const people = peopleOf(list, list.free);
  const { onPlace } = building;
  const walked = walk({ rules, start: list.start, people, witness, patience, onPlace });
  switch (walked.kind) {
    case 'placed':
      return published(input, task, list.start, list.free, walked, null);
    case 'none':
      return infeasible(input, list, rules, walked.because);
    case 'undecided':
      return { status: 'undecided', place: walked.place };
  }
}

function membersFirst(input: ListInput, task: Task, building: Building): ListOutcome {
  const { list, rules, witness } = task;
  const people = peopleOf(list, list.free);
  const first = defined(witness, 'a list that exists');
  const membership = settleMembers(rules, list.start, people, first);
  if (membership.kind === 'undecided') return { status: 'undecided', place: 1 };
  const members = membership.members.map((person) => defined(list.free[person], 'a member'));
  const kinds = peopleOf(list, members);
  const supply = Int32Array.from(
    { length: rules.kinds },
    (_, kind) => kinds.filter((own) => own === kind).length,
  );
  const start: Beginning = { settled: list.start.settled, supply, least: supply };
  const walked = walk({
    rules,
    start,
    people: kinds,
    witness: membership.list,
    patience,
    onPlace: building.onPlace,
  });
  if (walked.kind !== 'placed')
    return { status: 'undecided', place: walked.kind === 'none' ? 1 : walked.place };
  return published(input, task, start, members, walked, membership);
}

function hardOf(input: ListInput, { rules, quotaAt }: ListRules): Rules {
  const isHard = (quota: number) => input.quotas[quotaAt[quota] ?? -1]?.strength === 'hard';
  return { ...rules, windows: rules.windows.filter(({ quota }) => isHard(quota)) };
}

/** The soft quotas by their numbers, in order of priority. */
function softOf(input: ListInput, { quotaAt }: ListRules): number[] {
  return quotaAt
    .flatMap((index, quota) => {
      const strength = input.quotas[index]?.strength;
      return strength === undefined || strength === 'hard' ? [] : [{ quota, soft: strength.soft }];
    })
    .sort((a, b) => a.soft - b.soft)
    .map(({ quota }) => quota);
}

function tooFewPeople({ given, free }: ListRules): boolean {
  return free.length < given.filter((person) => person === null).length;
}

function peopleOf(list: ListRules, positions: readonly number[]): Int32Array {
  return Int32Array.from(positions, (position) => kindAt(list, position));
}

function kindAt({ kindOf }: ListRules, position: number): number {
  return defined(kindOf[position], 'the kind of a candidate');
}

function nameIn(input: ListInput, { quotaAt }: ListRules): (quota: number) => string {
  return (quota) => defined(input.quotas[quotaAt[quota] ?? -1], 'a quota').id;
}

function infeasible(
  input: ListInput,
  list: ListRules,
  rules: Rules,
  because: readonly number[] | null = null,
): InfeasibleList {
  const { conflict, told } = noList(input, list, rules, because);
  const name = nameIn(input, list);
  return {
    ...told,
    proof: conflict.length === 0 ? null : proofOf(rules, list.start, conflict, name),
  };
}

function noList(
  input: ListInput,
  list: ListRules,
  rules: Rules,
  because: readonly number[] | null,
): { conflict: readonly number[]; told: NoList } {
  const hasFixed = input.fixed.length > 0;
  const { conflict, becauseOfFixed, shortage } = conflictOf(rules, list, hasFixed, because);
  const name = nameIn(input, list);
  const told: NoList = {
    status: 'infeasible',
    conflict: conflict.map(name),
    becauseOfFixed,
    shortage: shortage.map(({ quota, ...short }) => ({
      quota: quota === null ? null : name(quota),
      ...short,
    })),
  };
  return { conflict, told };
}

/** What shows in whole numbers that the quotas of a conflict leave no list, where that can be written down. */
function proofOf(
  rules: Rules,
  start: Beginning,
  conflict: readonly number[],
  name: (quota: number) => string,
): Proof | null {
  const looked = lookAt(rules, start, conflict);
  return looked.kind === 'impossible' ? publishProof(looked.impossibility, name) : null;
}

interface PassEvent {
  readonly place: number;
  readonly because: readonly string[];
  readonly certificate: () => PassedOver['certificate'];
}

function published(
  input: ListInput,
  { list, rules, waived }: Task,
  start: Beginning,
  candidates: readonly number[],
  placing: Placing,
  membership: Membership | null,
): BuiltList {
  const merit = meritRanks(input);
  const name = nameIn(input, list);
  const causes = explainSkips(rules, start, placing.kinds, placing.skips, name);
  const events = new Map<number, PassEvent[]>();
  const pass = (position: number, event: PassEvent) => {
    const known = events.get(position);
    if (known) known.push(event);
    else events.set(position, [event]);
  };
  for (const { position, explained } of keptOff(rules, list, membership, placing, name)) {
    pass(position, eventOf(0, explained, name));
  }
  const unused = new Set(candidates);
  const order: number[] = [];
  const places = placing.people.map((person, index) => {
    const place = index + 1;
    const given = list.given[index] ?? null;
    const position = given ?? defined(candidates[person ?? -1], 'the person on a place');
    order.push(position);
    unused.delete(position);
    const rank = merit[position] ?? null;
    const reasons: Explained[] = [];
    for (const other of unused) {
      const passedBy = rank === null ? (merit[other] ?? 0) <= input.places : other < position;
      if (!passedBy) {
        // Candidates stand in merit order, so nobody after this one was passed over.
        if (rank !== null) break;
        continue;
      }
      if (given !== null) {
        pass(other, { place, because: [], certificate: () => ({ kind: 'intervention' }) });
        continue;
      }
      const explained = causes.get(place)?.get(kindAt(list, other));
      if (!explained) continue;
      reasons.push(explained);
      pass(other, eventOf(place, explained, name));
    }
    return {
      place,
      candidate: idAt(input, position),
      merit: rank,
      reason: given === null ? placeReason(reasons) : fixedReason(input, place),
    };
  });
  const onList = new Set(order);
  const reserve = list.free.filter((position) => !onList.has(position));
  const finalOrder = [...order, ...reserve].flatMap((position) => merit[position] ?? []);
  return {
    status: 'built',
    list: places,
    displaced: displacedOf(input, merit, order, events),
    waived,
    reserve: reserve.map((position, index) => ({
      reserve: index + 1,
      candidate: idAt(input, position),
      merit: defined(merit[position], 'the merit rank of somebody who stood'),
    })),
    displacement: displacementOf(finalOrder),
  };
}

function eventOf(place: number, explained: Explained, name: (quota: number) => string): PassEvent {
  return {
    place,
    because: explained.quotas.map(name),
    certificate: () => explained.cause().certificate,
  };
}

/** Those whom members-first left off the list although people with fewer votes are on it, with the quotas that did it. */
function keptOff(
  rules: Rules,
  list: ListRules,
  membership: Membership | null,
  { kinds }: Placing,
  name: (quota: number) => string,
): { position: number; explained: Explained }[] {
  if (!membership) return [];
  const last = Math.max(-1, ...membership.members);
  const members = new Set(membership.members);
  return membership.leftOut.flatMap((leftOut) => {
    const people = list.free.flatMap((position, person) =>
      person <= last && !members.has(person) && kindAt(list, position) === leftOut.kind
        ? [position]
        : [],
    );
    if (people.length === 0) return [];
    const explained = explainLeftOut(rules, leftOut, kinds, name);
    return people.map((position) => ({ position, explained }));
  });
}

function placeReason(reasons: readonly Explained[]): PlaceReason {
  const distinct = new Map<string, Cause>();
  for (const { quotas, cause } of reasons) {
    const key = quotas.join(' ');
    if (!distinct.has(key)) distinct.set(key, cause());
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
  const placeAt = new Map(order.map((position, index) => [position, index + 1]));
  return [...events.entries()]
    .sort(([a], [b]) => a - b)
    .map(([position, passes]) => ({
      candidate: idAt(input, position),
      merit: defined(merit[position], 'the merit rank of somebody who stood'),
      place: placeAt.get(position) ?? null,
      passedOver: runsOf(passes),
    }));
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
      last !== undefined &&
      (last.certificate.kind === 'intervention') === (because.length === 0) &&
      last.because.join('\n') === because.join('\n') &&
      last.places.at(-1) === place - 1;
    if (sameReason && place > 0) last.places.push(place);
    else runs.push({ places: place > 0 ? [place] : [], because, certificate: certificate() });
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
