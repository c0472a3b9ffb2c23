import { certificateOf, type Certificate } from './certificate.js';
import { countsIn, forkRow, put, quotaCounting, type Program, type Row } from './program.js';
import { relaxationOf, type Fraction, type Relaxation } from './relaxation.js';
import { centreOf } from './rough-list.js';

/** Why a program has no answer: a certificate, or a fork both of whose ways end in one. */
export type Proof =
  | Told
  /** People were tried place by place under these quotas, all of them in vain. */
  | { readonly kind: 'trial'; readonly quotas: readonly number[] };

/** A proof in certificates. */
export type Told =
  | { readonly kind: 'leaf'; readonly certificate: Certificate }
  | {
      readonly kind: 'fork';
      readonly row: Row;
      /** A quota that counts the people of the row. */
      readonly quota: number;
      readonly atMost: number;
      readonly then: Told;
      readonly otherwise: Told;
    };

/** The quotas that a proof rests on. */
export function quotasOf(proof: Proof): number[] {
  if (proof.kind === 'trial') {
    return [...proof.quotas];
  }
  if (proof.kind === 'fork') {
    return [...new Set([proof.quota, ...quotasOf(proof.then), ...quotasOf(proof.otherwise)])].sort(
      (a, b) => a - b,
    );
  }
  const { rows, weights } = proof.certificate;
  const quotas = rows.flatMap((row, index) => {
    const origin = weights[index]! > 0 ? row.floor : row.ceiling;
    return origin.kind === 'window' ? [origin.window.quota] : [];
  });
  return [...new Set(quotas)].sort((a, b) => a - b);
}

/** People of each kind on each segment: a complete answer to a program. */
export type Counts = readonly {
  readonly segment: number;
  readonly kind: number;
  readonly count: number;
}[];

/** What came of a search. */
export type Found =
  | { readonly kind: 'list'; readonly counts: Counts }
  | { readonly kind: 'none'; readonly proof: Told }
  | { readonly kind: 'undecided' };

/** How many forks a search may still take. */
export interface Budget {
  forks: number;
}

const nearWhole = 1e-6;

/** The answer of the relaxation where it stands no part of a person anywhere; null where it does. */
export function wholeCounts(fractions: readonly Fraction[]): Counts | null {
  const counts = fractions.map(({ segment, kind, value }) => ({
    segment,
    kind,
    count: Math.round(value),
    part: Math.abs(value - Math.round(value)),
  }));
  if (counts.some(({ part }) => part > nearWhole)) return null;
  return counts.filter(({ count }) => count > 0);
}

/** Whether counts answer the program as it stands. Exact. */
export function answers(program: Program, counts: Counts): boolean {
  const { sizes, supplies, rows } = program;
  const filled = new Int32Array(sizes.length);
  const used = new Int32Array(supplies.length);
  for (const { segment, kind, count } of counts) {
    filled[segment]! += count;
    used[kind]! += count;
  }
  return (
    sizes.every((size, segment) => size === filled[segment]) &&
    supplies.every((left, kind) => used[kind]! <= left) &&
    rows.every((row) => {
      let people = 0;
      for (const { segment, kind, count } of counts) {
        if (segment >= row.first && segment <= row.last && countsIn(program, row, kind))
          people += count;
      }
      return people >= row.lo && people <= row.hi;
    })
  );
}

/** Finds a complete answer to a program, or proves that there is none. */
export function search(program: Program, relaxation: Relaxation, budget: Budget): Found {
  const first = settle(program, relaxation);
  if (first.kind !== 'open') return first;
  if (budget.forks <= 0) return { kind: 'undecided' };
  const dived = dive(program, relaxation, { forks: Math.min(budget.forks, 200) });
  if (dived) return { kind: 'list', counts: dived };
  return branch(program, relaxation, budget);
}

/** `search` on a program nobody asked about before; `near` is a list that it may be near to, where one is known. */
export function searchAfresh(program: Program, budget: Budget, near?: Int32Array): Found {
  const relaxation = relaxationOf(program);
  relaxation.centre(centreOf(program, near));
  return search(program, relaxation, budget);
}

type Settled = Found | { readonly kind: 'open'; readonly fractions: readonly Fraction[] };

function settle(program: Program, relaxation: Relaxation): Settled {
  const relaxed = relaxation.solve();
  switch (relaxed.kind) {
    case 'impossible': {
      const certificate = certificateOf(program, relaxed.weights);
      return certificate
        ? { kind: 'none', proof: { kind: 'leaf', certificate } }
        : { kind: 'undecided' };
    }
    case 'feasible': {
      const fractions = relaxation.fractions();
      const counts = wholeCounts(fractions);
      return counts && answers(program, counts)
        ? { kind: 'list', counts }
        : { kind: 'open', fractions };
    }
    case 'unsettled':
      return { kind: 'undecided' };
  }
}

/** Puts whole people where the relaxation has the largest parts of them, until all stand somewhere or it goes wrong. */
function dive(program: Program, relaxation: Relaxation, budget: Budget): Counts | null {
  const standing: { segment: number; kind: number; count: number }[] = [];
  const stand = (segment: number, kind: number) => {
    put(program, segment, kind);
    standing.push({ segment, kind, count: 1 });
  };
  let result: Counts | null = null;
  while (budget.forks > 0) {
    budget.forks--;
    const settled = settle(program, relaxation);
    if (settled.kind === 'list') {
      result = [...standing, ...settled.counts];
      break;
    }
    if (settled.kind !== 'open') break;
    let best: Fraction | null = null;
    for (const fraction of settled.fractions) {
      for (let whole = 1; whole <= fraction.value + nearWhole; whole++) {
        stand(fraction.segment, fraction.kind);
      }
      const part = fraction.value - Math.floor(fraction.value + nearWhole);
      if (part > nearWhole && (!best || part > best.value - Math.floor(best.value)))
        best = fraction;
    }
    if (best) stand(best.segment, best.kind);
  }
  for (const { segment, kind } of standing.toReversed()) put(program, segment, kind, -1);
  return result;
}

function branch(program: Program, relaxation: Relaxation, budget: Budget): Found {
  const settled = settle(program, relaxation);
  if (settled.kind !== 'open') return settled;
  if (budget.forks-- <= 0) return { kind: 'undecided' };
  const fork = forkOf(program, settled.fractions);
  if (fork === null) return { kind: 'undecided' };
  const { row, value } = fork;
  relaxation.rowsAdded();
  const [lo, hi] = [row.lo, row.hi];
  const atMost = Math.floor(value);
  const go = (down: boolean): Found => {
    if (down) row.hi = atMost;
    else row.lo = atMost + 1;
    const found = branch(program, relaxation, budget);
    [row.lo, row.hi] = [lo, hi];
    return found;
  };
  const downFirst = value - atMost < 0.5;
  const one = go(downFirst);
  if (one.kind !== 'none') return one;
  const other = go(!downFirst);
  if (other.kind !== 'none') return other;
  const [then, otherwise] = downFirst ? [one.proof, other.proof] : [other.proof, one.proof];
  return {
    kind: 'none',
    proof: { kind: 'fork', row, quota: quotaCounting(program, row.group), atMost, then, otherwise },
  };
}

/**
 * The people of a group up to a place on whose number the relaxation stands most undecided; null where whole members stand
 * everywhere and only the kinds are in parts.
 */
function forkOf(
  program: Program,
  fractions: readonly Fraction[],
): { readonly row: Row; readonly value: number } | null {
  const { groups, isMember, sizes, rows } = program;
  let best = { group: -1, last: 0, value: 0, off: nearWhole };
  for (let group = 0; group < groups; group++) {
    const bySegment = new Float64Array(sizes.length);
    for (const { segment, kind, value } of fractions) {
      if (isMember[kind * groups + group] === 1) bySegment[segment]! += value;
    }
    let value = 0;
    for (let last = 0; last < sizes.length; last++) {
      value += bySegment[last]!;
      const off = Math.min(value - Math.floor(value), Math.ceil(value) - value);
      if (off > best.off + 1e-9) best = { group, last, value, off };
    }
  }
  const { group, last, value } = best;
  if (group < 0) return null;
  const known = rows.find(
    (row) => row.floor.kind === 'fork' && row.last === last && row.group === group,
  );
  return { row: known ?? forkRow(program, group, last), value };
}
