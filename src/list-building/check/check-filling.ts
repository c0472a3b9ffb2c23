import { membersOn, type Census } from './census.js';
import type { Demand } from './demands.js';
import type { BuiltOutput, DisplacedOutput } from './output-file.js';
import type { Fault } from './report.js';

/** The list as positions of people; null where it is no list of so many known people, each once. */
export function listOfOutput(census: Census, { list }: BuiltOutput): number[] | null {
  if (fillingFaults(census, { list }).length > 0) return null;
  return [...list]
    .sort((a, b) => a.place - b.place)
    .map(({ candidate }) => census.positionOf.get(candidate) ?? -1);
}

/** Every place once, by somebody who may stand there. */
export function fillingFaults(census: Census, { list }: Pick<BuiltOutput, 'list'>): Fault[] {
  const { places, people, barred } = census.file;
  const placeOf = new Map<string, number>();
  const taken = new Set<number>();
  const faults = list.flatMap(({ place, candidate }): Fault[] => {
    const person = people[census.positionOf.get(candidate) ?? -1];
    const before = placeOf.get(candidate);
    const twice = taken.has(place);
    taken.add(place);
    placeOf.set(candidate, before ?? place);
    const isGiven = census.file.given.some((given) => given.person === candidate);
    if (place < 1 || place > places) return [{ kind: 'place-beyond', place, found: places }];
    if (twice) return [{ kind: 'place-twice', place }];
    if (!person) return [{ kind: 'stranger', place, candidate }];
    if (before !== undefined) return [{ kind: 'person-twice', place, candidate, found: before }];
    if (barred.includes(candidate)) return [{ kind: 'barred', place, candidate }];
    if (person.outsider && !isGiven) return [{ kind: 'outsider', place, candidate }];
    return [];
  });
  const empty = Array.from({ length: places }, (_, index) => index + 1)
    .filter((place) => !taken.has(place))
    .map((place): Fault => ({ kind: 'place-empty', place }));
  return [...faults, ...empty].sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
}

/** Every given place held by whom it was given to, and nobody given a place standing elsewhere. */
export function givenFaults({ file }: Census, { list }: BuiltOutput): Fault[] {
  return file.given.flatMap(({ place, person }): Fault[] => {
    const holder = list.find((placed) => placed.place === place)?.candidate;
    return holder === person
      ? []
      : [{ kind: 'given-not-held', place, candidate: person, found: holder ?? '–' }];
  });
}

/** Every demand of every quota, counted on the list. */
export function quotaFaults(
  census: Census,
  list: readonly number[],
  demands: readonly Demand[],
): Fault[] {
  return demands.flatMap((demand): Fault[] => {
    const { quota, from, to, least, most } = demand;
    const found = membersOn(census, list, demand);
    if (found >= least && found <= most) return [];
    const id = census.file.quotas[quota]?.id ?? '';
    const claimed = least === most ? least : `${least}–${most}`;
    return [{ kind: 'quota-broken', place: to, quota: id, from, to, found, claimed }];
  });
}

/** Ranks by votes, wherever the output tells one. */
export function meritFaults(census: Census, output: BuiltOutput): Fault[] {
  const told = [...output.list, ...output.displaced, ...output.reserve];
  return told.flatMap((item): Fault[] => {
    const { candidate, merit } = item;
    const found = census.merit[census.positionOf.get(candidate) ?? -1];
    if (found === undefined || found === merit) return [];
    const place = 'place' in item && item.place !== null ? { place: item.place } : {};
    return [
      { kind: 'wrong-merit', ...place, candidate, claimed: merit ?? '–', found: found ?? '–' },
    ];
  });
}

/** Those passed over: the place each of them is said to have got. */
export function placeFaults(
  census: Census,
  list: readonly number[],
  all: readonly DisplacedOutput[],
): Fault[] {
  return all.flatMap(({ candidate, place }): Fault[] => {
    const index = list.indexOf(census.positionOf.get(candidate) ?? -2);
    const found = index < 0 ? null : index + 1;
    return found === place
      ? []
      : [{ kind: 'wrong-place', candidate, claimed: place ?? '–', found: found ?? '–' }];
  });
}

/** Everyone free who is not on the list, in merit order, numbered from 1. */
export function reserveFaults(
  census: Census,
  list: readonly number[],
  { reserve }: BuiltOutput,
): Fault[] {
  const expected = census.free.filter((person) => !list.includes(person));
  const length = Math.max(expected.length, reserve.length);
  return Array.from({ length }, (_, index) => index).flatMap((index): Fault[] => {
    const person = expected[index];
    const found = person === undefined ? '–' : (census.file.people[person]?.id ?? '–');
    const told = reserve[index];
    if (told?.candidate === found && told.reserve === index + 1) return [];
    const claimed = told ? `${told.reserve}: ${told.candidate}` : '–';
    return [{ kind: 'reserve-differs', number: String(index + 1), claimed, found }];
  });
}

/** List and reserve against the merit order of the same people: all moves, pairs turned round, the largest fall. */
export function displacementFaults(
  census: Census,
  list: readonly number[],
  { displacement }: BuiltOutput,
): Fault[] {
  const reserve = census.free.filter((person) => !list.includes(person));
  const final = [...list, ...reserve].filter((person) => census.merit[person] !== null);
  const byVotes = [...final].sort((a, b) => a - b);
  let [footrule, kendall, largestDrop] = [0, 0, 0];
  for (const [place, person] of final.entries()) {
    const fell = place - byVotes.indexOf(person);
    footrule += Math.abs(fell);
    largestDrop = Math.max(largestDrop, fell);
    for (const above of final.slice(0, place)) if (above > person) kendall++;
  }
  const found = { footrule, kendall, largestDrop };
  return (['footrule', 'kendall', 'largestDrop'] as const).flatMap((number): Fault[] =>
    displacement[number] === found[number]
      ? []
      : [{ kind: 'wrong-total', number, claimed: displacement[number], found: found[number] }],
  );
}
