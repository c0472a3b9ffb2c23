import { certificateOf } from './certificate.js';
import { programOf, type Origin } from './program.js';
import type { Beginning, Rules } from './question.js';
import { restrictTo } from './restricted.js';
import { relaxationOf } from './relaxation.js';
import { centreOf } from './rough-list.js';

// Columns of the relaxation times questions to it, for one set of quotas, and questions at most.
const [mostWork, most] = [600_000, 24];

/**
 * Leaves quotas out of a set that the linear relaxation finds too much, many at a time and then one by one, for as long as it
 * finds the others too much: one relaxation for all the questions, in which the windows of quotas left out do not bind.
 */
export function thinOut(
  rules: Rules,
  beginning: Beginning,
  quotas: readonly number[],
  near: Int32Array | undefined,
): readonly number[] {
  const restricted = restrictTo(rules, beginning, quotas);
  const program = programOf(restricted.rules, restricted.beginning, { keepDominated: true });
  const relaxation = relaxationOf(program);
  relaxation.centre(
    centreOf(
      program,
      near?.map((kind) => restricted.kindOf[kind]!),
    ),
  );
  const bounds = program.rows.map(({ lo, hi }) => ({ lo, hi }));
  const mostQuestions = Math.min(most, mostWork / (1 + program.sizes.length * program.kinds));
  let best: readonly number[] = quotas.map((_, number) => number);
  let questions = 0;
  for (let size = best.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < best.length && best.length > 1 && questions < mostQuestions;) {
      questions++;
      const smaller = tooMuch(best.filter((_, index) => index < at || index >= at + size));
      if (smaller) best = smaller;
      else at += size;
    }
  }
  return best.map((number) => quotas[number]!);

  /** The quotas that a proof needs that these are too much; null where the relaxation does not find them so. */
  function tooMuch(kept: readonly number[]): readonly number[] | null {
    const binds = new Set(kept);
    program.rows.forEach((row, index) => {
      const { lo, hi } = bounds[index]!;
      row.lo = isKept(row.floor, binds) ? lo : 0;
      row.hi = isKept(row.ceiling, binds) ? hi : program.rules.places;
    });
    const relaxed = relaxation.solve();
    const certificate =
      relaxed.kind === 'impossible' ? certificateOf(program, relaxed.weights) : null;
    if (!certificate) return null;
    const needed = certificate.rows.flatMap((row, index) => {
      const origin = certificate.weights[index]! > 0 ? row.floor : row.ceiling;
      return origin.kind === 'window' ? [origin.window.quota] : [];
    });
    return needed.length === 0 ? null : [...new Set(needed)].sort((a, b) => a - b);
  }
}

function isKept(origin: Origin, kept: ReadonlySet<number>): boolean {
  return origin.kind !== 'window' || kept.has(origin.window.quota);
}
