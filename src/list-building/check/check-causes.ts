import type { Census } from './census.js';
import { certificateFaults, type Setting } from './certificate.js';
import { kindOf, startAt, startOfClaim, where, type Claim } from './claims.js';
import type { Demand } from './demands.js';
import type { Proof } from './proof.js';
import type { Questions } from './questions.js';
import { finding, type Fault, type Finding, type Shown } from './report.js';

/** Everything that is asked about the reasons of a built list. */
export interface CauseCheck {
  readonly census: Census;
  readonly list: readonly number[];
  readonly demands: readonly Demand[];
  readonly questions: Questions;
  readonly thorough: boolean;
}

/** A claim that somebody was kept from a place by quotas: all who are alike for these quotas share one. */
interface QuotaClaim {
  readonly claim: Claim;
  readonly quotas: readonly number[];
  /** The same set was named for such people at the place before, and was carried on for as long as it is true. */
  readonly carried: boolean;
}

/** How many questions to HiGHS the search for a smaller set may cost without `--thorough`. */
const questionsForSmaller = 500;

/** Whether each claimed cause is true, its numbers right, none of its quotas to spare, and no smaller set would do. */
export async function checkCauses(check: CauseCheck, claims: readonly Claim[]): Promise<Finding[]> {
  const { faults, quotaClaims } = sortClaims(check, claims);
  const numbers = numberFaults(check, claims);
  const causes = await truth(check, quotaClaims, claims);
  const spare = await toSpare(check, quotaClaims);
  const smaller = await smallerSets(check, quotaClaims);
  return [
    finding('causes', inOrder([...faults, ...causes.faults]), causes.shown),
    finding('numbers', inOrder(numbers.faults), numbers.shown),
    finding('none-to-spare', inOrder(spare.faults), spare.shown, inOrder(spare.notes)),
    finding('smallest', [], null, inOrder(smaller)),
  ];
}

/** Sets apart what is wrong by itself, and puts together what is one and the same question. */
function sortClaims(check: CauseCheck, claims: readonly Claim[]) {
  const { census } = check;
  const faults: Fault[] = [];
  const byKey = new Map<string, QuotaClaim>();
  const carriedOn = carrying(census);
  for (const claim of inOrder(claims)) {
    const wrong = formFaults(census, claim);
    faults.push(...wrong);
    if (wrong.length > 0 || claim.certificate.kind === 'intervention') continue;
    const quotas = quotasOf(census, claim.because);
    const carried = carriedOn(claim, quotas);
    // Of those kept off the list for the same set the best speaks for the others of the kind: they have less room still.
    const key = `${claim.place ?? 'off'}|${kindOf(census, claim.person, quotas)}|${quotas.join(' ')}`;
    const known = byKey.get(key);
    byKey.set(key, {
      claim: known?.claim ?? claim,
      quotas,
      carried: (known?.carried ?? true) && carried,
    });
  }
  return { faults, quotaClaims: [...byKey.values()] };
}

/** Whether a claim names an intervention where there is one, and quotas that exist where there is none. */
function formFaults(census: Census, { place, person, because, certificate }: Claim): Fault[] {
  const at = where(census, place, person);
  const given = place !== null && (census.given[place - 1] ?? null) !== null;
  if (given) {
    return certificate.kind === 'intervention' && because.length === 0
      ? []
      : [{ kind: 'intervention-not-named', ...at }];
  }
  if (certificate.kind === 'intervention') return [{ kind: 'no-intervention', ...at }];
  if (because.length === 0) return [{ kind: 'no-quota-named', ...at }];
  return because
    .filter((id, index) => !census.quotaOf.has(id) || because.indexOf(id) < index)
    .map((quota) => ({ kind: 'unknown-quota', ...at, quota }));
}

/** Tells whether a set was already named for such people at the last place that they did not get. */
function carrying(census: Census): (claim: Claim, quotas: readonly number[]) => boolean {
  const all = census.file.quotas.map((_, quota) => quota);
  const before = new Map<string, string>();
  let here = new Map<string, string>();
  let current: number | null = null;
  return ({ place, person }, quotas) => {
    if (place === null) return false;
    if (place !== current) {
      for (const [type, set] of here) before.set(type, set);
      current = place;
      here = new Map();
    }
    const [type, set] = [kindOf(census, person, all), quotas.join(' ')];
    here.set(type, set);
    return before.get(type) === set;
  };
}

async function truth(
  check: CauseCheck,
  quotaClaims: readonly QuotaClaim[],
  claims: readonly Claim[],
): Promise<{ faults: Fault[]; shown: Shown }> {
  const { census, list, questions } = check;
  const proofs = proofsBySet(claims);
  const faults: Fault[] = [];
  const shown = { counting: 0, proof: 0, highs: 0 };
  for (const { claim, quotas } of quotaClaims) {
    const answer = await questions.answer({
      start: startOfClaim(census, list, claim),
      key: keyOf(census, claim, quotas),
      quotas,
      proofs: proofs.get(setKey(claim.because)) ?? [],
    });
    if (answer.kind === 'impossible') {
      shown[answer.way]++;
      continue;
    }
    faults.push({
      kind: answer.kind === 'possible' ? 'not-forced' : 'unanswered',
      ...where(census, claim.place, claim.person),
      quotas: claim.because,
    });
  }
  return { faults, shown };
}

/** The numbers of every certificate that is told, each once for people who are alike. */
function numberFaults(check: CauseCheck, claims: readonly Claim[]) {
  const { census } = check;
  const faults: Fault[] = [];
  const shown = { counting: 0, proof: 0, highs: 0 };
  const seen = new Set<string>();
  const quotas = census.file.quotas.map((_, quota) => quota);
  for (const claim of claims) {
    const { certificate, because, place, person } = claim;
    if (!claim.first || certificate.kind === 'intervention') continue;
    const key = JSON.stringify([place, kindOf(census, person, quotas), because, certificate]);
    if (seen.has(key) && place !== null) continue;
    seen.add(key);
    const wrong = certificateFaults(certificate, settingOf(check, claim));
    // A proof told for one of those kept off may be the proof for the first of them, who had more room.
    const first = place === null && wrong.length > 0 ? firstAlike(check, claims, claim) : null;
    const still = first ? certificateFaults(certificate, settingOf(check, first)) : wrong;
    faults.push(...still.map((fault): Fault => ({ ...where(census, place, person), ...fault })));
    if (certificate.kind !== 'together') shown.counting++;
    else if (certificate.proof) shown.proof++;
  }
  return { faults, shown };
}

/** The situation that a certificate of a claim tells of. */
export function settingOf(
  { census, list, demands }: Pick<CauseCheck, 'census' | 'list' | 'demands'>,
  { place, person, because }: Pick<Claim, 'place' | 'person' | 'because'>,
): Setting {
  const after = startOfClaim(census, list, { place, person });
  const before = place === null ? after : startAt(census, list, place);
  return { census, demands, because, place, person, before, after };
}

/** Leaves out one quota after the other: each time a list must exist. */
async function toSpare(check: CauseCheck, quotaClaims: readonly QuotaClaim[]) {
  const { census, list, questions, thorough } = check;
  const faults: Fault[] = [];
  const notes: Fault[] = [];
  const shown = { counting: 0, proof: 0, highs: 0 };
  for (const { claim, quotas, carried } of quotaClaims) {
    if (carried && !thorough) continue;
    const start = startOfClaim(census, list, claim);
    const at = where(census, claim.place, claim.person);
    for (const quota of quotas) {
      const rest = quotas.filter((other) => other !== quota);
      const key = keyOf(census, claim, rest);
      const answer = await questions.answer({ start, key, quotas: rest });
      const id = census.file.quotas[quota]?.id ?? '';
      const fault = { ...at, quota: id, quotas: claim.because };
      if (answer.kind === 'possible') shown[answer.way]++;
      else if (answer.kind === 'unanswered') faults.push({ kind: 'unanswered', ...fault });
      else if (carried) notes.push({ kind: 'carried-on', ...fault });
      else faults.push({ kind: 'to-spare', ...fault });
    }
  }
  return { faults, notes, shown };
}

/** Looks for a smaller set that rules the same people out; it would be the better reason. */
async function smallerSets(
  check: CauseCheck,
  quotaClaims: readonly QuotaClaim[],
): Promise<Fault[]> {
  const { census, list, demands, questions, thorough } = check;
  const all = [...new Set(demands.map(({ quota }) => quota))];
  const begun = questions.asked();
  const notes: Fault[] = [];
  const fresh = quotaClaims.filter(({ quotas, carried }) => quotas.length > 1 && !carried);
  for (const [index, { claim, quotas }] of fresh.entries()) {
    const start = startOfClaim(census, list, claim);
    for (const set of subsets(all, quotas.length - 1)) {
      if (!thorough && questions.asked() - begun > questionsForSmaller) {
        return [...notes, { kind: 'not-all-asked', claimed: fresh.length, found: index }];
      }
      const key = keyOf(census, claim, set);
      const answer = await questions.answer({ start, key, quotas: set });
      if (answer.kind !== 'impossible') continue;
      const ids = set.map((quota) => census.file.quotas[quota]?.id ?? '');
      notes.push({ kind: 'smaller', ...where(census, claim.place, claim.person), quotas: ids });
      break;
    }
  }
  return notes;
}

/** All sets of so many. */
export function* subsets(all: readonly number[], size: number, from = 0): Generator<number[]> {
  if (size === 0) yield [];
  else
    for (let index = from; index < all.length; index++)
      for (const rest of subsets(all, size - 1, index + 1)) yield [all[index] ?? -1, ...rest];
}

function firstAlike(
  { census }: CauseCheck,
  claims: readonly Claim[],
  { person, because }: Claim,
): Claim | null {
  const quotas = census.file.quotas.map((_, quota) => quota);
  const kind = kindOf(census, person, quotas);
  const alike = claims.filter(
    (other) =>
      other.place === null &&
      setKey(other.because) === setKey(because) &&
      kindOf(census, other.person, quotas) === kind,
  );
  return alike.sort((a, b) => a.person - b.person)[0] ?? null;
}

function proofsBySet(claims: readonly Claim[]): Map<string, Proof[]> {
  const proofs = new Map<string, Map<string, Proof>>();
  for (const { because, certificate } of claims) {
    if (certificate.kind !== 'together' || !certificate.proof) continue;
    const set = proofs.get(setKey(because)) ?? new Map<string, Proof>();
    proofs.set(setKey(because), set.set(JSON.stringify(certificate.proof), certificate.proof));
  }
  return new Map([...proofs].map(([key, set]) => [key, [...set.values()]]));
}

function keyOf(census: Census, { place, person }: Claim, quotas: readonly number[]): string {
  const off = place === null ? `off ${person}` : String(place);
  return `${off}|${kindOf(census, person, quotas)}`;
}

function quotasOf(census: Census, ids: readonly string[]): number[] {
  return ids.flatMap((id) => census.quotaOf.get(id) ?? []).sort((a, b) => a - b);
}

function setKey(ids: readonly string[]): string {
  return [...ids].sort().join('\n');
}

function inOrder<T extends { readonly place?: number | null }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
}
