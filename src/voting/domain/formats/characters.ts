/** The bytes that mean something in a file of ballots. */
export const byte = {
  tab: 0x09,
  space: 0x20,
  quote: 0x22,
  hash: 0x23,
  openParenthesis: 0x28,
  closeParenthesis: 0x29,
  star: 0x2a,
  comma: 0x2c,
  minus: 0x2d,
  point: 0x2e,
  slash: 0x2f,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  semicolon: 0x3b,
  equals: 0x3d,
  greater: 0x3e,
  openBracket: 0x5b,
  largeE: 0x45,
  closeBracket: 0x5d,
  caret: 0x5e,
  smallE: 0x65,
  openBrace: 0x7b,
  bar: 0x7c,
  closeBrace: 0x7d,
} as const;

/** Whether the byte is a space or a tab. */
export function isBlank(value: number | undefined): boolean {
  return value === byte.space || value === byte.tab;
}

/** Whether the byte is one of the digits 0 to 9. */
export function isDigit(value: number | undefined): boolean {
  return value !== undefined && value >= byte.zero && value <= byte.nine;
}

/** The first byte from `at` that is neither a space nor a tab, or `to`. */
export function afterBlanks(bytes: Uint8Array, at: number, to: number): number {
  let next = at;
  while (next < to && isBlank(bytes[next])) next += 1;
  return next;
}

/** The end of the digits that begin at `at`. */
export function afterDigits(bytes: Uint8Array, at: number, to: number): number {
  let next = at;
  while (next < to && isDigit(bytes[next])) next += 1;
  return next;
}

/** The number written with the digits from `from` to `to` (not included). */
export function numberIn(bytes: Uint8Array, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) number = number * 10 + bytes[at]! - byte.zero;
  return number;
}
