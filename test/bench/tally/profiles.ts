import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { finished } from 'node:stream/promises';

/** Ballots of a size and a shape, the same at every run. */
export interface Profile {
  readonly name: string;
  readonly ballots: number;
  /** Ballots are drawn from so many different ones; absent: each is filled by itself. */
  readonly from?: number;
}

export const candidates = 20;
const mostRanks = 10;

export const candidateNames: readonly string[] = Array.from(
  { length: candidates },
  (_, position) => `Candidate ${String(position + 1).padStart(2, '0')}`,
);

/** The same ballots in three files: ranked as BLT and as CSV, and with a score beside each ranked candidate. */
export interface ProfileFiles {
  readonly blt: string;
  readonly csv: string;
  readonly scores: string;
}

/** The files of a profile, written anew. */
export async function writeProfile(
  { name, ballots, from }: Profile,
  folder: string,
): Promise<ProfileFiles> {
  await mkdir(folder, { recursive: true });
  const chance = mulberry32(20_201_001);
  const stock = from === undefined ? null : differentBallots(from, chance);
  const files = {
    blt: `${folder}/${name}.blt`,
    csv: `${folder}/${name}.csv`,
    scores: `${folder}/${name}.scores.csv`,
  };
  const ranks = Array.from({ length: mostRanks }, (_, rank) => rank + 1);
  const writers: readonly Writer[] = [
    writer(files.blt, `${candidates} 5`, (ballot) => `1 ${ballot.map((at) => at + 1).join(' ')} 0`),
    writer(files.csv, ranks.join(','), csvRow),
    writer(files.scores, candidateNames.join(','), scoreRow),
  ];
  for (let written = 0; written < ballots; written += 10_000) {
    const drawn = Array.from({ length: Math.min(10_000, ballots - written) }, () =>
      stock === null ? fill(chance) : stock[Math.floor(chance() * stock.length)]!,
    );
    for (const { file, row } of writers)
      if (!file.write(drawn.map((ballot) => `${row(ballot)}\n`).join('')))
        await once(file, 'drain');
  }
  const [blt] = writers;
  blt?.file.write(`0\n${candidateNames.map((title) => `"${title}"\n`).join('')}"${name}"\n`);
  for (const { file } of writers) file.end();
  await Promise.all(writers.map(({ file }) => finished(file)));
  return files;
}

interface Writer {
  readonly file: WriteStream;
  readonly row: (ballot: readonly number[]) => string;
}

function writer(path: string, header: string, row: Writer['row']): Writer {
  const file = createWriteStream(path);
  file.write(`${header}\n`);
  return { file, row };
}

function differentBallots(count: number, chance: () => number): number[][] {
  const different = new Map<string, number[]>();
  while (different.size < count) {
    const ballot = fill(chance);
    different.set(ballot.join(), ballot);
  }
  return [...different.values()];
}

function csvRow(ranking: readonly number[]): string {
  const cells = ranking.map((position) => candidateNames[position]);
  return [...cells, ...Array<string>(mostRanks - ranking.length).fill('')].join(',');
}

/** Five for the first choice, four for the second, and so on down to one. */
function scoreRow(ranking: readonly number[]): string {
  const scores = Array<string>(candidates).fill('');
  ranking.forEach((position, rank) => (scores[position] = String(Math.max(1, 5 - rank))));
  return scores.join(',');
}

/** One to ten ranks; candidates are not equally liked, and nobody is hopeless. */
function fill(chance: () => number): number[] {
  const length = 1 + Math.floor(chance() * mostRanks);
  const ranking: number[] = [];
  while (ranking.length < length) {
    const drawn = Math.floor(candidates * chance() ** 1.3);
    if (!ranking.includes(drawn)) ranking.push(drawn);
  }
  return ranking;
}

/** A small generator of equal draws with a fixed seed (Tommy Ettinger's mulberry32, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
