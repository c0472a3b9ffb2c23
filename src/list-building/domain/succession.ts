import type { FixedPlace, ListInput, Quota } from './list-input.js';
import type { BuiltList, ListOutcome, PassedOver } from './list-outcome.js';
import { countsFor } from './membership.js';
import { windowsOf } from './window.js';

/** How far a list is rebuilt when somebody leaves it. */
export type Reach = 'whole-list' | 'column' | 'number-stays-empty';

/**
 * The places somebody accepts, both included. "The highest place I accept" is `from`: nothing above it is taken, the place
 * goes to another. "The last place I accept" is `to`: below it the person would rather stay in the reserve.
 */
export interface Statement extends PlaceRange {
  readonly candidate: string;
}

/** Places from one to another, both included. */
export interface PlaceRange {
  readonly from: number;
  readonly to: number;
}

/** Whether a range names places of a list that may have so many. */
export function rangeFits({ from, to }: PlaceRange, places: number): boolean {
  return (
    Number.isSafeInteger(from) &&
    Number.isSafeInteger(to) &&
    from >= 1 &&
    from <= to &&
    to <= places
  );
}

/** Why somebody leaves the place they stood on. */
export type LeavingCause = 'withdrawn' | 'struck-off' | 'declined' | 'silent' | 'not-accepted';

export interface Leaving {
  readonly candidate: string;
  readonly place: number;
  readonly cause: LeavingCause;
}

/** What is known of somebody who stands on a list when it is asked who leaves it. */
export interface Standing {
  readonly candidate: string;
  readonly state: 'standing' | 'withdrawn' | 'struck-off';
  readonly answer: 'given' | 'declined' | 'silent' | null;
  readonly accepts: PlaceRange | null;
}

/** Who leaves a list, by place: gone, declined, or on a place outside what they said they accept. */
export function leavingOf(order: readonly Standing[]): Leaving[] {
  return order.flatMap(({ candidate, state, answer, accepts }, index) => {
    const place = index + 1;
    const cause = causeOf(state, answer, accepts !== null && !accepted(accepts, place));
    return cause === null ? [] : [{ candidate, place, cause }];
  });
}

/** Whether a place is one of those accepted. */
export function accepted({ from, to }: PlaceRange, place: number): boolean {
  return place >= from && place <= to;
}

function causeOf(
  state: Standing['state'],
  answer: Standing['answer'],
  outside: boolean,
): LeavingCause | null {
  if (state !== 'standing') return state;
  if (answer === 'declined' || answer === 'silent') return answer;
  return outside ? 'not-accepted' : null;
}

const statementMark = 'statement:';

/** Whether a quota of a document is the statement of one person about the places they accept. */
export function isStatement(quota: string): boolean {
  return quota.startsWith(statementMark);
}

/** The group of one that a statement counts. */
export function statementGroup(candidate: string): string {
  return `${statementMark}${candidate}`;
}

/**
 * A statement in the terms of the list builder: none of this group of one stands above the first place accepted, none below
 * the last. So the builder passes the person over exactly there, and the reason it gives is the person's own word.
 */
export function statementQuotas(
  { candidate, from, to }: Statement,
  name: string,
  places: number,
): Quota[] {
  const closed = [
    { id: 'before', from: 1, to: Math.min(from - 1, places) },
    { id: 'after', from: to + 1, to: places },
  ].filter((span) => span.from <= span.to);
  const said = `${name}: ${from}–${Math.min(to, places)}`;
  return closed.map((span) => ({
    id: `${statementGroup(candidate)}:${span.id}`,
    name: { kk: said, ru: said, en: said },
    group: [statementGroup(candidate)],
    scope: { kind: 'window', from: span.from, to: span.to },
    atLeast: null,
    atMost: { count: 0 },
    strength: 'hard',
    usedUpByElected: false,
  }));
}

/**
 * The column of every place of a list, as a text that is equal for places of the same column. A column is what the hard
 * quotas say of a single place (odd places women, a reserved place); in a zipper of two it is the group of whoever stands
 * there. Where no quota speaks of single places the whole list is one column.
 */
export function columnsOf(input: ListInput, order: readonly string[]): string[] {
  const hard = input.quotas.filter(({ id, strength }) => strength === 'hard' && !isStatement(id));
  const windows = windowsOf(hard, order.length);
  const groups = new Map(input.candidates.map((candidate) => [candidate.id, candidate.groups]));
  const zippers = hard.filter((_, index) =>
    windows.some(
      ({ quota, from, to, lo, hi }) => quota === index && to === from + 1 && lo === 1 && hi === 1,
    ),
  );
  return order.map((candidate, index) => {
    const place = index + 1;
    const said = windows
      .filter(({ from, to }) => from === place && to === place)
      .map(({ quota, lo, hi }) => `${unionOf(hard[quota])} ${lo} ${hi}`);
    const zipped = zippers.map(
      (quota) => `${quota.id} ${countsFor(groups.get(candidate) ?? [], quota) ? 1 : 0}`,
    );
    return [...new Set([...said, ...zipped])].sort().join('\n');
  });
}

/**
 * The places that do not move when only the columns of those who leave are filled again: everybody outside them keeps
 * theirs. Places beyond the end of a list that became shorter cannot be kept.
 */
export function keptPlaces(
  before: { readonly input: ListInput; readonly order: readonly string[] },
  next: ListInput,
  leaving: readonly Leaving[],
): FixedPlace[] {
  const columns = columnsOf(before.input, before.order);
  const opened = new Set(leaving.map(({ place }) => columns[place - 1]));
  const known = new Set(next.candidates.map(({ id }) => id));
  const gone = new Set([...next.barred, ...leaving.map(({ candidate }) => candidate)]);
  const fixed = new Set(next.fixed.map(({ candidate }) => candidate));
  const given = new Set(next.fixed.map(({ place }) => place));
  return before.order.flatMap((candidate, index): FixedPlace[] => {
    const place = index + 1;
    const keeps =
      place <= next.places &&
      !opened.has(columns[index]) &&
      known.has(candidate) &&
      !gone.has(candidate) &&
      !fixed.has(candidate) &&
      !given.has(place);
    return keeps ? [{ place, candidate, reason: '', kept: true }] : [];
  });
}

/**
 * The document the next list is built from: for the whole list the one that leaves out whoever left; for a column the same
 * with everybody outside it kept in place. Null where nothing moves and the number stays empty.
 */
export function successionInput(
  before: { readonly input: ListInput; readonly order: readonly string[] },
  next: ListInput,
  leaving: readonly Leaving[],
  reach: Reach,
): ListInput | null {
  switch (reach) {
    case 'whole-list':
      return next;
    case 'column':
      return { ...next, fixed: [...next.fixed, ...keptPlaces(before, next, leaving)] };
    case 'number-stays-empty':
      return null;
  }
}

/** The list with its numbers after people left and nothing moved; null is a number that stays empty. */
export function withEmptyNumbers(
  order: readonly string[],
  leaving: readonly Leaving[],
): (string | null)[] {
  const gone = new Set(leaving.map(({ candidate }) => candidate));
  return order.map((candidate) => (gone.has(candidate) ? null : candidate));
}

/**
 * Says of a built list which places were only kept: nobody decided them anew, and no leadership gave them. Whoever keeps a
 * place keeps the reason it once had, and so does whoever was passed over there.
 */
export function withKeptPlaces(
  outcome: ListOutcome,
  input: ListInput,
  previous: ListOutcome | null = null,
): ListOutcome {
  const kept = new Map(
    input.fixed.flatMap(({ place, reason, kept: is }) => (is ? [[place, reason] as const] : [])),
  );
  if (outcome.status !== 'built' || kept.size === 0) return outcome;
  const before = previous?.status === 'built' ? previous : null;
  return {
    ...outcome,
    list: outcome.list.map((row) => {
      const reason = kept.get(row.place);
      if (reason === undefined) return row;
      const same = before?.list.find(
        ({ place, candidate }) => place === row.place && candidate === row.candidate,
      );
      return { ...row, reason: reason === '' && same ? same.reason : { kind: 'kept', reason } };
    }),
    displaced: outcome.displaced.map((person) => ({
      ...person,
      passedOver: person.passedOver.flatMap((passed) =>
        passed.certificate.kind === 'intervention'
          ? passedAt(passed, kept, passedBefore(before, person.candidate))
          : [passed],
      ),
    })),
  };
}

/** What was said to somebody passed over in the version before. */
function passedBefore(before: BuiltList | null, candidate: string): readonly PassedOver[] {
  return before?.displaced.find((person) => person.candidate === candidate)?.passedOver ?? [];
}

/** A run of given places, told apart: given by the leadership, kept with the reason of before, or simply kept. */
function passedAt(
  passed: PassedOver,
  kept: ReadonlyMap<number, string>,
  before: readonly PassedOver[],
): PassedOver[] {
  const keptHere = passed.places.filter((place) => kept.has(place));
  const given = passed.places.filter((place) => !kept.has(place));
  const known = before
    .map((old) => ({ ...old, places: old.places.filter((place) => keptHere.includes(place)) }))
    .filter(({ places }) => places.length > 0);
  const told = new Set(known.flatMap(({ places }) => places));
  const silent = keptHere.filter((place) => !told.has(place));
  return [
    ...known,
    ...(silent.length > 0
      ? [{ places: silent, because: [], certificate: { kind: 'kept' } as const }]
      : []),
    ...(given.length > 0 ? [{ ...passed, places: given }] : []),
  ];
}

function unionOf(quota: Quota | undefined): string {
  return [...(quota?.group ?? [])].sort().join('+');
}
