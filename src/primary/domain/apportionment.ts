import type { TerritoryCode } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import type { UnitSeatsRule } from './rule-set.js';

/** A unit of a stage with what its part is measured by: the members on its roll. */
export interface WeightedUnit {
  readonly unit: TerritoryCode;
  readonly weight: number;
}

/** The seats a unit fills. */
export interface UnitSeats {
  readonly unit: TerritoryCode;
  readonly seats: number;
}

type Apportioned = Extract<UnitSeatsRule, { kind: 'apportioned' }>;

/**
 * Divides the seats of a contest among the units of a stage, in whole seats whose sum is the whole. A seat that two
 * units claim equally goes to the unit with more members, then to the earlier code. Refuses when there are fewer seats
 * than every unit must have.
 */
export function apportion(
  rule: UnitSeatsRule,
  seats: number,
  units: readonly WeightedUnit[],
): Result<UnitSeats[], { kind: 'too-few-seats'; needed: number; seats: number }> {
  if (rule.kind === 'all') return accept(units.map(({ unit }) => ({ unit, seats })));
  const needed = rule.atLeast * units.length;
  if (needed > seats) return refuse({ kind: 'too-few-seats', needed, seats });
  const claims = units.map((unit) => ({ ...unit, seats: rule.atLeast }));
  for (let left = seats - needed; left > 0 && claims.length > 0; left--) {
    const winner = claims.reduce((best, claim) => (isBefore(claim, best, rule) ? claim : best));
    winner.seats += 1;
  }
  return accept(claims.map(({ unit, seats }) => ({ unit, seats })));
}

function isBefore(a: WeightedUnit & UnitSeats, b: WeightedUnit & UnitSeats, rule: Apportioned) {
  // a.weight / divisor(a) against b.weight / divisor(b), multiplied out so that it stays exact.
  const difference =
    rule.method === 'equal'
      ? b.seats - a.seats
      : a.weight * divisor(b.seats, rule.method) - b.weight * divisor(a.seats, rule.method);
  if (difference !== 0) return difference > 0;
  if (a.weight !== b.weight) return a.weight > b.weight;
  return a.unit < b.unit;
}

function divisor(seats: number, method: 'dhondt' | 'sainte-lague'): number {
  return method === 'dhondt' ? seats + 1 : 2 * seats + 1;
}
