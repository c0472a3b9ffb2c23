import loadModule, { type Highs } from 'highs';
import type { Counts, Program } from './program.js';

/** HiGHS's word on a program: counts (to be checked before they are believed), none, or no answer. */
export type Ask = (program: Program) => Promise<Counts | 'none' | 'no-answer'>;

// The package declares its types as CommonJS and ships an ES module: the import itself is the loader.
const load = loadModule as unknown as () => Promise<Highs>;

const secondsPerQuestion = 20;

/** Loads HiGHS when it is first asked. After a failure inside the library a fresh copy answers, without presolve. */
export function highs(): Ask {
  let copy: Promise<Highs> | null = null;
  return async (program) => {
    const text = programText(program);
    for (const presolve of ['on', 'off'] as const) {
      copy ??= load();
      const solver = await copy;
      try {
        const solution = solver.solve(text, {
          presolve,
          output_flag: false,
          random_seed: 0,
          time_limit: secondsPerQuestion,
        });
        if (solution.Status === 'Infeasible') return 'none';
        if (solution.Status === 'Optimal') return countsIn(program, solution.Columns);
      } catch {
        copy = null;
      }
    }
    return 'no-answer';
  };
}

function countsIn(program: Program, columns: Readonly<Record<string, object>>): Counts {
  return program.kinds.map((_, kind) =>
    program.blocks.map((_block, block) => {
      const column = columns[name(kind, block)];
      return column && 'Primal' in column ? Math.round(Number(column.Primal)) : 0;
    }),
  );
}

/** The program in the text format of CPLEX. */
function programText({ blocks, kinds, rows }: Program): string {
  const sum = (members: readonly number[], first: number, last: number) =>
    members
      .flatMap((kind) =>
        Array.from({ length: last - first + 1 }, (_, offset) => name(kind, first + offset)),
      )
      .join(' + ');
  const all = kinds.map((_, kind) => kind);
  const lines = [
    ...blocks.map((block, index) => `${sum(all, index, index)} = ${block.length}`),
    ...kinds.flatMap(({ people, due }, kind) => {
      const seated = sum([kind], 0, blocks.length - 1);
      return [`${seated} <= ${people.length}`, ...(due > 0 ? [`${seated} >= ${due}`] : [])];
    }),
    ...rows.flatMap((row) => {
      const members = sum(row.kinds, row.first, row.last) || `0 ${name(0, 0)}`;
      return [`${members} >= ${row.least}`, `${members} <= ${row.most}`];
    }),
  ];
  const variables = all.flatMap((kind) => blocks.map((_, block) => ({ kind, block })));
  return [
    `Minimize\n obj: 0 ${name(0, 0)}\nSubject To`,
    ...lines.map((line, index) => ` c${index}: ${line}`),
    'Bounds',
    ...variables.map(
      ({ kind, block }) =>
        ` 0 <= ${name(kind, block)} <= ${Math.min(kinds[kind]?.people.length ?? 0, blocks[block]?.length ?? 0)}`,
    ),
    'General',
    ` ${variables.map(({ kind, block }) => name(kind, block)).join('\n ')}`,
    'End\n',
  ].join('\n');
}

function name(kind: number, block: number): string {
  return `n${kind}_${block}`;
}
