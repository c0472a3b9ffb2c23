// npm run bench:tally [-- --ballots 1000000 --cap 60 --methods irv,schulze]
//
// Reads, folds and counts ballots of 20 candidates with 1 to 10 ranks, each method in a process of its own, beside packages
// of the npm registry that do the same job. Prints seconds, peak memory and ratios; the peers get their ballots folded.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { countOurs, countsScores, type Counted } from './tally/ours.js';
import { countTheirs, peers } from './tally/peers.js';
import { writeProfile, type Profile, type ProfileFiles } from './tally/profiles.js';
import { methodNames } from '../../src/voting/domain/methods/catalogue.js';

interface Job {
  readonly engine: string;
  readonly method: string;
  readonly file: string;
}

const { values } = parseArgs({
  options: {
    child: { type: 'string' },
    ballots: { type: 'string', default: '1000000' },
    cap: { type: 'string', default: '60' },
    methods: { type: 'string', default: methodNames.join(',') },
  },
});
const cap = Number(values.cap);
const ballots = Number(values.ballots);
const methods = values.methods.split(',');

if (values.child === undefined) await compare();
else process.stdout.write(JSON.stringify(await run(JSON.parse(values.child) as Job)));

async function run({ engine, method, file }: Job): Promise<Counted> {
  return engine === 'irikteu' ? await countOurs(method, file) : countTheirs(engine, method, file);
}

async function compare(): Promise<void> {
  const wide: Profile = { name: `wide-${ballots}`, ballots };
  const narrow: Profile = { name: `narrow-${ballots}`, ballots, from: 5_000 };
  print(`${ballots} ballots, 20 candidates, 1 to 10 ranks, 5 seats; a peer has ${cap} s`);
  for (const profile of [wide, narrow]) {
    const files = await writeProfile(profile, 'var/bench');
    print(
      `\n${profile.from === undefined ? 'Every ballot filled by itself' : `Drawn from ${profile.from} different ballots`}`,
    );
    await reading(files);
    await counting(files);
  }
  await scaling();
}

async function reading({ blt, csv }: ProfileFiles): Promise<void> {
  for (const [format, file] of Object.entries({ BLT: blt, CSV: csv })) {
    const ours = await inProcess({ engine: 'irikteu', method: 'plurality', file });
    const different = typeof ours === 'string' ? '' : ` (${ours.distinct} different)`;
    print(`  read and fold ${format}: ${seconds(ours, 'read')}${different}`);
  }
}

async function counting(files: ProfileFiles): Promise<void> {
  print(row('method', 'count', 'read', 'MiB', 'beside'));
  for (const method of methods) {
    const file = fileFor(method, files);
    const ours = await inProcess({ engine: 'irikteu', method, file });
    const beside = [];
    for (const engine of Object.keys(peers[method] ?? {})) {
      const theirs = await inProcess({ engine, method, file });
      beside.push(`${engine} ${ratio(theirs, ours)}`);
    }
    print(
      row(
        method,
        seconds(ours, 'count'),
        seconds(ours, 'read'),
        mebibytes(ours),
        beside.join(', '),
      ),
    );
  }
}

async function scaling(): Promise<void> {
  const sizes = [10_000, 100_000, 1_000_000].filter((size) => size <= ballots);
  print(`\nSeconds to count by number of ballots`);
  print(row('method', ...sizes.map(String)));
  const files = await Promise.all(
    sizes.map((size) => writeProfile({ name: `wide-${size}`, ballots: size }, 'var/bench')),
  );
  for (const method of methods) {
    const counted = [];
    for (const size of files) {
      const ours = await inProcess({ engine: 'irikteu', method, file: fileFor(method, size) });
      counted.push(seconds(ours, 'count'));
    }
    print(row(method, ...counted));
  }
}

function fileFor(method: string, { blt, scores }: ProfileFiles): string {
  return countsScores(method) ? scores : blt;
}

/** Counts in a process of its own, so that memory is its own; a word where there is no result. */
async function inProcess(job: Job): Promise<Outcome> {
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=8192', process.argv[1] ?? '', '--child', JSON.stringify(job)],
    { stdio: ['ignore', 'pipe', 'ignore'], timeout: cap * 1000, killSignal: 'SIGKILL' },
  );
  const ended = once(child, 'close');
  let answer = '';
  for await (const chunk of child.stdout) answer += String(chunk);
  const [, signal] = (await ended) as [number | null, string | null];
  if (answer !== '') return JSON.parse(answer) as Counted;
  return signal === null ? 'failed' : 'out of time';
}

type Outcome = Counted | 'failed' | 'out of time';

function ratio(theirs: Outcome, ours: Outcome): string {
  if (typeof theirs === 'string') return theirs;
  if (typeof ours === 'string') return seconds(theirs, 'count');
  const same = theirs.winner === ours.winner ? '' : `, but elects ${theirs.winner}`;
  return `${seconds(theirs, 'count')} = ${(theirs.count / ours.count).toFixed(0)} x${same}`;
}

function seconds(outcome: Outcome, part: 'read' | 'count'): string {
  return typeof outcome === 'string' ? outcome : `${(outcome[part] / 1000).toFixed(3)} s`;
}

function mebibytes(outcome: Outcome): string {
  return typeof outcome === 'string' ? '-' : String(Math.round(outcome.peak / 1024));
}

function row(name: string, ...cells: readonly string[]): string {
  return `  ${name.padEnd(22)}${cells.map((cell) => cell.padStart(10)).join('  ')}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
