import highsModule, { type Highs } from 'highs';
import {
  answers,
  type Counts,
  type SolveWholeProgram,
  type WholeProgram,
} from '../domain/whole-program.js';

// The package declares its types as CommonJS and ships an ES module: the import itself is the loader.
const loadHighs = highsModule as unknown as () => Promise<Highs>;

const secondsPerQuestion = 30;

/**
 * Loads HiGHS, an exact solver of integer programs, as the oracle of the list builder. Its numbers are rounded and then
 * checked in whole numbers; where they do not hold, the question is asked again without presolve, then left undecided.
 */
export async function loadHighsSolver(): Promise<SolveWholeProgram> {
  const highs = await loadHighs();
  return (program) => {
    const text = linearProgram(program);
    const first = ask(highs, text, program, 'on');
    return first.kind === 'undecided' ? ask(highs, text, program, 'off') : first;
  };
}

function ask(
  highs: Highs,
  text: string,
  program: WholeProgram,
  presolve: 'on' | 'off',
): ReturnType<SolveWholeProgram> {
  try {
    const solution = highs.solve(text, {
      presolve,
      output_flag: false,
      time_limit: secondsPerQuestion,
      random_seed: 0,
    });
    if (solution.Status === 'Infeasible') return { kind: 'none' };
    if (solution.Status !== 'Optimal') return { kind: 'undecided' };
    const counts: Counts = program.kinds.map((_, kind) =>
      program.segments.map((_places, segment) => {
        const column = solution.Columns[variable(kind, segment)];
        return column && 'Primal' in column ? Math.round(column.Primal) : 0;
      }),
    );
    return answers(program, counts) ? { kind: 'counts', counts } : { kind: 'undecided' };
  } catch {
    // A numerical failure inside the library: the answer is not known, and nobody may guess it.
    return { kind: 'undecided' };
  }
}

/** The program in the text format of CPLEX, one line a constraint. */
function linearProgram({ segments, kinds, rows }: WholeProgram): string {
  const all = kinds.flatMap((_, kind) => segments.map((_places, segment) => ({ kind, segment })));
  const names = all.map(({ kind, segment }) => variable(kind, segment));
  const sum = (terms: readonly string[]) => terms.join('\n + ');
  const constraints = [
    ...segments.map(
      (places, segment) =>
        `${sum(kinds.map((_, kind) => variable(kind, segment)))} = ${places.length}`,
    ),
    ...kinds.flatMap(({ supply, least }, kind) => {
      const terms = sum(segments.map((_places, segment) => variable(kind, segment)));
      return [`${terms} <= ${supply}`, ...(least > 0 ? [`${terms} >= ${least}`] : [])];
    }),
    ...rows.flatMap(({ kinds: members, first, last, lo, hi }) => {
      const terms = members.flatMap((kind) =>
        segments.flatMap((_places, segment) =>
          segment >= first && segment <= last ? [variable(kind, segment)] : [],
        ),
      );
      if (terms.length === 0) return [];
      return [...(lo > 0 ? [`${sum(terms)} >= ${lo}`] : []), `${sum(terms)} <= ${hi}`];
    }),
  ];
  const bounds = all.map(
    ({ kind, segment }, index) =>
      `0 <= ${names[index] ?? ''} <= ${Math.min(kinds[kind]?.supply ?? 0, segments[segment]?.length ?? 0)}`,
  );
  return [
    'Minimize',
    ` obj: 0 ${names[0] ?? ''}`,
    'Subject To',
    ...constraints.map((constraint, index) => ` r${index}: ${constraint}`),
    'Bounds',
    ...bounds.map((bound) => ` ${bound}`),
    'General',
    ...names.map((name) => ` ${name}`),
    'End',
    '',
  ].join('\n');
}

function variable(kind: number, segment: number): string {
  return `x${kind}_${segment}`;
}
