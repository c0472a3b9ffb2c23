import { assert } from '../../kernel/assert.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import { accept, refuse, type Result } from '../../kernel/result.js';

declare const iin: unique symbol;

/** An individual identification number (ЖСН, ИИН) whose check digit is right. Unique per person and never reissued. */
export type Iin = string & { readonly [iin]: true };

export type IinRefusal =
  /** Not twelve digits, or a seventh digit that is never issued (7, 8, 9). */
  { readonly kind: 'iin-shape' } | { readonly kind: 'iin-check-digit' };

export type IinWarning =
  | { readonly kind: 'iin-birth-date-differs' }
  | { readonly kind: 'iin-sex-differs' }
  /** The seventh digit is 0; what it stands for is not published. */
  | { readonly kind: 'iin-century-unknown' };

/** What a person's documents say; the number is compared with it and never replaces it. */
export interface DocumentedIdentity {
  readonly birthDate: CalendarDate;
  readonly sex: 'female' | 'male';
}

const firstWeights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const secondWeights = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

/** Reads a number as typed, spaces allowed. Refuses a wrong shape and a wrong check digit. */
export function parseIin(text: string): Result<Iin, IinRefusal> {
  const digits = text.replace(/\s/g, '');
  if (!/^\d{6}[0-6]\d{5}$/.test(digits)) return refuse({ kind: 'iin-shape' });
  const check = iinCheckDigit(digits.slice(0, 11));
  return check === Number(digits[11]) ? accept(digits as Iin) : refuse({ kind: 'iin-check-digit' });
}

/**
 * The twelfth digit that belongs to the first eleven, or null when the number is never issued. The rule of Government
 * resolutions 565 (11 June 2003) and 406 (22 May 2007).
 */
export function iinCheckDigit(elevenDigits: string): number | null {
  const first = weightedRemainder(elevenDigits, firstWeights);
  if (first < 10) return first;
  const second = weightedRemainder(elevenDigits, secondWeights);
  return second < 10 ? second : null;
}

/**
 * Where the number and the documents differ. A warning for the commission only: since resolution 853 (26 Aug 2013) the
 * digits are not tied to birth date and sex, and "a mismatch is not an error" (Ministry of Justice, 5 Apr 2019).
 */
export function iinWarnings(number: Iin, documents: DocumentedIdentity): IinWarning[] {
  const warnings: IinWarning[] = [];
  const seventh = Number(number[6]);
  const shortBirthDate = documents.birthDate.slice(2).replaceAll('-', '');
  if (seventh === 0) {
    warnings.push({ kind: 'iin-century-unknown' });
    if (number.slice(0, 6) !== shortBirthDate) warnings.push({ kind: 'iin-birth-date-differs' });
    return warnings;
  }
  // 1 and 2 were given to people born in 18xx, 3 and 4 in 19xx, 5 and 6 in 20xx; odd to men.
  const century = 18 + Math.floor((seventh - 1) / 2);
  const sex = seventh % 2 === 1 ? 'male' : 'female';
  if (`${century}${number.slice(0, 6)}` !== documents.birthDate.replaceAll('-', '')) {
    warnings.push({ kind: 'iin-birth-date-differs' });
  }
  if (sex !== documents.sex) warnings.push({ kind: 'iin-sex-differs' });
  return warnings;
}

function weightedRemainder(digits: string, weights: readonly number[]): number {
  assert(/^\d{11}$/.test(digits), 'the check digit is computed over eleven digits');
  return weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11;
}
