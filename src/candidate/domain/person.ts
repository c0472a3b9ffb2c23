import type { CalendarDate } from '../../kernel/calendar.js';

export type Sex = 'female' | 'male';

/** A name as the identity document writes it. */
export interface PersonName {
  readonly family: string;
  readonly given: string;
  readonly patronymic: string | null;
}

/** `joining`: has applied to join the party and is not yet a member. */
export type Membership = 'member' | 'joining' | 'none';

/** What bars a person from standing, where the rules say so. */
export type Bar = 'unspent-conviction' | 'corruption-offence' | 'expulsion';

/** A place held before, which makes a person no newcomer. */
export type HeldPlace = 'previous-list' | 'same-body' | 'any-body';

/** What a person's documents and declarations say. Birth date and sex come from documents, never from the IIN. */
export interface PersonData {
  readonly name: PersonName;
  readonly birthDate: CalendarDate;
  readonly sex: Sex;
  readonly residentSince: CalendarDate;
  readonly membership: Membership;
  /** Declared by the person or found by the commission. */
  readonly bars: readonly Bar[];
}

export type PersonDataReason =
  | { readonly kind: 'name-missing'; readonly field: 'family' | 'given' }
  | { readonly kind: 'name-too-long'; readonly field: keyof PersonName; readonly most: number }
  | { readonly kind: 'birth-date-in-future' }
  | { readonly kind: 'residence-before-birth' }
  | { readonly kind: 'residence-in-future' };

const longestName = 80;

/** Everything that cannot be right in a person's data, whatever the rules of the primary say. */
export function personDataReasons(data: PersonData, today: CalendarDate): PersonDataReason[] {
  const reasons: PersonDataReason[] = [];
  for (const field of ['family', 'given'] as const) {
    if (!data.name[field].trim()) reasons.push({ kind: 'name-missing', field });
  }
  for (const field of ['family', 'given', 'patronymic'] as const) {
    if ((data.name[field]?.length ?? 0) > longestName) {
      reasons.push({ kind: 'name-too-long', field, most: longestName });
    }
  }
  if (data.birthDate > today) reasons.push({ kind: 'birth-date-in-future' });
  if (data.residentSince < data.birthDate) reasons.push({ kind: 'residence-before-birth' });
  if (data.residentSince > today) reasons.push({ kind: 'residence-in-future' });
  return reasons;
}
