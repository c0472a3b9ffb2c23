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
