import { counts, membersOn, openOn, type Census, type Start } from './census.js';
import type { Demand } from './demands.js';

/**
 * The question whether a start can be completed, for HiGHS: how many people of each kind sit in each block? A kind is
 * everybody left who counts for the same quotas asked about; a block is a run of open places that no demand divides.
 */
export interface Program {
  readonly blocks: readonly (readonly number[])[];
  readonly kinds: readonly Kind[];
  readonly rows: readonly Row[];
}

export interface Kind {
  /** Those who must get a place first. */
  readonly people: readonly number[];
  readonly due: number;
}

/** Between `least` and `most` people of these kinds sit in blocks `first … last`. */
export interface Row {
  readonly kinds: readonly number[];
  readonly first: number;
  readonly last: number;
  readonly least: number;
  readonly most: number;
}

/** How many of each kind sit in each block. */
export type Counts = readonly (readonly number[])[];

/** The program of a start under demands. */
export function programOf(census: Census, start: Start, demands: readonly Demand[]): Program {
  const asked = withoutImplied(demands.flatMap((demand) => remainder(census, start, demand)));
  const open = openOn(start.seats, 1, start.seats.length);
  const blocks: number[][] = [];
  for (const [index, place] of open.entries()) {
    const cut = asked.some(({ first, last }) => first === index || last === index - 1);
    const block = blocks.at(-1);
    if (block && !cut) block.push(place);
    else blocks.push([place]);
  }
  const blockAt = (index: number) =>
    blocks.findIndex((block) => block.includes(open[index] ?? Number.NaN));
  const kinds = kindsOf(census, start, [...new Set(asked.map(({ quota }) => quota))]);
  const rows = asked.map(({ quota, first, last, least, most }) => ({
    kinds: kinds.flatMap(({ people: [one] }, kind) =>
      one !== undefined && counts(census, one, quota) ? [kind] : [],
    ),
    first: blockAt(first),
    last: blockAt(last),
    least,
    most,
  }));
  return { blocks, kinds, rows };
}

/** The list that the counts describe; a place stays −1 where they are no answer. */
export function listOf(program: Program, { seats }: Start, answer: Counts): number[] {
  const list = seats.map((person) => person ?? -1);
  const queues = program.kinds.map(({ people }) => [...people]);
  for (const [index, block] of program.blocks.entries()) {
    const sitting = queues.flatMap((queue, kind) => queue.splice(0, answer[kind]?.[index] ?? 0));
    for (const [offset, place] of block.entries()) list[place - 1] = sitting[offset] ?? -1;
  }
  return list;
}

/** A demand on open places only: numbers of the open places, from 0. */
interface Remainder {
  readonly quota: number;
  readonly first: number;
  readonly last: number;
  readonly least: number;
  readonly most: number;
}

function remainder(census: Census, { seats }: Start, demand: Demand): Remainder[] {
  const members = membersOn(census, seats, demand);
  const first = openOn(seats, 1, demand.from - 1).length;
  const size = openOn(seats, demand.from, demand.to).length;
  const [least, most] = [demand.least - members, demand.most - members];
  return size > 0 && (least > 0 || most < size)
    ? [{ quota: demand.quota, first, last: first + size - 1, least, most }]
    : [];
}

/** Without what another demand of the same quota already says: HiGHS is the quicker for it. */
function withoutImplied(all: readonly Remainder[]): Remainder[] {
  const size = ({ first, last }: Remainder) => last - first + 1;
  const shared = (a: Remainder, b: Remainder) =>
    Math.max(0, Math.min(a.last, b.last) - Math.max(a.first, b.first) + 1);
  const floors = all
    .filter(({ least }) => least > 0)
    .map((demand) => ({ ...demand, most: size(demand) }));
  const ceilings = all
    .filter((demand) => demand.most < size(demand))
    .map((demand) => ({ ...demand, least: 0 }));
  const floorSays = (b: Remainder, a: Remainder) => b.least - (size(b) - shared(a, b)) >= a.least;
  const ceilingSays = (b: Remainder, a: Remainder) => b.most + size(a) - shared(a, b) <= a.most;
  return [...sift(floors, floorSays), ...sift(ceilings, ceilingSays)];
}

function sift(
  all: readonly Remainder[],
  says: (b: Remainder, a: Remainder) => boolean,
): Remainder[] {
  let kept = [...all];
  for (const demand of all) {
    const others = kept.filter((other) => other !== demand);
    if (others.some((other) => other.quota === demand.quota && says(other, demand))) kept = others;
  }
  return kept;
}

function kindsOf(census: Census, { left, due }: Start, quotas: readonly number[]): Kind[] {
  const kinds = new Map<string, number[]>();
  for (const person of left) {
    const key = quotas.map((quota) => (counts(census, person, quota) ? '1' : '0')).join('');
    const kind = kinds.get(key);
    if (kind) kind.push(person);
    else kinds.set(key, [person]);
  }
  return [...kinds.values()].map((people) => {
    const first = people.filter((person) => due.has(person));
    return {
      people: [...first, ...people.filter((person) => !due.has(person))],
      due: first.length,
    };
  });
}
