import type { AccountId, TerritoryCode } from '../../kernel/ids.js';

const wholeCountry = 'KZ' as TerritoryCode;

export const roles = [
  'central-office',
  'commission-chair',
  'commission-secretary',
  'commission-member',
  'trustee',
  'party-control',
  'observer',
  'candidate',
  'voter',
  'administrator',
] as const;

export type Role = (typeof roles)[number];

/** The three who sit on a commission. */
export const commissionRoles: readonly Role[] = [
  'commission-chair',
  'commission-secretary',
  'commission-member',
];

/** The roles that say nothing without the territory they are held over; the whole country is one, too. */
const territorialRoles: readonly Role[] = [...commissionRoles, 'trustee', 'party-control'];

export function isTerritorial(role: Role): boolean {
  return territorialRoles.includes(role);
}

/** A role held over a territory and all below it; without a territory, everywhere. */
export interface Grant {
  readonly role: Role;
  readonly territory: TerritoryCode | null;
}

/** Who acts: the account behind a request, or a person at the command line. */
export interface Actor {
  readonly accountId: AccountId;
  readonly name: string;
  readonly grants: readonly Grant[];
}

export interface OutsideYourTerritory {
  readonly kind: 'outside-your-territory';
}

/** Whether the actor holds one of the roles, anywhere. */
export function holds(actor: Actor, ...wanted: readonly Role[]): boolean {
  return actor.grants.some(({ role }) => wanted.includes(role));
}

/** Whether the actor holds one of the roles over exactly this territory or one above it. */
export function actsIn(
  actor: Actor,
  territory: TerritoryCode,
  ...wanted: readonly Role[]
): boolean {
  return actor.grants.some(
    (grant) => wanted.includes(grant.role) && covers(grant.territory, territory),
  );
}

/** Whether the actor may give and take the grant: the accounts are theirs over that territory or one above it. */
export function managesGrant(actor: Actor, { territory }: Grant): boolean {
  return actsIn(actor, territory ?? wholeCountry, 'central-office', 'administrator');
}

/** Whether a grant over `scope` reaches `territory`. A code begins with the code of the territory above it. */
export function covers(scope: TerritoryCode | null, territory: TerritoryCode): boolean {
  return scope === null || territory.startsWith(scope);
}
