import highsModule, { type Highs } from 'highs';
import type { ListDocument } from '../support/list-document.js';
import { emptyList, withPerson, type NaiveBeginning } from './list-beginning.js';
import { hardWindows } from './list-enumeration.js';
import { counts, type NaiveWindow } from './list-windows.js';

// The package declares its types as CommonJS and ships an ES module: the import itself is the loader.
const loadHighs = highsModule as unknown as () => Promise<Highs>;
let highs: Highs | null = null;

/** What HiGHS says about a beginning: a kind of people for every open place, or that there is no list. */
type Answer = { readonly first: number } | 'none' | 'undecided';

/**
 * The best list under the hard quotas with HiGHS asked at every place for the best person there; null where no list
 * exists. For up to some sixty places.
 */
export async function listByPrograms(document: ListDocument): Promise<number[] | null> {
  const windows = hardWindows(document);
  let beginning = emptyList(document);
  if (document.objective === 'members-first') {
    const members = await membersByPrograms(document, windows, beginning);
    if (members === null) return null;
    beginning = { ...beginning, free: members, due: members };
  }
  for (const [index, there] of emptyList(document).taken.entries()) {
    if (there !== null) continue;
    const answer = await ask(document, windows, beginning, 'best');
    if (answer === 'undecided') throw new Error(`HiGHS could not say at place ${index + 1}`);
    if (answer === 'none') return null;
    beginning = withPerson(beginning, index + 1, answer.first);
  }
  const filled = beginning.taken.every((person) => person !== null);
  return filled && (await existsByProgram(document, windows, beginning)) === 'list'
    ? [...(beginning.taken as number[])]
    : null;
}

/**
 * The obvious builder: the question "does a list begin so?" put to HiGHS for one type of people after the other at every
 * place. Null where it was not done in the time allowed.
 */
export async function listByQuestions(
  document: ListDocument,
  seconds: number,
): Promise<number[] | 'none' | null> {
  const until = performance.now() + seconds * 1000;
  const left = () => Math.max(0.001, (until - performance.now()) / 1000);
  const windows = hardWindows(document);
  let beginning = emptyList(document);
  if ((await existsByProgram(document, windows, beginning, left())) === 'none') return 'none';
  const typeOf = typesOf(document);
  for (const [index, there] of emptyList(document).taken.entries()) {
    if (there !== null) continue;
    const refused = new Set<string>();
    let taken: number | null = null;
    for (const person of beginning.free) {
      if (refused.has(typeOf[person]!)) continue;
      if (performance.now() > until) return null;
      const next = withPerson(beginning, index + 1, person);
      const answer = await existsByProgram(document, windows, next, left());
      if (answer === 'undecided') return null;
      if (answer === 'list') {
        taken = person;
        break;
      }
      refused.add(typeOf[person]!);
    }
    if (taken === null) return null;
    beginning = withPerson(beginning, index + 1, taken);
  }
  return beginning.taken as number[];
}

/** Whether a list begins so, asked of HiGHS once. */
export async function existsByProgram(
  document: ListDocument,
  windows: readonly NaiveWindow[],
  beginning: NaiveBeginning,
  seconds = 60,
): Promise<'list' | 'none' | 'undecided'> {
  const answer = await ask(document, windows, beginning, 'any', seconds);
  return typeof answer === 'string' ? answer : 'list';
}

async function membersByPrograms(
  document: ListDocument,
  windows: readonly NaiveWindow[],
  start: NaiveBeginning,
): Promise<number[] | null> {
  const open = start.taken.filter((person) => person === null).length;
  let beginning = start;
  for (const person of start.free) {
    if (beginning.due.length === open) break;
    const next = { ...beginning, due: [...beginning.due, person] };
    const answer = await existsByProgram(document, windows, next);
    if (answer === 'undecided') throw new Error('HiGHS could not say who is on the list');
    const out = beginning.free.filter((other) => other !== person);
    beginning = answer === 'list' ? next : { ...beginning, free: out };
  }
  return beginning.due.length === open ? [...beginning.due] : null;
}

/** Who counts for the same quotas is the same to every window. */
function typesOf({ candidates, quotas }: ListDocument): string[] {
  return candidates.map(({ groups }) =>
    quotas.map((quota) => (counts(groups, quota) ? '1' : '0')).join(''),
  );
}

/** `best`: the lowest position for the first open place. */
async function ask(
  document: ListDocument,
  windows: readonly NaiveWindow[],
  beginning: NaiveBeginning,
  wanted: 'any' | 'best',
  seconds = 60,
): Promise<Answer> {
  const open = beginning.taken.flatMap((person, index) => (person === null ? [index + 1] : []));
  if (open.length === 0) return keepsWindows(document, windows, beginning) ? { first: -1 } : 'none';
  const kinds = kindsOf(document, beginning);
  if (kinds.length === 0) return 'none';
  const rows = rowsOf(document, windows, beginning);
  if (rows === null) return 'none';
  const runs = runsOf(open, rows);
  const text = programText(kinds, runs, rows, wanted);
  const solution = await solved(text, seconds);
  if (solution === null) return 'undecided';
  if (solution.Status === 'Infeasible') return 'none';
  if (solution.Status !== 'Optimal') return 'undecided';
  const first = kinds.find((_, kind) => {
    const column = solution.Columns[variable(kind, 0)];
    return column && 'Primal' in column && column.Primal > 0.5;
  });
  return first ? { first: first.people[0]! } : 'undecided';
}

async function solved(text: string, seconds: number): Promise<ReturnType<Highs['solve']> | null> {
  for (const presolve of ['on', 'off'] as const) {
    highs ??= await loadHighs();
    try {
      return highs.solve(text, {
        presolve,
        output_flag: false,
        time_limit: seconds,
        mip_rel_gap: 0,
      });
    } catch {
      // After a numerical failure the library cannot be trusted again: a fresh one, once more without presolve.
      highs = null;
    }
  }
  return null;
}

interface ProgramKind {
  readonly people: readonly number[];
  readonly due: number;
  readonly groups: readonly string[];
  readonly counting: ReadonlySet<string>;
}

function kindsOf(document: ListDocument, { free, due }: NaiveBeginning): ProgramKind[] {
  const types = typesOf(document);
  return [...new Set(free.map((person) => types[person]!))].map((type) => {
    const people = free.filter((person) => types[person] === type);
    const { groups } = document.candidates[people[0]!]!;
    const own = document.quotas.filter((quota) => counts(groups, quota)).map(({ id }) => id);
    const owed = people.filter((person) => due.includes(person)).length;
    return { people, due: owed, groups, counting: new Set(own) };
  });
}

/** What a window still asks of the open places; null where it can no longer be kept. */
function rowsOf(
  document: ListDocument,
  windows: readonly NaiveWindow[],
  beginning: NaiveBeginning,
): NaiveWindow[] | null {
  const rows: NaiveWindow[] = [];
  for (const window of windows) {
    const places = beginning.taken.slice(window.from - 1, window.to);
    const open = places.filter((person) => person === null).length;
    const there = membersOn(document, window, places);
    const [lo, hi] = [window.lo - there, window.hi - there];
    if (lo > open || hi < 0 || lo > hi) return null;
    if (lo > 0 || hi < open) rows.push({ ...window, lo, hi });
  }
  return rows;
}

function membersOn(
  { candidates, quotas }: ListDocument,
  { quota }: NaiveWindow,
  places: readonly (number | null)[],
): number {
  const rule = quotas.find(({ id }) => id === quota)!;
  return places.filter((person) => person !== null && counts(candidates[person]!.groups, rule))
    .length;
}

function keepsWindows(
  document: ListDocument,
  windows: readonly NaiveWindow[],
  { taken }: NaiveBeginning,
): boolean {
  return windows.every((window) => {
    const members = membersOn(document, window, taken.slice(window.from - 1, window.to));
    return members >= window.lo && members <= window.hi;
  });
}

/** Runs of open places between the ends of the rows; the first open place is a run of its own. */
function runsOf(open: readonly number[], rows: readonly NaiveWindow[]): number[][] {
  const cuts = new Set(rows.flatMap(({ from, to }) => [from, to + 1]));
  cuts.add(open[0]! + 1);
  const runs: number[][] = [];
  for (const [index, place] of open.entries()) {
    const before = open[index - 1] ?? 0;
    const cut = [...cuts].some((at) => at > before && at <= place);
    if (index === 0 || cut) runs.push([place]);
    else runs.at(-1)!.push(place);
  }
  return runs;
}

/** The program in the text format of CPLEX: how many of each kind stand on each run? */
function programText(
  kinds: readonly ProgramKind[],
  runs: readonly (readonly number[])[],
  rows: readonly NaiveWindow[],
  wanted: 'any' | 'best',
): string {
  const sum = (terms: readonly string[]) => terms.join('\n + ');
  const ofKind = (kind: number) => runs.map((_, run) => variable(kind, run));
  const lines = [
    ...runs.map(
      (places, run) => `${sum(kinds.map((_, k) => variable(k, run)))} = ${places.length}`,
    ),
    ...kinds.map(({ people }, kind) => `${sum(ofKind(kind))} <= ${people.length}`),
    ...kinds.flatMap(({ due }, kind) => (due > 0 ? [`${sum(ofKind(kind))} >= ${due}`] : [])),
    ...rows.flatMap(({ quota, from, to, lo, hi }) => {
      const terms = kinds.flatMap(({ counting }, kind) =>
        counting.has(quota)
          ? runs.flatMap((run, at) =>
              run[0]! >= from && run[0]! <= to ? [variable(kind, at)] : [],
            )
          : [],
      );
      if (terms.length === 0) return lo > 0 ? [`${variable(0, 0)} >= ${runs.length + 1e6}`] : [];
      return [`${sum(terms)} >= ${Math.max(0, lo)}`, `${sum(terms)} <= ${hi}`];
    }),
  ];
  const names = kinds.flatMap((_, kind) => ofKind(kind));
  const costs = kinds.map(({ people }, kind) => `${people[0]!} ${variable(kind, 0)}`);
  return [
    'Minimize',
    ` obj: ${wanted === 'best' ? sum(costs) : `0 ${names[0]!}`}`,
    'Subject To',
    ...lines.map((line, index) => ` r${index}: ${line}`),
    'Bounds',
    ...names.map((name) => ` 0 <= ${name} <= ${Math.max(...runs.map(({ length }) => length))}`),
    'General',
    ...names.map((name) => ` ${name}`),
    'End',
    '',
  ].join('\n');
}

function variable(kind: number, run: number): string {
  return `x${kind}_${run}`;
}
