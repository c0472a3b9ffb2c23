/** The answer of a decision: a value, or a refusal that names its reason. Refusals are ordinary values, never thrown. */
export type Result<T, E> = Accepted<T> | Refused<E>;

export interface Accepted<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Refused<E> {
  readonly ok: false;
  readonly error: E;
}

/** An accepted answer carrying `value`. */
export function accept<T>(value: T): Accepted<T> {
  return { ok: true, value };
}

/** A refused answer carrying the named reason, or the list of all reasons. */
export function refuse<E>(error: E): Refused<E> {
  return { ok: false, error };
}
