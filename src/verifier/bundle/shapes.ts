import { accept, refuse, type Result } from '../../kernel/result.js';
import type { Json } from '../bytes/canonical-json.js';

/** Where in a record something is not what the format says. */
export interface ShapeFault {
  readonly path: string;
}

/** Reads a value of one shape; throws `Misshapen` where it has another. */
export type Shape<T> = (value: unknown, path: string) => T;

/** The type that a shape reads. */
export type Of<S> = S extends Shape<infer T> ? T : never;

class Misshapen extends Error {
  constructor(readonly path: string) {
    super(path);
  }
}

/** The value of a JSON text in a shape, or the path of the first thing that does not fit. */
export function readAs<T>(text: Buffer, shape: Shape<T>): Result<T, ShapeFault> {
  try {
    return accept(shape(JSON.parse(text.toString('utf8')), ''));
  } catch (error) {
    return refuse({ path: error instanceof Misshapen ? error.path : '/' });
  }
}

function only<T>(isIt: (value: unknown) => value is T): Shape<T> {
  return (value, path) => {
    if (!isIt(value)) throw new Misshapen(path);
    return value;
  };
}

export const text = only((value) => typeof value === 'string');
export const whole = only((value): value is number => Number.isSafeInteger(value));
export const yesOrNo = only((value) => typeof value === 'boolean');
export const anything: Shape<Json> = (value) => value as Json;

/** An instant as this system writes it, so that it can be compared as text. */
export const instant = only(
  (value): value is string =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
);

export const uuid = only(
  (value): value is string =>
    typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
);

/** One of these words. */
export function oneOf<const Word extends string>(...words: readonly Word[]): Shape<Word> {
  return only((value): value is Word => words.some((word) => word === value));
}

/** One of these numbers. */
export function oneOfNumbers<const Number extends number>(
  ...numbers: readonly Number[]
): Shape<Number> {
  return only((value): value is Number => numbers.some((number) => number === value));
}

/** Bytes in hexadecimal, so many of them if it is said. */
export function hex(length?: number): Shape<Buffer> {
  return (value, path) => {
    const known = typeof value === 'string' && /^([0-9a-f]{2})*$/.test(value);
    const bytes = known ? Buffer.from(value, 'hex') : null;
    if (!bytes || (length !== undefined && bytes.length !== length)) throw new Misshapen(path);
    return bytes;
  };
}

/** Bytes in base64. */
export const base64: Shape<Buffer> = (value, path) => {
  const bytes = Buffer.from(text(value, path), 'base64');
  if (bytes.toString('base64') !== value) throw new Misshapen(path);
  return bytes;
};

export function nullOr<T>(shape: Shape<T>): Shape<T | null> {
  return (value, path) => (value === null ? null : shape(value, path));
}

export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new Misshapen(path);
    return value.map((item, at) => shape(item, `${path}/${at}`));
  };
}

type Members = Readonly<Record<string, Shape<unknown>>>;
type Read<M extends Members> = { readonly [Key in keyof M]: Of<M[Key]> };

/** An object with these members; others are read over. */
export function object<M extends Members>(members: M): Shape<Read<M>> {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Misshapen(path);
    const given = value as Readonly<Record<string, unknown>>;
    const read = Object.entries(members).map(([key, shape]) => [
      key,
      shape(given[key], `${path}/${key}`),
    ]);
    return Object.fromEntries(read) as Read<M>;
  };
}

/** A member that may be missing. */
export function maybe<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value, path) => (value === undefined ? undefined : shape(value, path));
}
