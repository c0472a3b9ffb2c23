import { defined } from '../../kernel/assert.js';
import type { ListInput } from './list-input.js';
import type { Leaf, Proof } from './list-outcome.js';
import { countsFor } from './membership.js';

/** A list that was begun: who stands where, who may still take a place, and who of them must. */
export interface Beginning {
  readonly placed: ReadonlyMap<number, string>;
  readonly free: readonly string[];
  readonly due: ReadonlySet<string>;
}

/** The place that somebody did not get; null where the members of the list were settled before its places. */
export interface PlaceInQuestion {
  readonly candidate: string;
  readonly place: number | null;
}

/** What a proof weighs, in numbers. */
export interface ProofAccount {
  readonly floors: readonly WeighedWindow[];
  readonly ceilings: readonly WeighedWindow[];
  readonly supplies: readonly WeighedKind[];
  readonly dues: readonly WeighedKind[];
  readonly open: number;
  /** What the quotas ask of the open places, each multiplied. */
  readonly demand: number;
  /** The most that the open places can give. */
  readonly most: number;
}

export interface WeighedWindow {
  readonly quota: string;
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  /** Members who already stand on these places. */
  readonly there: number;
  /** Those of the places that are open. */
  readonly open: number;
  readonly times: number;
}

export interface WeighedKind {
  readonly counting: readonly string[];
  readonly people: number;
  readonly times: number;
}

/** How far the list was when the place was decided, had it gone to the person in question. */
export function beginningOf(
  input: ListInput,
  order: readonly string[],
  { candidate, place }: PlaceInQuestion,
): Beginning {
  const placed = new Map(input.fixed.map((given) => [given.place, given.candidate]));
  if (place !== null) {
    order.slice(0, place - 1).forEach((id, index) => placed.set(index + 1, id));
    placed.set(place, candidate);
  }
  const taken = new Set([...placed.values(), ...input.barred]);
  const standing = input.candidates.flatMap(({ id, outsider }) =>
    outsider || taken.has(id) ? [] : [id],
  );
  if (input.objective === 'by-place') return { placed, free: standing, due: new Set() };
  const members = new Set(order);
  if (place !== null) {
    const free = standing.filter((id) => members.has(id));
    return { placed, free, due: new Set(free) };
  }
  const settled = standing.slice(0, standing.indexOf(candidate));
  const due = new Set([...settled.filter((id) => members.has(id)), candidate]);
  const out = new Set(settled.filter((id) => !members.has(id)));
  return { placed, free: standing.filter((id) => !out.has(id)), due };
}

/** The quotas that a proof names anywhere; who counts for the same of them is of one kind. */
export function quotasNamedIn(proof: Proof): string[] {
  return [...new Set(namedIn(proof))].sort();
}

/** Adds up both sides of a proof: it holds when `demand` is greater than `most`. */
export function accountOf(
  leaf: Leaf,
  named: readonly string[],
  input: ListInput,
  beginning: Beginning,
): ProofAccount {
  const counts = countingIn(input);
  const kindOf = (id: string) => kindKey(named.filter((quota) => counts(id, quota)));
  const open = openPlaces(input, beginning);
  const weigh = (window: ProofWindow, amount: number): WeighedWindow => {
    const { quota, from, to, times } = window;
    const there = [...beginning.placed].filter(
      ([place, id]) => covers(window, place) && counts(id, quota),
    ).length;
    const left = open.filter((place) => covers(window, place)).length;
    return { quota, from, to, amount, there, open: left, times };
  };
  const weighKind = ({ counting, times }: ProofKind, people: readonly string[]): WeighedKind => {
    const key = kindKey(counting);
    return { counting, people: people.filter((id) => kindOf(id) === key).length, times };
  };
  const floors = leaf.floors.map((floor) => weigh(floor, floor.atLeast));
  const ceilings = leaf.ceilings.map((ceiling) => weigh(ceiling, ceiling.atMost));
  const supplies = leaf.supplies.map((kind) => weighKind(kind, beginning.free));
  const dues = leaf.dues.map((kind) => weighKind(kind, [...beginning.due]));
  const kinds = [...new Set(beginning.free.map(kindOf))];
  return {
    ...{ floors, ceilings, supplies, dues },
    open: open.length,
    demand: asked(floors) - asked(ceilings) - held(supplies) + held(dues),
    most: sum(open.map((place) => Math.max(...kinds.map((kind) => worth(leaf, kind, place))))),
  };
}

interface ProofWindow {
  readonly quota: string;
  readonly from: number;
  readonly to: number;
  readonly times: number;
}

type ProofKind = Leaf['supplies'][number];

function namedIn(proof: Proof): string[] {
  if ('then' in proof) return [proof.quota, ...namedIn(proof.then), ...namedIn(proof.otherwise)];
  return [
    ...[...proof.floors, ...proof.ceilings].map(({ quota }) => quota),
    ...[...proof.supplies, ...proof.dues].flatMap(({ counting }) => counting),
  ];
}

function countingIn(input: ListInput): (id: string, quota: string) => boolean {
  const groups = new Map(input.candidates.map((person) => [person.id, person.groups]));
  const quotas = new Map(input.quotas.map((quota) => [quota.id, quota]));
  return (id, quota) =>
    countsFor(
      defined(groups.get(id), `candidate ${id}`),
      defined(quotas.get(quota), `quota ${quota}`),
    );
}

function openPlaces(input: ListInput, { placed }: Beginning): number[] {
  return Array.from({ length: input.places }, (_, index) => index + 1).filter(
    (place) => !placed.has(place),
  );
}

function kindKey(counting: readonly string[]): string {
  return JSON.stringify([...counting].sort());
}

function covers({ from, to }: ProofWindow, place: number): boolean {
  return from <= place && place <= to;
}

/** What somebody of this kind would give on an open place. */
function worth(leaf: Leaf, kind: string, place: number): number {
  const counting = new Set(JSON.parse(kind) as string[]);
  const covering = (windows: readonly ProofWindow[]) =>
    sum(
      windows
        .filter((window) => covers(window, place) && counting.has(window.quota))
        .map(({ times }) => times),
    );
  const ofKind = (kinds: readonly ProofKind[]) =>
    sum(kinds.filter((one) => kindKey(one.counting) === kind).map(({ times }) => times));
  return (
    covering(leaf.floors) - covering(leaf.ceilings) - ofKind(leaf.supplies) + ofKind(leaf.dues)
  );
}

function asked(windows: readonly WeighedWindow[]): number {
  return sum(windows.map(({ times, amount, there }) => times * (amount - there)));
}

function held(kinds: readonly WeighedKind[]): number {
  return sum(kinds.map(({ times, people }) => times * people));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
