import { compareFractions, fraction, type Fraction } from '../../kernel/exact.js';

/** The result of one unit of the last stage: its candidates in their final order, every tie within it settled. */
export interface UnitResult {
  readonly unit: string;
  /** People on the roll of the unit. */
  readonly roll: number;
  readonly valid: number;
  /** Best first. */
  readonly candidates: readonly { readonly id: string; readonly votes: number }[];
}

/** How units whose votes cannot be compared directly become one order. */
export type MergeMethod =
  | { readonly kind: 'single-unit' }
  | { readonly kind: 'share-of-valid' }
  | { readonly kind: 'share-of-roll' }
  | { readonly kind: 'round-robin'; readonly unitsBy: 'roll' | 'territory' }
  | { readonly kind: 'highest-averages'; readonly method: 'dhondt' | 'sainte-lague' };

/**
 * One merit order out of the results of all units, in exact fractions. What the method leaves equal goes by `tieOrder`,
 * a strict order of all candidates that the written tie policy made before.
 */
export function mergeUnits(
  units: readonly UnitResult[],
  method: MergeMethod,
  tieOrder: readonly string[],
): string[] {
  const tie = new Map(tieOrder.map((id, index) => [id, index]));
  const byTie = (a: Claim, b: Claim) => (tie.get(a.id) ?? 0) - (tie.get(b.id) ?? 0);
  switch (method.kind) {
    case 'single-unit':
      return units.flatMap(({ candidates }) => candidates.map(({ id }) => id));
    case 'share-of-valid':
      return inUnitOrder(units, byTie, (unit, _, votes) => ratio(votes, unit.valid));
    case 'share-of-roll':
      return inUnitOrder(units, byTie, (unit, _, votes) => ratio(votes, unit.roll));
    case 'round-robin':
      return roundRobin(units, method.unitsBy, tie);
    case 'highest-averages': {
      // The k-th candidate of a unit stands for roll / k (D'Hondt) or roll / (2k − 1) (Sainte-Laguë).
      const divisor = (rank: number) => (method.method === 'dhondt' ? rank + 1 : 2 * rank + 1);
      return inUnitOrder(units, byTie, (unit, rank) => fraction(unit.roll, divisor(rank)));
    }
  }
}

interface Claim {
  readonly id: string;
  readonly strength: Fraction;
}

/**
 * The greatest claim first. A claim is heard once everybody ahead in the same unit has a place, so that the order within
 * a unit is never turned round, whatever ties its policy settled.
 */
function inUnitOrder(
  units: readonly UnitResult[],
  byTie: (a: Claim, b: Claim) => number,
  strength: (unit: UnitResult, rank: number, votes: number) => Fraction,
): string[] {
  const queues = units.map((unit) =>
    unit.candidates.map(({ id, votes }, rank) => ({ id, strength: strength(unit, rank, votes) })),
  );
  const order: string[] = [];
  for (;;) {
    const heads = queues.flatMap((queue) => (queue[0] ? [{ queue, claim: queue[0] }] : []));
    const [best] = heads.sort(
      (a, b) => compareFractions(b.claim.strength, a.claim.strength) || byTie(a.claim, b.claim),
    );
    if (!best) return order;
    best.queue.shift();
    order.push(best.claim.id);
  }
}

/** All firsts, then all seconds: units in the stated order, the largest roll first or by their code. */
function roundRobin(
  units: readonly UnitResult[],
  unitsBy: 'roll' | 'territory',
  tie: ReadonlyMap<string, number>,
): string[] {
  const byCode = (a: UnitResult, b: UnitResult) => (a.unit < b.unit ? -1 : 1);
  const first = ({ candidates }: UnitResult) => tie.get(candidates[0]?.id ?? '') ?? 0;
  const ordered = [...units].sort(
    unitsBy === 'roll' ? (a, b) => b.roll - a.roll || first(a) - first(b) : byCode,
  );
  const rounds = Math.max(0, ...ordered.map(({ candidates }) => candidates.length));
  return Array.from({ length: rounds }, (_, rank) =>
    ordered.flatMap(({ candidates }) => candidates[rank]?.id ?? []),
  ).flat();
}

function ratio(part: number, whole: number): Fraction {
  return whole > 0 ? fraction(part, whole) : fraction(0);
}
