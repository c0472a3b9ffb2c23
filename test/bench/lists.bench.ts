import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { listByQuestions } from '../naive/list-program.js';
import { orderOf } from '../naive/list-claims.js';
import { ListThreads } from '../../src/list-building/application/list-threads.js';
import type { ListOutcome } from '../../src/list-building/domain/list-outcome.js';
import { inputOf, type ListDocument } from '../support/list-document.js';
import {
  districtContests,
  infeasibleList,
  nationalList,
  tightFlavours,
  tightList,
  type TightFlavour,
} from '../support/list-instances.js';
import { range } from '../support/seeded-numbers.js';

// npm run bench:lists
// npm run bench:lists -- --set e --places 120 --seeds 1-20 --flavour rules --compare 0 --stop 600
const { values: options } = parseArgs({
  options: {
    set: { type: 'string' },
    places: { type: 'string' },
    seeds: { type: 'string' },
    flavour: { type: 'string' },
    /** How many instances of each set HiGHS is asked about, too. */
    compare: { type: 'string', default: '2' },
    /** Seconds HiGHS has for one instance. */
    limit: { type: 'string', default: '60' },
    /** Seconds after which the rest of a set is left out. */
    stop: { type: 'string', default: '600' },
    /** Prints a line for every instance as well. */
    each: { type: 'boolean', default: false },
    /** Inside the process of one set: who answers. */
    child: { type: 'string' },
  },
});

type SetName = 'a' | 'b' | 'c' | 'd' | 'e';

interface BenchSet {
  readonly name: SetName;
  readonly places: number;
  readonly seeds: readonly number[];
}

/**
 * (a) districts, (b) national lists, (c) tight lists: floors and ceilings on prefixes that hug a hidden list, (d) lists that
 * cannot exist, (e) puzzles: tight lists of the other flavours, most without any slack, where whole people matter. Pools of
 * (c) and (e) have 2.5, 1.5 and 5 people a place. The seeds say which; test/support/list-instances.ts draws them.
 */
const sets: readonly BenchSet[] = [
  { name: 'a', places: 30, seeds: range(1, 250) },
  ...[130, 200].map((places) => ({ name: 'b' as const, places, seeds: range(1, 10) })),
  ...[40, 60, 120].map((places) => ({ name: 'c' as const, places, seeds: range(0, 26) })),
  ...[40, 60, 120].map((places) => ({ name: 'd' as const, places, seeds: range(1, 12) })),
  ...[40, 60, 120].map((places) => ({ name: 'e' as const, places, seeds: range(0, 17) })),
];

const flavoursOf: Readonly<Record<'c' | 'e', readonly TightFlavour[]>> = {
  c: ['prefix-floors', 'prefix-slack-1', 'prefix'],
  e: ['prefix-exact', 'sliding', 'stretches', 'windows', 'mixed', 'rules'],
};

function documentOf({ name, places }: BenchSet, seed: number): ListDocument {
  switch (name) {
    case 'a':
      return districtContests(1, seed)[0]!;
    case 'b':
      return nationalList(places === 200 ? 200 : 130, seed);
    case 'c':
    case 'e': {
      const flavours = flavoursOf[name];
      const factor = ([2.5, 1.5, 5] as const)[Math.floor(seed / flavours.length) % 3]!;
      const flavour = tightFlavours.find((one) => one === options.flavour);
      return tightList(places, seed, flavour ?? flavours[seed % flavours.length], factor).document;
    }
    case 'd':
      return infeasibleList(places, seed).document;
  }
}

/** How one instance went. */
interface Measured {
  readonly seed: number;
  readonly status: string;
  /** Positions by place; null where there is no list, or none was found in time. */
  readonly order: readonly number[] | null;
  readonly wall: number;
  readonly cpu: number;
  /** The most memory the process has had so far, in MiB. */
  readonly memory: number;
}

const widths = [3, 6, 8, 9, 24, 7, 24, 5, 0];

if (options.child === undefined) await runAll();
else await answerAll(options.child);

/** Inside the process of one set: one line of JSON for every instance. The builder works in its thread, as in the server. */
async function answerAll(who: string): Promise<void> {
  const threads = new ListThreads(Number(options.stop), 1);
  // A server has its thread after the first list of all.
  if (who === 'builder') await askBuilder(districtContests(1, 0)[0]!, threads);
  for (const set of chosenSets()) {
    for (const seed of set.seeds) {
      const document = documentOf(set, seed);
      const before = process.cpuUsage();
      const started = performance.now();
      const answer =
        who === 'highs' ? await askHighs(document) : await askBuilder(document, threads);
      const { user, system } = process.cpuUsage(before);
      const measured: Measured = {
        seed,
        ...answer,
        wall: performance.now() - started,
        cpu: (user + system) / 1000,
        memory: process.resourceUsage().maxRSS / 1024,
      };
      process.stdout.write(`${JSON.stringify(measured)}\n`);
    }
  }
  await threads.end();
}

/** The list with its reasons and certificates: there is no list without them. */
async function askBuilder(
  document: ListDocument,
  threads: ListThreads,
): Promise<Pick<Measured, 'status' | 'order'>> {
  const task = { kind: 'build', input: inputOf(document) } as const;
  const outcome = (await threads.run(task, {})) as ListOutcome;
  const order = outcome.status === 'built' ? orderOf(document, outcome) : null;
  return { status: outcome.status, order };
}

async function askHighs(document: ListDocument): Promise<Pick<Measured, 'status' | 'order'>> {
  const order = await listByQuestions(document, Number(options.limit));
  if (order === null) return { status: 'undecided', order };
  return order === 'none' ? { status: 'infeasible', order: null } : { status: 'built', order };
}

async function runAll(): Promise<void> {
  print([
    'set',
    'places',
    'n',
    'undecided',
    'wall ms min/median/max',
    'all, s',
    'CPU ms min/median/max',
    'MiB',
    'HiGHS at every place',
  ]);
  for (const set of chosenSets()) {
    const ours = await answersOf('builder', set, Number(options.stop));
    const few = { ...set, seeds: set.seeds.slice(0, Number(options.compare)) };
    const theirs =
      few.seeds.length > 0
        ? await answersOf('highs', few, few.seeds.length * 2 * Number(options.limit))
        : [];
    if (options.each) for (const one of ours) printOne(one);
    print([
      set.name,
      String(set.places),
      ours.length === set.seeds.length
        ? String(ours.length)
        : `${ours.length} of ${set.seeds.length}`,
      String(ours.filter(({ status }) => status === 'undecided').length),
      spread(ours.map(({ wall }) => wall)),
      (ours.reduce((sum, { wall }) => sum + wall, 0) / 1000).toFixed(1),
      spread(ours.map(({ cpu }) => cpu)),
      String(Math.round(Math.max(0, ...ours.map(({ memory }) => memory)))),
      few.seeds.map((seed) => comparison(seed, ours, theirs)).join('; '),
    ]);
  }
}

/** Everything of one set in a process of its own, so that the memory is the set's. */
async function answersOf(who: string, set: BenchSet, seconds: number): Promise<Measured[]> {
  const flags = [
    ...['--child', who, '--set', set.name, '--places', String(set.places)],
    ...['--seeds', set.seeds.join(','), '--limit', options.limit],
    ...(options.flavour === undefined ? [] : ['--flavour', options.flavour]),
  ];
  const child = spawn(process.execPath, [process.argv[1]!, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stopped = setTimeout(() => child.kill(), seconds * 1000);
  const ended = once(child, 'exit');
  const answers: Measured[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    answers.push(JSON.parse(line) as Measured);
  }
  await ended;
  clearTimeout(stopped);
  return answers;
}

/** The ratio of the two times, and whether the lists are the same. */
function comparison(seed: number, ours: readonly Measured[], theirs: readonly Measured[]): string {
  const [our, their] = [ours, theirs].map((all) => all.find((one) => one.seed === seed));
  if (!our) return 'builder not done';
  if (!their || their.status === 'undecided') {
    const ratio = Math.round((Number(options.limit) * 1000) / our.wall);
    return `not done in ${options.limit} s, over ${ratio}×`;
  }
  const same =
    their.status === our.status && JSON.stringify(their.order) === JSON.stringify(our.order);
  const ratio = Number((their.wall / our.wall).toPrecision(3));
  return `${Math.round(their.wall)} ms, ${ratio}×, ${same ? 'same answer' : 'ANOTHER ANSWER'}`;
}

function chosenSets(): BenchSet[] {
  return sets
    .filter(
      ({ name, places }) =>
        (options.set ?? name) === name && Number(options.places ?? places) === places,
    )
    .map((set) => ({
      ...set,
      seeds: options.seeds === undefined ? set.seeds : readSeeds(options.seeds),
    }));
}

/** `1-20` or `3,5,8`. */
function readSeeds(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [from, to] = part.split('-').map(Number);
    return range(from!, to ?? from!);
  });
}

function spread(times: readonly number[]): string {
  if (times.length === 0) return '-';
  const sorted = times.toSorted((a, b) => a - b);
  const shown = [sorted[0]!, sorted[Math.floor(sorted.length / 2)]!, sorted.at(-1)!];
  return shown.map((time) => (time < 10 ? time.toFixed(1) : String(Math.round(time)))).join(' / ');
}

function printOne({ seed, status, wall, cpu }: Measured): void {
  process.stdout.write(
    `  seed ${seed}: ${status}, ${wall.toFixed(1)} ms, CPU ${cpu.toFixed(1)} ms\n`,
  );
}

function print(cells: readonly string[]): void {
  process.stdout.write(`${cells.map((cell, index) => cell.padEnd(widths[index]!)).join('  ')}\n`);
}
