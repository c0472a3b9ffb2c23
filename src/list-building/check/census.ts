import type { ListFile } from './list-file.js';

/** Who counts for what, who may stand where, and how they ranked. People are positions in the merit order. */
export interface Census {
  readonly file: ListFile;
  /** For every person and quota. */
  readonly counts: readonly (readonly boolean[])[];
  /** Rank by votes among all who stood; null for an outsider. */
  readonly merit: readonly (number | null)[];
  /** The person given each place, by place − 1. */
  readonly given: readonly (number | null)[];
  /** Who may take a place that nobody was given, best first. */
  readonly free: readonly number[];
  readonly positionOf: ReadonlyMap<string, number>;
  readonly quotaOf: ReadonlyMap<string, number>;
}

/** The census of a list file. */
export function censusOf(file: ListFile): Census {
  const { people, quotas } = file;
  const positionOf = new Map(people.map(({ id }, position) => [id, position]));
  const given = Array.from({ length: file.places }, (): number | null => null);
  for (const { place, person } of file.given) given[place - 1] = positionOf.get(person) ?? null;
  const away = new Set([...file.barred, ...file.given.map(({ person }) => person)]);
  let rank = 0;
  return {
    file,
    counts: people.map(({ groups }) =>
      quotas.map((quota) => quota.groups.some((group) => groups.includes(group))),
    ),
    merit: people.map(({ outsider }) => (outsider ? null : ++rank)),
    given,
    free: people.flatMap(({ id, outsider }, position) =>
      outsider || away.has(id) ? [] : [position],
    ),
    positionOf,
    quotaOf: new Map(quotas.map(({ id }, index) => [id, index])),
  };
}

/** Whether a person counts for a quota. */
export function counts(census: Census, person: number, quota: number): boolean {
  return census.counts[person]?.[quota] === true;
}

/** A list as far as it is settled: who sits where, who is left for the open places, and who of them must get one. */
export interface Start {
  readonly seats: readonly (number | null)[];
  readonly left: readonly number[];
  readonly due: ReadonlySet<number>;
}

/** The list before anything is settled: only the given places are taken. */
export function firstStart({ given, free }: Census): Start {
  return { seats: given, left: free, due: new Set() };
}

/** The start with one more person on an open place. */
export function seat({ seats, left, due }: Start, place: number, person: number): Start {
  return {
    seats: seats.map((other, index) => (index === place - 1 ? person : other)),
    left: left.filter((other) => other !== person),
    due: new Set([...due].filter((other) => other !== person)),
  };
}

/** How many people on places `from … to` count for the quota. */
export function membersOn(
  census: Census,
  seats: readonly (number | null)[],
  { quota, from, to }: { quota: number; from: number; to: number },
): number {
  let members = 0;
  for (let place = from; place <= to; place++) {
    const person = seats[place - 1] ?? null;
    if (person !== null && counts(census, person, quota)) members++;
  }
  return members;
}

/** The open places among `from … to`. */
export function openOn(seats: readonly (number | null)[], from: number, to: number): number[] {
  return seats.flatMap((person, index) =>
    person === null && index + 1 >= from && index + 1 <= to ? [index + 1] : [],
  );
}

/** Whether a list completes a start with the people left, each once, and keeps the demands. Exact. */
export function completes(
  census: Census,
  { seats, left, due }: Start,
  list: readonly number[],
  demands: readonly { quota: number; from: number; to: number; least: number; most: number }[],
): boolean {
  if (list.length !== seats.length) return false;
  const kept = demands.every((demand) => {
    const members = membersOn(census, list, demand);
    return members >= demand.least && members <= demand.most;
  });
  if (!kept) return false;
  const allowed = new Set(left);
  const used = new Set(list.filter((_, index) => seats[index] === null));
  return (
    list.every((person, index) => seats[index] === null || seats[index] === person) &&
    used.size === openOn(seats, 1, seats.length).length &&
    [...used].every((person) => allowed.has(person)) &&
    [...due].every((person) => used.has(person))
  );
}
