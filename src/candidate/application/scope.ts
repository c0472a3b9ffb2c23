import type { TerritoryCode } from '../../kernel/ids.js';
import {
  actsIn,
  commissionRoles,
  covers,
  holds,
  type Actor,
} from '../../platform/identity/index.js';
import { isEditable } from '../domain/application-state.js';
import type { Dossier } from '../persistence/dossier.js';
import type { CandidateRefusal } from './refusal.js';

/** The whole country, for a grant that names no territory. */
export const wholeCountry = 'KZ' as TerritoryCode;

/** Whether the application is the actor's own. */
export function isOwn(actor: Actor, dossier: Dossier): boolean {
  return dossier.person.accountId === actor.accountId;
}

/**
 * What keeps the actor from changing the application: it is the applicant's to change, or the commission's secretary or
 * chair who types in what was handed in on paper where the person applies.
 */
export function editRefusals(actor: Actor, dossier: Dossier): CandidateRefusal[] {
  const refusals: CandidateRefusal[] = [];
  if (!isOwn(actor, dossier) && !takesIn(actor, dossier.unit)) {
    refusals.push({
      kind: holds(actor, ...commissionRoles) ? 'outside-your-territory' : 'not-your-application',
    });
  }
  if (!isEditable(dossier.state)) refusals.push({ kind: 'not-editable', state: dossier.state });
  return refusals;
}

/** Whether the actor may take in applications on paper in the territory. */
export function takesIn(actor: Actor, unit: TerritoryCode): boolean {
  return actsIn(actor, unit, 'commission-chair', 'commission-secretary', 'central-office');
}

/** Whether the actor sits on a commission that may review applications for a body of the territory. */
export function reviews(actor: Actor, territory: TerritoryCode): boolean {
  return actsIn(actor, territory, ...commissionRoles);
}

/** The territory of the nearest commission the actor sits on that may decide for the territory; null if there is none. */
export function commissionFor(actor: Actor, territory: TerritoryCode): TerritoryCode | null {
  const [nearest] = seats(actor)
    .filter((seat) => covers(seat, territory))
    .sort((a, b) => b.length - a.length);
  return nearest ?? null;
}

/** Whether the actor sits on the commission of exactly this territory. */
export function sitsIn(actor: Actor, commission: TerritoryCode): boolean {
  return seats(actor).includes(commission);
}

/** The territories whose commissions the actor sits on. */
export function seats(actor: Actor): TerritoryCode[] {
  return actor.grants
    .filter(({ role }) => commissionRoles.includes(role))
    .map(({ territory }) => territory ?? wholeCountry);
}

/** Whether the actor may read the whole dossier: the commissions of its territory and of the one it was handed in at, and the office. */
export function readsDossier(
  actor: Actor,
  { territory, unit }: Pick<Dossier, 'territory' | 'unit'>,
): boolean {
  const readers = [...commissionRoles, 'central-office'] as const;
  return actsIn(actor, territory, ...readers) || actsIn(actor, unit, ...readers);
}

/** Whether a control body of the actor reaches the territory. */
export function readsAppeal(actor: Actor, territory: TerritoryCode): boolean {
  return actsIn(actor, territory, 'party-control');
}
