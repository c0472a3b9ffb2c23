import type { TerritoryCode } from '../../kernel/ids.js';
import { actsIn, commissionRoles, type Actor } from '../../platform/identity/index.js';

/** Whether the actor may work on the count of the unit: any member of its commission or of one above it, or the central office. */
export function worksOnCount(actor: Actor, unit: TerritoryCode): boolean {
  return actsIn(actor, unit, ...commissionRoles, 'central-office');
}

/** Whether the actor sits on the commission of exactly this unit, and so votes and signs in it. */
export function sitsIn(actor: Actor, unit: TerritoryCode): boolean {
  return actor.grants.some(
    ({ role, territory }) => territory === unit && commissionRoles.includes(role),
  );
}
