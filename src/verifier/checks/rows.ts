import type { Readable } from 'node:stream';

/** A stream cut into rows of so many bytes. A row is valid until the next one is asked for. */
export async function* rowsOf(stream: Readable, length: number): AsyncGenerator<Buffer> {
  for await (const block of blocksOf(stream, length))
    for (let at = 0; at < block.length; at += length) yield block.subarray(at, at + length);
}

/** A stream cut into blocks of whole rows, of about a mebibyte. */
export async function* blocksOf(stream: Readable, length: number): AsyncGenerator<Buffer> {
  const most = Math.max(1, Math.floor(2 ** 20 / length)) * length;
  let parts: Buffer[] = [];
  let held = 0;
  for await (const part of stream) {
    parts.push(part as Buffer);
    held += (part as Buffer).length;
    while (held >= most) {
      const all = Buffer.concat(parts);
      yield all.subarray(0, most);
      parts = [all.subarray(most)];
      held -= most;
    }
  }
  const rest = Buffer.concat(parts);
  if (rest.length > 0) yield rest.subarray(0, rest.length - (rest.length % length));
}
