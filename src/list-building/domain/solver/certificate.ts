import type { Program, Row } from './program.js';
import type { Weights } from './relaxation.js';

/**
 * A proof in whole numbers that a program has no answer (Farkas' lemma). A positive weight multiplies a floor, a negative
 * one a ceiling. If people are worth the sum of the weights of the rows they count in, the rows ask for more worth than
 * the best people on every place could have.
 */
export interface Certificate {
  readonly rows: readonly Row[];
  readonly weights: readonly number[];
}

/** By how much the certificate is missed as the program stands; the program is impossible where it is positive. Exact. */
export function excessOf(program: Program, { rows, weights }: Certificate): number {
  const { kinds, sizes, supplies, membersOf } = program;
  const segments = sizes.length;
  let asked = 0;
  const changes = new Map<number, [Row, number][]>();
  const change = (segment: number, row: Row, weight: number) => {
    if (segment >= segments) return;
    const list = changes.get(segment);
    if (list) list.push([row, weight]);
    else changes.set(segment, [[row, weight]]);
  };
  rows.forEach((row, index) => {
    const weight = weights[index]!;
    asked += weight * (weight > 0 ? row.lo : row.hi);
    if (row.first > row.last) return;
    change(row.first, row, weight);
    change(row.last + 1, row, -weight);
  });
  const worth = new Float64Array(kinds);
  let [had, best] = [0, 0];
  let known = false;
  for (let segment = 0; segment < segments; segment++) {
    for (const [row, weight] of changes.get(segment) ?? []) {
      known = false;
      if (row.kind >= 0) worth[row.kind]! += weight;
      else for (const kind of membersOf[row.group]!) worth[kind]! += weight;
    }
    if (sizes[segment] === 0) continue;
    if (!known) {
      best = -Infinity;
      for (let kind = 0; kind < kinds; kind++) {
        if (supplies[kind]! > 0 && worth[kind]! > best) best = worth[kind]!;
      }
      known = true;
    }
    had += sizes[segment]! * best;
  }
  return asked - had;
}

const mostMultiple = 24;
const fineScale = 2 ** 22;

/** The certificate that rounded weights are meant to be, or null where no whole numbers near them prove anything. */
export function certificateOf(program: Program, found: Weights): Certificate | null {
  const rows = found.rows.map((row) => program.rows[row]!);
  const magnitudes = found.weights.map(Math.abs);
  const [least, most] = [Math.min(...magnitudes), Math.max(...magnitudes)];
  const proven = (scale: number): Certificate | null => {
    for (const sign of [1, -1]) {
      const whole = found.weights.map((weight) => sign * Math.round(weight * scale));
      const certificate = proofOf(program, rows, whole);
      if (certificate) return certificate;
    }
    return null;
  };
  for (let multiple = 1; multiple <= mostMultiple; multiple++) {
    const scale = multiple / least;
    const near = found.weights.every((weight) => {
      const scaled = weight * scale;
      return Math.abs(scaled - Math.round(scaled)) < 1e-5 * (1 + Math.abs(scaled));
    });
    if (!near) continue;
    const certificate = proven(scale);
    if (certificate) return certificate;
  }
  return proven(fineScale / most) ?? proven(1000 / most);
}

function proofOf(
  program: Program,
  rows: readonly Row[],
  weights: readonly number[],
): Certificate | null {
  // A bound that forbids nothing proves nothing, and a proof is no worse without it.
  const named = rows.flatMap((row, index) => {
    const weight = weights[index]!;
    return weight !== 0 && binds(program, row, weight) ? [{ row, weight }] : [];
  });
  const certificate = {
    rows: named.map(({ row }) => row),
    weights: named.map(({ weight }) => weight),
  };
  return excessOf(program, certificate) > 0 ? certificate : null;
}

function binds(
  { sizes }: Program,
  { first, last, lo, hi, floor, ceiling }: Row,
  weight: number,
): boolean {
  if (weight > 0) return lo > 0 && floor.kind !== 'none';
  let size = 0;
  for (let segment = first; segment <= last; segment++) size += sizes[segment]!;
  return hi < size && ceiling.kind !== 'none';
}
