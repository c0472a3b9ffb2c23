import { counts, membersOn, type Census, type Start } from './census.js';
import type { Demand } from './demands.js';

/** A proof that a start cannot be completed: sums that do not come out, or two cases each with its own proof. */
export type Proof = Leaf | Fork;

export interface Leaf {
  readonly floors: readonly WeightedFloor[];
  readonly ceilings: readonly WeightedCeiling[];
  readonly supplies: readonly WeightedKind[];
  readonly dues: readonly WeightedKind[];
}

/** Either at most `atMost` people of the quota's group sit on these places, or at least one more. */
export interface Fork {
  readonly quota: string;
  readonly from: number;
  readonly to: number;
  readonly atMost: number;
  readonly then: Proof;
  readonly otherwise: Proof;
}

export interface WeightedFloor {
  readonly quota: string;
  readonly from: number;
  readonly to: number;
  readonly atLeast: number;
  readonly times: number;
}

export interface WeightedCeiling {
  readonly quota: string;
  readonly from: number;
  readonly to: number;
  readonly atMost: number;
  readonly times: number;
}

/** Everybody left who counts, of the quotas of the proof, for exactly these. */
export interface WeightedKind {
  readonly counting: readonly string[];
  readonly times: number;
}

/** What a proof may rest on: the demands of the quotas it may name, and who is left. */
export interface Grounds {
  readonly census: Census;
  readonly start: Start;
  readonly quotas: readonly number[];
  readonly demands: readonly Demand[];
}

/**
 * Whether a proof holds, in exact whole numbers. A leaf adds up what its demands ask for beyond what is there, and what
 * every open place can give at best; it proves its case when more is asked for than can be given (Farkas' lemma).
 */
export function proves(proof: Proof, grounds: Grounds): boolean {
  const { census, quotas, demands } = grounds;
  if (!('then' in proof)) return leafProves(proof, grounds);
  const quota = census.quotaOf.get(proof.quota);
  if (quota === undefined || !quotas.includes(quota)) return false;
  const { from, to, atMost } = proof;
  const size = to - from + 1;
  if (from < 1 || size < 1 || to > census.file.places) return false;
  const fewer = { quota, from, to, least: 0, most: atMost };
  const more = { quota, from, to, least: atMost + 1, most: size };
  return (
    proves(proof.then, { ...grounds, demands: [...demands, fewer] }) &&
    proves(proof.otherwise, { ...grounds, demands: [...demands, more] })
  );
}

/** The quotas that a proof names. */
export function quotasNamed(proof: Proof): string[] {
  const all =
    'then' in proof
      ? [proof.quota, ...quotasNamed(proof.then), ...quotasNamed(proof.otherwise)]
      : [
          ...[...proof.floors, ...proof.ceilings].map(({ quota }) => quota),
          ...[...proof.supplies, ...proof.dues].flatMap(({ counting }) => counting),
        ];
  return [...new Set(all)];
}

interface Weight {
  readonly quota: number;
  readonly from: number;
  readonly to: number;
  readonly times: bigint;
}

interface KindLeft {
  readonly key: string;
  readonly counting: readonly number[];
  readonly left: number;
  readonly due: number;
}

function leafProves(leaf: Leaf, grounds: Grounds): boolean {
  const { census, start } = grounds;
  const floors = weightsOf(leaf.floors, grounds, (bound, demand) => bound.atLeast === demand.least);
  const ceilings = weightsOf(
    leaf.ceilings,
    grounds,
    (bound, demand) => bound.atMost === demand.most,
  );
  const kinds = kindsLeft(grounds);
  const supplies = kindTimes(leaf.supplies, grounds);
  const dues = kindTimes(leaf.dues, grounds);
  if (!floors || !ceilings || !supplies || !dues) return false;
  const there = (weight: Weight) => BigInt(membersOn(census, start.seats, weight));
  let asked = 0n;
  for (const [index, floor] of floors.entries()) {
    asked += floor.times * (BigInt(leaf.floors[index]?.atLeast ?? 0) - there(floor));
  }
  for (const [index, ceiling] of ceilings.entries()) {
    asked -= ceiling.times * (BigInt(leaf.ceilings[index]?.atMost ?? 0) - there(ceiling));
  }
  for (const { key, left, due } of kinds) {
    asked += (dues.get(key) ?? 0n) * BigInt(due) - (supplies.get(key) ?? 0n) * BigInt(left);
  }
  let given = 0n;
  for (const [index, person] of start.seats.entries()) {
    if (person !== null) continue;
    const worth = kinds.map(({ key, counting }) => {
      const covering = (weight: Weight) =>
        weight.from <= index + 1 && index + 1 <= weight.to && counting.includes(weight.quota);
      return (
        total(floors.filter(covering)) -
        total(ceilings.filter(covering)) -
        (supplies.get(key) ?? 0n) +
        (dues.get(key) ?? 0n)
      );
    });
    // With nobody left for an open place the case is settled by itself.
    if (worth.length === 0) return true;
    given += worth.reduce((best, value) => (value > best ? value : best));
  }
  return asked > given;
}

/** The bounds with their quotas by number; null where one of them is no demand, or is not taken a positive number of times. */
function weightsOf<B extends { quota: string; from: number; to: number; times: number }>(
  bounds: readonly B[],
  { census, quotas, demands }: Grounds,
  matches: (bound: B, demand: Demand) => boolean,
): Weight[] | null {
  const weights = bounds.flatMap((bound) => {
    const { from, to, times } = bound;
    const quota = census.quotaOf.get(bound.quota);
    const asked = demands.some(
      (demand) =>
        demand.quota === quota &&
        demand.from === from &&
        demand.to === to &&
        matches(bound, demand),
    );
    return quota !== undefined && quotas.includes(quota) && asked && times > 0
      ? [{ quota, from, to, times: BigInt(times) }]
      : [];
  });
  return weights.length === bounds.length ? weights : null;
}

function kindTimes(
  entries: readonly WeightedKind[],
  { census, quotas }: Grounds,
): Map<string, bigint> | null {
  const times = new Map<string, bigint>();
  for (const entry of entries) {
    const counting = entry.counting.map((id) => census.quotaOf.get(id) ?? -1);
    if (entry.times <= 0 || counting.some((quota) => !quotas.includes(quota))) return null;
    const key = keyOf(counting);
    times.set(key, (times.get(key) ?? 0n) + BigInt(entry.times));
  }
  return times;
}

function kindsLeft({ census, start, quotas }: Grounds): KindLeft[] {
  const kinds = new Map<string, KindLeft>();
  for (const person of start.left) {
    const counting = quotas.filter((quota) => counts(census, person, quota));
    const key = keyOf(counting);
    const kind = kinds.get(key) ?? { key, counting, left: 0, due: 0 };
    const due = kind.due + (start.due.has(person) ? 1 : 0);
    kinds.set(key, { ...kind, left: kind.left + 1, due });
  }
  return [...kinds.values()];
}

function keyOf(quotas: readonly number[]): string {
  return [...quotas].sort((a, b) => a - b).join(' ');
}

function total(weights: readonly Weight[]): bigint {
  return weights.reduce((sum, { times }) => sum + times, 0n);
}
