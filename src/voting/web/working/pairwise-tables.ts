import { defined } from '../../../kernel/assert.js';
import type { Translate } from '../../../platform/web/index.js';
import type { PairLock, Working } from '../../domain/tally/tally.js';
import { inFinalOrder, nameAt, type ShownCount } from './shown-count.js';

export type PairwiseWorking = Extract<Working, { readonly kind: 'pairwise' }>;

/** One comparison: the number of the row against the column, marked in text and in tone. */
export interface PairCell {
  readonly text: string;
  readonly tone: 'wins' | 'loses' | 'even' | 'self';
  readonly title: string;
}

/** A matrix of everybody against everybody, in the order of the final ranking. */
export interface PairMatrix {
  readonly columns: readonly { readonly label: string; readonly name: string }[];
  readonly rows: readonly {
    readonly label: string;
    readonly name: string;
    readonly cells: readonly PairCell[];
    readonly record: string;
  }[];
}

/** A victory as ranked pairs took it up. */
export interface LockLine {
  readonly sentence: string;
  readonly state: string;
  readonly tone: 'good' | 'warn' | '';
}

/** Everything a pairwise method worked with. */
export interface PairwiseTables {
  readonly winner: string;
  /** How well the best ranking agrees with the voters (Kemeny). */
  readonly best: string | null;
  readonly preferred: PairMatrix;
  readonly paths: PairMatrix | null;
  /** Whether the cells of the paths also carry the votes against. */
  readonly hasOpposition: boolean;
  readonly locks: readonly LockLine[] | null;
}

/** Who beats whom, in numbers; the strongest paths and the locked pairs where the method has them. */
export function pairwiseTables(
  t: Translate,
  count: ShownCount,
  working: PairwiseWorking,
): PairwiseTables {
  return {
    winner: winnerSentence(t, count, working),
    best: working.best
      ? t('voting-working.pairwise.best', {
          agreement: working.best.agreement,
          rankings: working.best.rankings,
        })
      : null,
    preferred: matrix(t, count, comparisonOf(working.preferred)),
    paths: working.strongestPaths
      ? matrix(t, count, comparisonOf(working.strongestPaths, working.pathOpposition))
      : null,
    hasOpposition: working.pathOpposition !== undefined,
    locks: working.locks?.map((lock) => lockLine(t, count, lock)) ?? null,
  };
}

/** The number of the row against the column. */
export function pairAt(numbers: Numbers, row: number, column: number): number {
  return defined(numbers[row]?.[column], `the comparison of ${row} with ${column}`);
}

/** What stands in the cell of a row and a column, and whether it is above that of the column and the row. */
interface Comparison {
  readonly write: (language: string, row: number, column: number) => string;
  /** Positive, zero or negative as the row wins, is even or loses. */
  readonly compare: (row: number, column: number) => number;
}

type Numbers = readonly (readonly number[])[];

/** More is stronger; where that is even and there is opposition, less of it. */
function comparisonOf(numbers: Numbers, opposition?: Numbers): Comparison {
  const format = (language: string, value: number): string =>
    new Intl.NumberFormat(language).format(value);
  return {
    write: (language, row, column) => {
      const own = pairAt(numbers, row, column);
      const against = opposition && own > 0 ? pairAt(opposition, row, column) : null;
      const text = format(language, own);
      return against === null ? text : `${text} : ${format(language, against)}`;
    },
    compare: (row, column) =>
      pairAt(numbers, row, column) - pairAt(numbers, column, row) ||
      (opposition ? pairAt(opposition, column, row) - pairAt(opposition, row, column) : 0),
  };
}

function matrix(t: Translate, count: ShownCount, comparison: Comparison): PairMatrix {
  const order = inFinalOrder(count);
  const named = order.map((position, index) => ({
    label: String(index + 1),
    name: nameAt(count, position),
  }));
  return {
    columns: named,
    rows: order.map((row, index) => {
      const cells = order.map((column) => cellOf(t, count, { comparison, row, column }));
      const of = (tone: PairCell['tone']): number =>
        cells.filter((cell) => cell.tone === tone).length;
      return {
        ...defined(named[index], 'a name'),
        cells,
        record: t('voting-working.pairwise.record', {
          wins: of('wins'),
          losses: of('loses'),
          even: of('even'),
        }),
      };
    }),
  };
}

function cellOf(
  t: Translate,
  count: ShownCount,
  pair: { readonly comparison: Comparison; readonly row: number; readonly column: number },
): PairCell {
  const { comparison, row, column } = pair;
  if (row === column) return { text: '—', tone: 'self', title: '' };
  const difference = comparison.compare(row, column);
  const own = comparison.write(t.language, row, column);
  const tone = difference > 0 ? 'wins' : difference < 0 ? 'loses' : 'even';
  return {
    text: tone === 'wins' ? `✓ ${own}` : tone === 'even' ? `= ${own}` : own,
    tone,
    title: t(`voting-working.pairwise.${tone}`, {
      row: nameAt(count, row),
      column: nameAt(count, column),
      own,
      others: comparison.write(t.language, column, row),
    }),
  };
}

/** Whether somebody beats everybody else, which decides any method of this family. */
function winnerSentence(t: Translate, count: ShownCount, { preferred }: PairwiseWorking): string {
  const order = inFinalOrder(count);
  const winner = order.find((row) =>
    order.every(
      (column) => row === column || pairAt(preferred, row, column) > pairAt(preferred, column, row),
    ),
  );
  return winner === undefined
    ? t('voting-working.pairwise.no-winner')
    : t('voting-working.pairwise.winner', { name: nameAt(count, winner) });
}

function lockLine(t: Translate, count: ShownCount, lock: PairLock): LockLine {
  return {
    sentence: t('voting-working.pairwise.lock', {
      over: nameAt(count, lock.over),
      under: nameAt(count, lock.under),
      strength: lock.strength,
    }),
    state: lockState(t, lock),
    tone: lock.locked ? 'good' : lock.undecided ? 'warn' : '',
  };
}

/** Locked, skipped, or left open by victories of equal strength. */
export function lockState(t: Translate, { locked, undecided }: PairLock): string {
  const state = locked ? 'locked' : undecided ? 'undecided' : 'skipped';
  return t(`voting-working.pairwise.${state}`);
}
