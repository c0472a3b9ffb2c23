import { defined } from '../../../kernel/assert.js';
import type { Translate } from '../../../platform/web/index.js';
import type { Working } from '../../domain/tally/tally.js';
import { inFinalOrder, nameAt, type ShownCount } from './shown-count.js';

export type GradesWorking = Extract<Working, { readonly kind: 'grades' }>;

/** One part of a bar: the voters who gave one grade. */
export interface GradePart {
  readonly x: number;
  readonly width: number;
  /** From 0.15 for the worst grade to 1 for the best. */
  readonly strength: number;
  /** The grade, where the part is wide enough to carry it. */
  readonly text: string | null;
  readonly textX: number;
  readonly pale: boolean;
  readonly title: string;
}

/** How a candidate was graded. */
export interface GradeRow {
  readonly name: string;
  readonly median: string;
  readonly textY: number;
  readonly barY: number;
  readonly gradeY: number;
  readonly lineTop: number;
  readonly lineBottom: number;
  readonly parts: readonly GradePart[];
  /** Voters by grade, best grade first. */
  readonly cells: readonly { readonly text: string; readonly median: boolean }[];
}

/** The grades of all candidates: stacked bars cut by the line of the median, and the same numbers as a table. */
export interface GradeBars {
  readonly height: number;
  readonly middle: number;
  readonly columns: readonly string[];
  readonly rows: readonly GradeRow[];
}

export const gradeBarWidth = 560;
const rowStep = 64;
const leastForText = 26;
const clearOfLine = 16;

/** Grades rise with their number: the last column is the best. */
export function gradeBars(t: Translate, count: ShownCount, working: GradesWorking): GradeBars {
  const grades = Math.max(0, ...working.counts.map(({ length }) => length));
  const falling = Array.from({ length: grades }, (_, index) => grades - 1 - index);
  return {
    height: inFinalOrder(count).length * rowStep,
    middle: gradeBarWidth / 2,
    columns: falling.map((grade) => gradeName(t, count, grade)),
    rows: inFinalOrder(count).map((position, index) =>
      rowOf(t, count, { position, index, counts: countsOf(working, position) }),
    ),
  };
}

/** How many voters gave a candidate each grade. */
export function countsOf(
  { counts }: { readonly counts: readonly (readonly number[])[] },
  position: number,
): readonly number[] {
  return defined(counts[position], `the numbers of the candidate on position ${position}`);
}

/** What a grade is called. */
export function gradeName(t: Translate, { grades }: ShownCount, grade: number): string {
  return grades?.[grade] ?? t('voting-working.grades.grade', { grade });
}

/** The grade at which more than half of the voters, from the best grade down, are reached; null without voters. */
export function medianGrade(counts: readonly number[]): number | null {
  const voters = counts.reduce((sum, count) => sum + count, 0);
  let reached = 0;
  for (let grade = counts.length - 1; grade >= 0; grade--) {
    reached += counts[grade] ?? 0;
    if (2 * reached > voters) return grade;
  }
  return null;
}

function rowOf(
  t: Translate,
  count: ShownCount,
  {
    position,
    index,
    counts,
  }: { readonly position: number; readonly index: number; readonly counts: readonly number[] },
): GradeRow {
  const name = nameAt(count, position);
  const voters = counts.reduce((sum, count) => sum + count, 0);
  const median = medianGrade(counts);
  const number = new Intl.NumberFormat(t.language);
  const falling = counts.map((given, grade) => ({ given, grade })).reverse();
  let x = 0;
  const parts = falling.flatMap(({ given, grade }) => {
    if (given === 0) return [];
    const width = (given * gradeBarWidth) / voters;
    const strength = counts.length < 2 ? 1 : 0.15 + (0.85 * grade) / (counts.length - 1);
    const part = {
      x: rounded(x),
      width: rounded(width),
      strength: Math.round(strength * 100) / 100,
      text: width < leastForText ? null : String(grade),
      textX: rounded(textMiddle(x, width)),
      pale: strength < 0.6,
      title: `${name}, ${gradeName(t, count, grade)}: ${number.format(given)}`,
    };
    x += width;
    return [part];
  });
  return {
    name,
    median:
      median === null
        ? t('voting-working.grades.no-median')
        : t('voting-working.grades.median', { grade: count.grades?.[median] ?? median }),
    textY: index * rowStep + 20,
    barY: index * rowStep + 28,
    gradeY: index * rowStep + 45,
    lineTop: index * rowStep + 24,
    lineBottom: index * rowStep + 54,
    parts,
    cells: falling.map(({ given, grade }) => ({
      text: number.format(given),
      median: grade === median,
    })),
  };
}

/** The middle of a part, or beside the line of the median where that would cross the text. */
function textMiddle(x: number, width: number): number {
  const [middle, line] = [x + width / 2, gradeBarWidth / 2];
  if (Math.abs(middle - line) > clearOfLine || width < 3 * clearOfLine) return middle;
  return middle >= line ? line + clearOfLine : line - clearOfLine;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
