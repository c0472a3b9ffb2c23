import type { QuotaStanding } from './broken-quotas.js';

/** Why somebody holds a place, as far as a comparison looks at it: a reason of a built list, with or without its counting. */
export type ComparedReason =
  | { readonly kind: 'merit' }
  | { readonly kind: 'fixed'; readonly reason: string }
  | { readonly kind: 'quota'; readonly because: readonly { readonly quotas: readonly string[] }[] };

/** One of two lists that are held side by side: two versions of a list, or one pool under two sets of quotas. */
export interface ComparedList<R extends ComparedReason = ComparedReason> {
  readonly list: readonly ({ readonly place: number } & HeldPlace<R>)[];
  readonly reserve: readonly { readonly reserve: number; readonly candidate: string }[];
  readonly waived: readonly Eased[];
  /** How the list stands to its quotas, where that is known. */
  readonly standings?: readonly QuotaStanding[];
}

/** What changed from the list `before` to the list `after`. */
export interface ListComparison<R extends ComparedReason = ComparedReason> {
  readonly sameOrder: boolean;
  /** Everybody in either of them: first the list after, then who left it, each in order. */
  readonly people: readonly ComparedPerson[];
  readonly places: readonly ChangedPlace<R>[];
  readonly waivers: readonly ChangedWaiver[];
  readonly standings: readonly ChangedStanding[];
  readonly summary: ComparisonSummary;
}

/** Where somebody stood and stands. */
export interface ComparedPerson {
  readonly candidate: string;
  readonly before: Standing;
  readonly after: Standing;
  /** Places risen (fallen, where negative); null unless on both lists. */
  readonly move: number | null;
  readonly change:
    'same' | 'rose' | 'fell' | 'came-in' | 'left' | 'in-reserve' | 'appeared' | 'gone';
}

export type Standing =
  | { readonly kind: 'place'; readonly place: number }
  | { readonly kind: 'reserve'; readonly reserve: number }
  | { readonly kind: 'absent' };

/** A place that went to somebody else or is held for another reason. */
export interface ChangedPlace<R extends ComparedReason = ComparedReason> {
  readonly place: number;
  readonly before: HeldPlace<R> | null;
  readonly after: HeldPlace<R> | null;
}

export interface HeldPlace<R extends ComparedReason = ComparedReason> {
  readonly candidate: string;
  readonly reason: R;
}

/** A soft quota and by how many people it was eased. */
export interface Eased {
  readonly quota: string;
  readonly easedBy: number;
}

/** A quota eased by other numbers of people; 0 is not eased. */
export interface ChangedWaiver {
  readonly quota: string;
  readonly before: number;
  readonly after: number;
}

/** A quota that stands otherwise; null where one of the lists does not have it. */
export interface ChangedStanding {
  readonly quota: string;
  readonly before: QuotaStanding | null;
  readonly after: QuotaStanding | null;
}

export interface ComparisonSummary {
  readonly moved: number;
  readonly cameIn: number;
  readonly left: number;
  /** The longest way of anybody on both lists; null where nobody moved. */
  readonly largest: ComparedPerson | null;
}

/** Holds two lists side by side: who gains, who loses, which places changed and for which reason. */
export function compareLists<R extends ComparedReason>(
  before: ComparedList<R>,
  after: ComparedList<R>,
): ListComparison<R> {
  const people = peopleOf(before, after);
  const moved = people.filter(({ move }) => move !== null && move !== 0);
  const way = ({ move }: ComparedPerson) => Math.abs(move ?? 0);
  const count = (change: ComparedPerson['change']) =>
    people.filter((person) => person.change === change).length;
  return {
    sameOrder: people.every(({ change }) => change === 'same' || !isOnAList(change)),
    people,
    places: changedPlaces(before, after),
    waivers: changedWaivers(before.waived, after.waived),
    standings: changedStandings(before.standings ?? [], after.standings ?? []),
    summary: {
      moved: moved.length,
      cameIn: count('came-in'),
      left: count('left'),
      largest: [...moved].sort((a, b) => way(b) - way(a))[0] ?? null,
    },
  };
}

function isOnAList(change: ComparedPerson['change']): boolean {
  return change !== 'in-reserve' && change !== 'appeared' && change !== 'gone';
}

function peopleOf(before: ComparedList, after: ComparedList): ComparedPerson[] {
  const [then, now] = [standingsOf(before), standingsOf(after)];
  const leaving = before.list.filter(({ candidate }) => now.get(candidate)?.kind !== 'place');
  const order = [
    ...after.list.map(({ candidate }) => candidate),
    ...leaving.map(({ candidate }) => candidate),
    ...after.reserve.map(({ candidate }) => candidate),
    ...before.reserve.map(({ candidate }) => candidate),
  ];
  const absent: Standing = { kind: 'absent' };
  return [...new Set(order)].map((candidate) =>
    compared(candidate, then.get(candidate) ?? absent, now.get(candidate) ?? absent),
  );
}

function standingsOf({ list, reserve }: ComparedList): Map<string, Standing> {
  return new Map<string, Standing>([
    ...reserve.map((one): [string, Standing] => [
      one.candidate,
      { kind: 'reserve', reserve: one.reserve },
    ]),
    ...list.map((one): [string, Standing] => [one.candidate, { kind: 'place', place: one.place }]),
  ]);
}

function compared(candidate: string, before: Standing, after: Standing): ComparedPerson {
  const move =
    before.kind === 'place' && after.kind === 'place' ? before.place - after.place : null;
  return { candidate, before, after, move, change: changeOf(before, after, move) };
}

function changeOf(
  before: Standing,
  after: Standing,
  move: number | null,
): ComparedPerson['change'] {
  if (move !== null) return move === 0 ? 'same' : move > 0 ? 'rose' : 'fell';
  if (after.kind === 'place') return 'came-in';
  if (before.kind === 'place') return 'left';
  if (before.kind === 'absent') return 'appeared';
  return after.kind === 'absent' ? 'gone' : 'in-reserve';
}

function changedPlaces<R extends ComparedReason>(
  before: ComparedList<R>,
  after: ComparedList<R>,
): ChangedPlace<R>[] {
  const held = ({ list }: ComparedList<R>, place: number): HeldPlace<R> | null => {
    const found = list.find((one) => one.place === place);
    return found ? { candidate: found.candidate, reason: found.reason } : null;
  };
  const last = Math.max(0, ...[...before.list, ...after.list].map(({ place }) => place));
  return Array.from({ length: last }, (_, index) => index + 1).flatMap((place) => {
    const [then, now] = [held(before, place), held(after, place)];
    const same =
      then?.candidate === now?.candidate && reasonKey(then?.reason) === reasonKey(now?.reason);
    return same ? [] : [{ place, before: then, after: now }];
  });
}

/** Two reasons are the same where they name the same quotas, whatever the counting behind them. */
function reasonKey(reason: ComparedReason | undefined): string {
  if (!reason) return '';
  switch (reason.kind) {
    case 'merit':
      return 'merit';
    case 'fixed':
      return `fixed ${reason.reason}`;
    case 'quota': {
      const sets = reason.because.map(({ quotas }) => [...quotas].sort().join('\n'));
      return JSON.stringify([...new Set(sets)].sort());
    }
  }
}

function changedWaivers(before: readonly Eased[], after: readonly Eased[]): ChangedWaiver[] {
  const eased = (waived: readonly Eased[], id: string) =>
    waived.find(({ quota }) => quota === id)?.easedBy ?? 0;
  const quotas = [...new Set([...before, ...after].map(({ quota }) => quota))];
  return quotas
    .map((quota) => ({ quota, before: eased(before, quota), after: eased(after, quota) }))
    .filter((change) => change.before !== change.after);
}

function changedStandings(
  before: readonly QuotaStanding[],
  after: readonly QuotaStanding[],
): ChangedStanding[] {
  const standing = (all: readonly QuotaStanding[], id: string) =>
    all.find(({ quota }) => quota === id) ?? null;
  const quotas = [...new Set([...before, ...after].map(({ quota }) => quota))];
  return quotas
    .map((quota) => ({ quota, before: standing(before, quota), after: standing(after, quota) }))
    .filter(
      (change) =>
        change.before?.members !== change.after?.members ||
        change.before?.kept !== change.after?.kept,
    );
}
