import { assert } from '../../../kernel/assert.js';

/**
 * What a ballot of a round looks like. Candidates are known by their position in the published order of the round, so that
 * a ballot says nothing but numbers.
 */
export type BallotForm =
  /** One candidate. */
  | { readonly kind: 'single'; readonly candidates: number }
  /** Up to so many candidates, each with one mark. */
  | { readonly kind: 'rating'; readonly candidates: number; readonly marks: number }
  /** So many votes to give away, at most so many of them to one candidate. */
  | {
      readonly kind: 'cumulative';
      readonly candidates: number;
      readonly votes: number;
      readonly mostForOne: number;
    }
  /** Each candidate one by one, from 0 to the highest score. A candidate without a mark has no score. */
  | { readonly kind: 'score'; readonly candidates: number; readonly highest: number }
  /** First, second, third … choice, as far as the limit allows. */
  | {
      readonly kind: 'ranking';
      readonly candidates: number;
      readonly ranks: number;
      readonly equalRanks: boolean;
    };

/**
 * One mark of a ballot: the position of the candidate and what the voter wrote there: the rank from 1, the score, the number
 * of votes; 1 where a mark is just a mark.
 */
export interface Mark {
  readonly candidate: number;
  readonly value: number;
}

/** The content of one ballot. No mark at all is a blank ballot. */
export type Ballot = readonly Mark[];

/** Why a ballot is invalid. A blank ballot is invalid: it is counted, and for nobody. */
export type InvalidReason =
  | 'blank'
  | 'too-many-marks'
  | 'too-many-votes'
  | 'unknown-candidate'
  | 'marked-twice'
  | 'impossible-value'
  | 'shared-rank'
  | 'only-withdrawn'
  | 'unreadable'
  | 'unopenable';

/** A ballot with one plain mark for each of these candidates. */
export function plainMarks(candidates: readonly number[]): Ballot {
  return candidates.map((candidate) => ({ candidate, value: 1 }));
}

/** A ballot that ranks these candidates, the first choice first. */
export function rankedInOrder(candidates: readonly number[]): Ballot {
  return candidates.map((candidate, index) => ({ candidate, value: index + 1 }));
}

/** The most marks a ballot of this form may carry. */
export function mostMarks(form: BallotForm): number {
  switch (form.kind) {
    case 'single':
      return 1;
    case 'rating':
      return form.marks;
    case 'cumulative':
      return Math.min(form.votes, form.candidates);
    case 'score':
      return form.candidates;
    case 'ranking':
      return form.equalRanks ? form.candidates : Math.min(form.ranks, form.candidates);
  }
}

/** The marks in the one order in which equal ballots are equal: by value, then by position. */
export function canonicalMarks(ballot: Ballot): Ballot {
  return [...ballot].sort((a, b) => a.value - b.value || a.candidate - b.candidate);
}

/**
 * The reason why a ballot is invalid in this form, or null when it counts. The order of the marks plays no part.
 */
export function ballotFault(ballot: Ballot, form: BallotForm): InvalidReason | null {
  assert(form.candidates <= 0xffff, 'a round has fewer than 65,536 candidates');
  const marked = ballot.map(({ candidate }) => candidate);
  if (!marked.every((candidate) => isWhole(candidate) && candidate < form.candidates))
    return 'unknown-candidate';
  if (new Set(marked).size !== marked.length) return 'marked-twice';
  const values = canonicalMarks(ballot).map(({ value }) => value);
  if (!values.every(isWhole)) return 'impossible-value';
  return valuesFault(values, 0, values.length, form);
}

/**
 * The same question to the whole values `from` to `to` (not included) of a ballot that names known candidates once each, rising
 * values first: what folded ballots hold. This is the rule of validity of every form, and runs once for each different ballot.
 */
export function valuesFault(
  values: ArrayLike<number>,
  from: number,
  to: number,
  form: BallotForm,
): InvalidReason | null {
  if (from === to) return 'blank';
  if (to - from > mostMarks(form)) return 'too-many-marks';
  if (values[from]! < lowestValue(form) || values[to - 1]! > highestValue(form))
    return 'impossible-value';
  if (form.kind === 'cumulative' && sumOf(values, from, to) > form.votes) return 'too-many-votes';
  if (form.kind === 'ranking' && !form.equalRanks && sharesValue(values, from, to))
    return 'shared-rank';
  return null;
}

function sumOf(values: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += values[at]!;
  return sum;
}

function sharesValue(values: ArrayLike<number>, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) if (values[at] === values[at - 1]) return true;
  return false;
}

function lowestValue(form: BallotForm): number {
  return form.kind === 'score' ? 0 : 1;
}

function highestValue(form: BallotForm): number {
  switch (form.kind) {
    case 'single':
    case 'rating':
      return 1;
    case 'cumulative':
      return form.mostForOne;
    case 'score':
      return form.highest;
    case 'ranking':
      return form.ranks;
  }
}

function isWhole(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}
