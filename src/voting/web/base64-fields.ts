import { accept, refuse, type Result } from '../../kernel/result.js';
import type { FieldErrors } from '../../platform/web/index.js';

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The bytes of the named fields of a JSON body. All fields that are no base64 are told at once. */
export function base64Fields<Name extends string>(
  body: unknown,
  names: readonly Name[],
): Result<Readonly<Record<Name, Buffer>>, FieldErrors> {
  const fields = (body ?? {}) as Readonly<Record<string, unknown>>;
  const wrong = names.filter((name) => !isBase64(fields[name]));
  if (wrong.length > 0)
    return refuse(Object.fromEntries(wrong.map((name) => [name, 'voting-box.error.not-base64'])));
  const read = names.map((name) => [name, Buffer.from(fields[name] as string, 'base64')]);
  return accept(Object.fromEntries(read) as Record<Name, Buffer>);
}

function isBase64(text: unknown): boolean {
  return typeof text === 'string' && text.length % 4 === 0 && base64.test(text);
}
