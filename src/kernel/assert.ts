/** Crashes on what cannot happen. Expected refusals are `Result` values instead. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Impossible: ${message}`);
}

/** The value, which the caller knows to be there. */
export function defined<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`Impossible: ${what} is missing`);
  return value;
}

/** The arm of a `switch` that the compiler proves unreachable. */
export function unreachable(value: never): never {
  throw new Error(`Impossible: unexpected ${JSON.stringify(value)}`);
}
