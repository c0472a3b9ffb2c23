import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { accept, refuse, type Result } from '../../kernel/result.js';

/** Field → the key of the sentence that says what is wrong with it. */
export type FieldErrors = Readonly<Record<string, string>>;

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
