declare const kind: unique symbol;

/** A UUID that says in its type what it identifies, so that a candidate is never passed for a contest. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

export type AccountId = Id<'account'>;
export type PrimaryId = Id<'primary'>;
export type RuleSetId = Id<'rule-set'>;
export type ContestId = Id<'contest'>;
export type CandidacyId = Id<'candidacy'>;
export type PersonId = Id<'person'>;
export type MemberId = Id<'member'>;
export type RoundId = Id<'round'>;
export type ListId = Id<'list'>;
export type ListJobId = Id<'list-job'>;
export type ScenarioId = Id<'scenario'>;

/** The code of a territory in the reference data, such as `KZ-3901`. */
export type TerritoryCode = Id<'territory-code'>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text from outside has the shape of an identifier. */
export function isId(text: string): boolean {
  return uuid.test(text);
}
