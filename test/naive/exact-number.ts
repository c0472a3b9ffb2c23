/** Fractions for the naive counts, never rounded unless asked. */
export interface ExactNumber {
  readonly over: bigint;
  readonly under: bigint;
}

export function exact(over: number | bigint, under: number | bigint = 1): ExactNumber {
  return { over: BigInt(over), under: BigInt(under) };
}

export function plus(a: ExactNumber, b: ExactNumber): ExactNumber {
  return reduced(a.over * b.under + b.over * a.under, a.under * b.under);
}

export function minus(a: ExactNumber, b: ExactNumber): ExactNumber {
  return reduced(a.over * b.under - b.over * a.under, a.under * b.under);
}

export function times(a: ExactNumber, b: ExactNumber): ExactNumber {
  return reduced(a.over * b.over, a.under * b.under);
}

export function dividedBy(a: ExactNumber, b: ExactNumber): ExactNumber {
  return reduced(a.over * b.under, a.under * b.over);
}

/** Negative, zero or positive, as with numbers. */
export function order(a: ExactNumber, b: ExactNumber): number {
  const { over } = minus(a, b);
  return over < 0n ? -1 : over > 0n ? 1 : 0;
}

export function sumOf(numbers: readonly ExactNumber[]): ExactNumber {
  return numbers.reduce(plus, exact(0));
}

/** Cut off after so many decimals. */
export function truncated(a: ExactNumber, decimals: number): ExactNumber {
  const scale = 10n ** BigInt(decimals);
  return { over: (a.over * scale) / a.under, under: scale };
}

/** Cut off after so many decimals, in digits. */
export function digits(a: ExactNumber, decimals: number): string {
  const { over, under } = truncated(a, decimals);
  if (decimals === 0) return String(over);
  return `${over / under}.${String(over % under).padStart(decimals, '0')}`;
}

function reduced(over: bigint, under: bigint): ExactNumber {
  let [a, b] = [over < 0n ? -over : over, under];
  while (b > 0n) [a, b] = [b, a % b];
  return { over: over / a, under: under / a };
}
