import type { TerritoryCode } from '../kernel/ids.js';
import { shares } from '../demo/plan.js';

/** What a drill is asked to play. */
export interface DrillOptions {
  readonly members: number;
  /** The share of the members who vote, from 0 to 1. */
  readonly turnout: number;
  readonly seed: number;
  /** How many of the country's twenty regions take part. */
  readonly regions: number;
  /** The most connections of voters open at the same time: the crowd of the first hour. */
  readonly connections: number;
}

/** A region and what is invented for it. */
export interface DrilledRegion {
  readonly code: TerritoryCode;
  readonly members: number;
  /** How many of the members are delegates who vote on the national list, too. */
  readonly delegates: number;
}

export interface DrillPlan extends DrillOptions {
  readonly drilled: readonly DrilledRegion[];
}

/** Who stands in every region, for the regional list and for the national one. */
export const candidatesOfRegion = 14;
export const nationalCandidatesOfRegion = 6;

/** Members per thousand of the country, roughly as its people are spread (2021 census). */
const weights: readonly (readonly [string, number])[] = [
  ['KZ-75', 105],
  ['KZ-61', 105],
  ['KZ-19', 78],
  ['KZ-71', 64],
  ['KZ-31', 63],
  ['KZ-35', 59],
  ['KZ-79', 58],
  ['KZ-15', 47],
  ['KZ-39', 43],
  ['KZ-43', 42],
  ['KZ-11', 41],
  ['KZ-47', 39],
  ['KZ-55', 39],
  ['KZ-63', 38],
  ['KZ-27', 35],
  ['KZ-33', 36],
  ['KZ-23', 35],
  ['KZ-10', 32],
  ['KZ-59', 28],
  ['KZ-62', 13],
];

/** Spreads the members over the regions that take part; every fiftieth is a delegate, and at least ten of a region. */
export function planDrill(options: DrillOptions): DrillPlan {
  const taken = weights.slice(0, options.regions);
  const parts = shares(
    options.members,
    taken.map(([, weight]) => weight),
  );
  return {
    ...options,
    drilled: taken.map(([code], at) => {
      const members = parts[at] ?? 0;
      return {
        code: code as TerritoryCode,
        members,
        delegates: Math.min(members, Math.max(10, Math.round(members / 50))),
      };
    }),
  };
}
