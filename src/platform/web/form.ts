import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { accept, refuse, type Result } from '../../kernel/result.js';
import type { Translate } from './words.js';

/** Field → the key of the sentence that says what is wrong with it. */
export type FieldErrors = Readonly<Record<string, string>>;

/** A sentence about what is wrong, with the field it stands beside. */
export interface FieldSentence {
  readonly field: string;
  readonly sentence: string;
}

/** What the checks of a form found, in the reader's words. */
export function fieldSentences(errors: FieldErrors, t: Translate): FieldSentence[] {
  return Object.entries(errors).map(([field, key]) => ({ field, sentence: t(key) }));
}

/** A field as it was typed; empty when nothing, or something else than a text, was sent. */
export function textIn(body: unknown, field: string): string {
  const value = (body as Readonly<Record<string, unknown>> | null | undefined)?.[field];
  return typeof value === 'string' ? value : '';
}

/**
 * Reads the body of a form or of a JSON request into its class and checks it. All wrong fields are told at once; each
 * message of class-validator is a key into the words.
 */
export async function readBody<T extends object>(
  shape: new () => T,
  body: unknown,
): Promise<Result<T, FieldErrors>> {
  const plain = typeof body === 'object' && body !== null ? body : {};
  const value = plainToInstance(shape, plain, { exposeDefaultValues: true });
  const errors = await validate(value, { whitelist: true, forbidUnknownValues: false });
  return errors.length === 0 ? accept(value) : refuse(Object.fromEntries(errors.flatMap(firstOf)));
}

function firstOf(error: ValidationError): [string, string][] {
  const [message] = Object.values(error.constraints ?? {});
  const nested = (error.children ?? [])
    .flatMap(firstOf)
    .map(([field, text]): [string, string] => [`${error.property}.${field}`, text]);
  return message ? [[error.property, message], ...nested] : nested;
}
