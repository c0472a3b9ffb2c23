import { actsIn, type Actor, type OutsideYourTerritory } from '../../platform/identity/index.js';
import type { TerritoryCode } from '../../kernel/ids.js';
import type { RoundBlocker } from '../domain/rounds/round-states.js';

/** Why something is not done to a round. */
export type RoundRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'round-unknown' }
  /** All that stands against it, at once. */
  | { readonly kind: 'round-blocked'; readonly blockers: readonly RoundBlocker[] };

/** Whether the actor prepares and watches the rounds of a unit. */
export function runsRounds(actor: Actor, unit: TerritoryCode): boolean {
  return actsIn(actor, unit, 'commission-chair', 'commission-secretary', 'central-office');
}

/** Whether the actor decides about the time of a round of the unit. */
export function decidesAboutRounds(actor: Actor, unit: TerritoryCode): boolean {
  return actsIn(actor, unit, 'commission-chair', 'central-office');
}
