import { defined } from '../../kernel/assert.js';
import { parseFraction, shareOf, type Fraction } from '../../kernel/exact.js';
import type { ContestId, PrimaryId, TerritoryCode } from '../../kernel/ids.js';
import type { BodyRule, ListLengthRule, RuleSet, SeatRule, StageRule, Words } from './rule-set.js';
import { depthOf, isWithin, territoriesUnder, type Territory } from './territory.js';

/** The selection for one list. */
export interface Contest {
  readonly id: ContestId;
  readonly primaryId: PrimaryId;
  /** The `id` of its body in the rule set. */
  readonly body: string;
  readonly bodyName: Words;
  readonly territory: TerritoryCode;
  readonly territoryName: Words;
  readonly seats: number;
  readonly places: number;
}

/** A contest as the rules demand it, before it has an identity. */
export type ContestPlan = Pick<Contest, 'body' | 'territory' | 'seats' | 'places'>;

/** A share that the schema has already checked. */
export function readShare(text: string): Fraction {
  const parsed = parseFraction(text);
  return defined(parsed.ok ? parsed.value : null, `a share in "${text}"`);
}

/** Places on a list: seats × factor, rounded as the rules say. 98 seats × 1.3 rounded half-up are 127 places. */
export function placesOn(list: ListLengthRule, seats: number): number {
  return shareOf(readShare(list.factor), seats, list.round);
}

/** The seats of the body in one territory. */
export function seatsIn(seats: SeatRule, territory: TerritoryCode): number {
  return seats.byTerritory?.[territory] ?? seats.default;
}

/** Every contest the rules demand: one for each body in each territory of its level, by body and then by the tree. */
export function contestsOf(rules: RuleSet, territories: readonly Territory[]): ContestPlan[] {
  return rules.bodies.flatMap((body) => contestsOfBody(body, territories));
}

/** The contests of one body, in the order of the tree. */
export function contestsOfBody(body: BodyRule, territories: readonly Territory[]): ContestPlan[] {
  return territories
    .filter((territory) => holds(body, territory))
    .map(({ code }) => plan(body, code));
}

/**
 * The units that vote in a stage of a contest: the territories of the stage's level within the contest's own, or the
 * whole contest when the stage's unit is as wide as the body.
 */
export function unitsOf(
  contest: Pick<Contest, 'territory'>,
  body: BodyRule,
  stage: StageRule,
  territories: readonly Territory[],
): TerritoryCode[] {
  if (depthOf(stage.unit) <= depthOf(body.level)) return [contest.territory];
  return territoriesUnder(territories, contest.territory, stage.unit).map(({ code }) => code);
}

function holds(body: BodyRule, territory: Territory): boolean {
  if (territory.level !== body.level) return false;
  return body.within?.some((ancestor) => isWithin(territory.code, ancestor)) ?? true;
}

function plan(body: BodyRule, territory: TerritoryCode): ContestPlan {
  const seats = seatsIn(body.seats, territory);
  return { body: body.id, territory, seats, places: placesOn(body.list, seats) };
}
