/** How a share of places becomes a number of people. */
export type Rounding = 'up' | 'down' | 'half-up';

/** `over / under`, kept as written. */
export interface Share {
  readonly over: bigint;
  readonly under: bigint;
}

/** Reads `1/5`, `20%` or `0.2`; null for anything else, and for shares above the whole. */
export function readShare(text: string): Share | null {
  const [, over, under] = /^(\d+)\s*\/\s*(\d+)$/.exec(text) ?? [];
  if (over !== undefined && under !== undefined) return shareOf(BigInt(over), BigInt(under));
  const [, whole, , digits = '', percent] = /^(\d+)(\.(\d+))?\s*(%)?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const under10 = 10n ** BigInt(digits.length) * (percent === undefined ? 1n : 100n);
  return shareOf(BigInt(whole + digits), under10);
}

/** So many people of so many places. */
export function peopleOf({ over, under }: Share, round: Rounding, places: number): number {
  const product = over * BigInt(places);
  const whole = product / under;
  const rest = product % under;
  switch (round) {
    case 'up':
      return Number(rest > 0n ? whole + 1n : whole);
    case 'down':
      return Number(whole);
    case 'half-up':
      return Number(rest * 2n >= under ? whole + 1n : whole);
  }
}

function shareOf(over: bigint, under: bigint): Share | null {
  return under === 0n || over > under ? null : { over, under };
}
