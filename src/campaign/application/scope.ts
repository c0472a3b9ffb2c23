import type { Candidacy } from '../../candidate/index.js';
import type { TerritoryCode } from '../../kernel/ids.js';
import { actsIn, commissionRoles, type Actor } from '../../platform/identity/index.js';
import { isWithin, type Territory } from '../../primary/index.js';
import { depthOfStep, type StepLevel } from '../domain/ladder.js';
import type { StoredComplaint } from '../persistence/complaint.repository.js';

const wholeCountry = 'KZ' as TerritoryCode;

/** Whether the actor runs the debates of a unit: the chair or the secretary of its commission, or of one above. */
export function runsDebates(actor: Actor, unit: TerritoryCode): boolean {
  return actsIn(actor, unit, 'commission-chair', 'commission-secretary');
}

/** Whether the actor may read what is not public about a debate: reasons of absence and documents. */
export function readsRegister(actor: Actor, unit: TerritoryCode): boolean {
  return actsIn(actor, unit, ...commissionRoles, 'central-office', 'party-control');
}

/** Whether the actor works where the complaint belongs and may read it. */
export function readsComplaint(
  actor: Actor,
  { territory }: Pick<StoredComplaint, 'territory'>,
): boolean {
  return actsIn(actor, territory, ...commissionRoles, 'central-office', 'party-control');
}

/** Whether the actor is somebody who watches over a campaign and may complain about it without standing. */
export function watches(actor: Actor, territory: TerritoryCode): boolean {
  return actsIn(actor, territory, 'observer', ...commissionRoles);
}

/** Whether a registered candidate stands in the territory, within it or above it, and so may complain there. */
export function standsNear({ unit, state }: Candidacy, territory: TerritoryCode): boolean {
  return state === 'registered' && (isWithin(unit, territory) || isWithin(territory, unit));
}

/** The territory whose body hears complaints from `territory` on a step of the ladder. */
export function seatOf(
  territories: readonly Territory[],
  territory: TerritoryCode,
  step: StepLevel,
): TerritoryCode | null {
  const level = depthOfStep(step);
  const seat = territories.find((one) => one.level === level && isWithin(territory, one.code));
  return seat?.code ?? null;
}

/**
 * Whether the actor speaks for the body that hears the complaint now: exactly this one, since the one above will hear
 * the appeal. Party control hears everything; the chair of a commission hears a first complaint, but none about a
 * commission. (An observer's complaint goes from the commission to party control, territorial or regional, and then to
 * the Central Committee of Party Control: ehonews.kz, 2020.)
 */
export function hears(
  actor: Actor,
  complaint: Pick<StoredComplaint, 'state' | 'ground'>,
  seat: TerritoryCode | null,
): boolean {
  const first = complaint.state === 'filed' && complaint.ground !== 'commission-breach';
  return actor.grants.some(
    ({ role, territory }) =>
      (territory ?? wholeCountry) === seat &&
      (role === 'party-control' || (first && role === 'commission-chair')),
  );
}
