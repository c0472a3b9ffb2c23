import { counts, seat, type Census, type Start } from './census.js';
import type { BuiltOutput, CertificateOutput, PassedOverOutput } from './output-file.js';
import type { Fault } from './report.js';

/** Somebody with more votes did not get a place, and the output says why. */
export interface Claim {
  /** Null: was kept off the list where its members were settled first. */
  readonly place: number | null;
  readonly person: number;
  readonly because: readonly string[];
  readonly certificate: CertificateOutput;
  /** Whether the certificate was made for this place: it tells of the first of a run. */
  readonly first: boolean;
}

/** What a built list has to explain, and what the output says. */
export interface Claims {
  readonly claims: readonly Claim[];
  /** Claims that are missing, told twice, or about nobody who was passed over. */
  readonly faults: readonly Fault[];
}

/** Holds what the output explains against who was really passed over where. */
export function claimsOf(census: Census, list: readonly number[], output: BuiltOutput): Claims {
  const told = toldClaims(census, output);
  const faults: Fault[] = [...told.faults];
  const claims: Claim[] = [];
  for (const { place, person } of owed(census, list)) {
    const key = keyOf(place, person);
    const claim = told.claims.get(key);
    told.claims.delete(key);
    if (claim) claims.push(claim);
    else faults.push({ kind: 'not-told', ...where(census, place, person) });
  }
  for (const { place, person } of told.claims.values()) {
    faults.push({ kind: 'told-in-vain', ...where(census, place, person) });
  }
  return { claims, faults: faults.sort((a, b) => (a.place ?? 0) - (b.place ?? 0)) };
}

/** Place and person of a claim, as faults tell them. */
export function where(
  { file }: Census,
  place: number | null,
  person: number,
): Pick<Fault, 'place' | 'candidate'> {
  const candidate = file.people[person]?.id ?? '';
  return place === null ? { candidate } : { place, candidate };
}

/** The list as it was settled when a place was to be filled. */
export function startAt(census: Census, list: readonly number[], place: number): Start {
  const above = new Set(list.slice(0, place - 1));
  const left = candidatesFor(census, list).filter((person) => !above.has(person));
  return {
    seats: census.given.map((given, index) => (index < place - 1 ? (list[index] ?? null) : given)),
    left,
    due: new Set(census.file.membersFirst ? left : []),
  };
}

/** The start of a claim with the person in question on the list: it is said that nobody can complete it. */
export function startOfClaim(
  census: Census,
  list: readonly number[],
  { place, person }: Pick<Claim, 'place' | 'person'>,
): Start {
  if (place !== null) return seat(startAt(census, list, place), place, person);
  const on = new Set(list);
  const due = census.free.filter((other) => other < person && on.has(other));
  return {
    seats: census.given,
    left: census.free.filter((other) => other >= person || on.has(other)),
    due: new Set([...due, person]),
  };
}

/** Which of the quotas somebody counts for: those alike are interchangeable for a question about these quotas. */
export function kindOf(census: Census, person: number, quotas: readonly number[]): string {
  return quotas.map((quota) => (counts(census, person, quota) ? '1' : '0')).join('');
}

/** Everybody with more votes than who took a place, at every place; and those kept off the list. */
function owed(census: Census, list: readonly number[]): { place: number | null; person: number }[] {
  const on = new Set(list);
  const candidates = candidatesFor(census, list);
  const last = Math.max(-1, ...candidates.filter((person) => on.has(person)));
  const keptOff = census.file.membersFirst
    ? census.free
        .filter((person) => person < last && !on.has(person))
        .map((person) => ({ place: null, person }))
    : [];
  const unused = new Set(candidates);
  const passed = list.flatMap((holder, index) => {
    unused.delete(holder);
    return [...unused]
      .filter((person) => hadMore(census, person, holder))
      .map((person) => ({ place: index + 1, person }));
  });
  return [...keptOff, ...passed];
}

/** An outsider has no rank: whoever ranked within the list's length is held to have been passed over. */
function hadMore({ file, merit }: Census, person: number, holder: number): boolean {
  if (merit[holder] !== null) return person < holder;
  return (merit[person] ?? Infinity) <= file.places;
}

function candidatesFor({ file, free }: Census, list: readonly number[]): number[] {
  return file.membersFirst ? free.filter((person) => list.includes(person)) : [...free];
}

function toldClaims(census: Census, { displaced }: BuiltOutput) {
  const claims = new Map<string, Claim>();
  const faults: Fault[] = [];
  const tell = (candidate: string, place: number | null, first: boolean, run: PassedOverOutput) => {
    const at = place === null ? { candidate } : { place, candidate };
    const person = census.positionOf.get(candidate);
    if (person === undefined) {
      faults.push({ kind: 'told-in-vain', ...at });
      return;
    }
    const key = keyOf(place, person);
    if (claims.has(key)) faults.push({ kind: 'told-twice', ...at });
    claims.set(key, { place, person, first, because: run.because, certificate: run.certificate });
  };
  for (const { candidate, passedOver } of displaced) {
    for (const run of passedOver) {
      if (run.places.length === 0) tell(candidate, null, true, run);
      for (const [index, place] of run.places.entries()) tell(candidate, place, index === 0, run);
    }
  }
  return { claims, faults };
}

function keyOf(place: number | null, person: number): string {
  return `${place ?? 0}|${person}`;
}
