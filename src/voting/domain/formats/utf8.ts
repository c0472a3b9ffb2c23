/** Where the bytes from `from` to `to` (not included) are not UTF-8 any more (RFC 3629), or -1 where all of them are. */
export function utf8Fault(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const first = bytes[at]!;
    if (first < 0x80) {
      at += 1;
      continue;
    }
    const length = sequenceLength(first);
    if (length === 0 || at + length > to || !isSequence(bytes, at, length)) return at;
    at += length;
  }
  return -1;
}

/** The text of bytes that are known to be UTF-8. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  let at = from;
  while (at < to) {
    const first = bytes[at]!;
    const length = Math.max(1, sequenceLength(first));
    let point = length === 1 ? first : first & (0x7f >> length);
    for (let next = 1; next < length; next++) point = (point << 6) | (bytes[at + next]! & 0x3f);
    text += String.fromCodePoint(point);
    at += length;
  }
  return text;
}

/** The bytes of a text in UTF-8; half a surrogate pair becomes the replacement character. */
export function bytesOf(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text.toWellFormed()) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point));
    else bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point));
  }
  return Uint8Array.from(bytes);
}

/** How many characters begin in the bytes from `from` to `to` (not included). */
export function charactersIn(bytes: Uint8Array, from: number, to: number): number {
  let characters = 0;
  for (let at = from; at < to; at++) if ((bytes[at]! & 0xc0) !== 0x80) characters += 1;
  return characters;
}

function sequenceLength(first: number): number {
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

function isSequence(bytes: Uint8Array, at: number, length: number): boolean {
  for (let next = 1; next < length; next++) if ((bytes[at + next]! & 0xc0) !== 0x80) return false;
  const [first, second] = [bytes[at]!, bytes[at + 1]!];
  // Longer than needed, half a surrogate pair, or beyond the last character.
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second < 0xa0;
  if (first === 0xf0) return second >= 0x90;
  return first !== 0xf4 || second < 0x90;
}

function tail(point: number): number {
  return 0x80 | (point & 0x3f);
}
