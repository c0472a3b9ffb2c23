import type { TerritoryCode } from '../kernel/ids.js';

/** What the demonstration plays; the figures are those of Kostanay region in 2020 (caravan.kz, egemen.kz). */
export interface DemoPlan {
  readonly seed: number;
  readonly region: TerritoryCode;
  readonly members: number;
  readonly onlineVoters: number;
  readonly paperVoters: number;
  readonly votingPlaces: number;
  readonly candidates: number;
  /** How the members are spread over the districts, by district code. */
  readonly spread: ReadonlyMap<TerritoryCode, number>;
}

const realMembers = 45_000;
const realOnline = 29_215;
const realPaper = 9_394;

/** Members per thousand of the region: Kostanay and Rudny are cities, the rest is steppe. */
const weights: readonly (readonly [string, number])[] = [
  ['KZ-3901', 225],
  ['KZ-3902', 55],
  ['KZ-3903', 50],
  ['KZ-3904', 130],
  ['KZ-3905', 22],
  ['KZ-3906', 25],
  ['KZ-3907', 45],
  ['KZ-3908', 35],
  ['KZ-3909', 28],
  ['KZ-3910', 25],
  ['KZ-3911', 50],
  ['KZ-3912', 22],
  ['KZ-3913', 38],
  ['KZ-3914', 35],
  ['KZ-3915', 75],
  ['KZ-3916', 40],
  ['KZ-3917', 20],
  ['KZ-3918', 28],
  ['KZ-3919', 25],
  ['KZ-3920', 27],
];

/** The real proportions for a register of `members`; at 45,000 the very figures of 2020. */
export function planDemo(options: { members: number; seed: number }): DemoPlan {
  const scaled = (figure: number): number => Math.round((figure * options.members) / realMembers);
  return {
    seed: options.seed,
    region: 'KZ-39' as TerritoryCode,
    members: options.members,
    onlineVoters: scaled(realOnline),
    paperVoters: scaled(realPaper),
    votingPlaces: 156,
    candidates: 800,
    spread: spreadOf(options.members),
  };
}

/** Largest remainders: the parts add up to the members. */
function spreadOf(members: number): ReadonlyMap<TerritoryCode, number> {
  return new Map(
    shares(
      members,
      weights.map(([, weight]) => weight),
    ).map((share, at) => [weights[at]?.[0] as TerritoryCode, share]),
  );
}

/** Splits `total` in proportion to the weights, by largest remainder, so that the parts add up to it. */
export function shares(total: number, parts: readonly number[]): number[] {
  const sum = parts.reduce((all, part) => all + part, 0);
  const floors = parts.map((part) => Math.floor((total * part) / sum));
  const remainders = parts.map((part, at) => ({ at, remainder: (total * part) % sum }));
  const left = total - floors.reduce((all, floor) => all + floor, 0);
  const raised = new Set(
    remainders
      .sort((a, b) => b.remainder - a.remainder || a.at - b.at)
      .slice(0, left)
      .map(({ at }) => at),
  );
  return floors.map((floor, at) => floor + (raised.has(at) ? 1 : 0));
}
