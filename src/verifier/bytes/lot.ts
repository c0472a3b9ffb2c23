import { label, sha256 } from './hashing.js';

const lotLabel = label('irikteu/lot/1');

/** The order in which `count` things are drawn for a purpose from a hexadecimal seed, as `docs/lot.md` says. */
export function drawn(seed: string, purpose: string, count: number): number[] {
  const order = Array.from({ length: count }, (_, at) => at);
  const next = words(seed, purpose);
  for (let last = count - 1; last > 0; last--) {
    const other = below(last + 1, next);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}

function below(bound: number, next: () => number): number {
  const fair = 2 ** 32 - (2 ** 32 % bound);
  for (;;) {
    const word = next();
    if (word < fair) return word % bound;
  }
}

/** The words of a draw: eight to each block. */
function words(seed: string, purpose: string): () => number {
  const start = [lotLabel, ...withLength(Buffer.from(seed, 'hex')), ...withLength(purpose)];
  let block: Buffer = Buffer.alloc(0);
  let [at, number] = [0, 0n];
  return () => {
    if (at === block.length) {
      const counter = Buffer.alloc(8);
      counter.writeBigUInt64BE(number);
      [block, at, number] = [sha256(...start, counter), 0, number + 1n];
    }
    at += 4;
    return block.readUInt32BE(at - 4);
  };
}

function withLength(content: string | Buffer): readonly Buffer[] {
  const bytes = Buffer.from(content as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
}
