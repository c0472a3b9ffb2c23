import type { TerritoryCode } from '../../kernel/ids.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';

const country = 'KZ' as TerritoryCode;

/** Whether someone speaks for the central office of the whole party; the season and its rules are nobody else's. */
export function isCentralOffice(actor: Actor): boolean {
  return actsIn(actor, country, 'central-office');
}
