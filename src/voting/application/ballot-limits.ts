import { accept, refuse, type Result } from '../../kernel/result.js';
import type { BallotForm } from '../domain/ballots/ballot.js';
import type { CountingMethod } from '../domain/tally/tally.js';

/** What a ballot may hold, as it was typed. */
export interface LimitArguments {
  readonly maxMarks?: string;
  readonly maxScore?: string;
  readonly votes?: string;
  readonly maxForOne?: string;
  readonly maxRanks?: string;
}

/** What a ballot may hold, as far as it was said. */
export type BallotLimits = Readonly<Partial<Record<keyof LimitArguments, number>>>;

const options: Readonly<Record<keyof LimitArguments, string>> = {
  maxMarks: '--max-marks',
  maxScore: '--max-score',
  votes: '--votes',
  maxForOne: '--max-for-one',
  maxRanks: '--max-ranks',
};

const limitsOf: Readonly<Record<BallotForm['kind'], readonly (keyof LimitArguments)[]>> = {
  single: [],
  rating: ['maxMarks'],
  cumulative: ['votes', 'maxForOne'],
  score: ['maxScore'],
  ranking: ['maxRanks'],
};

const names = Object.keys(options) as (keyof LimitArguments)[];

/** Reads the numbers, or says which of them are none. */
export function readLimits(args: LimitArguments): Result<BallotLimits, readonly string[]> {
  const limits: Partial<Record<keyof LimitArguments, number>> = {};
  const faults: string[] = [];
  for (const name of names) {
    const text = args[name];
    if (text === undefined) continue;
    if (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 0xffff) limits[name] = Number(text);
    else faults.push(`${options[name]}: expected a whole number from 1 to 65535`);
  }
  return faults.length > 0 ? refuse(faults) : accept(limits);
}

/** Which limits the ballots of the method need and lack, and which it does not have. */
export function limitFaults(method: CountingMethod, limits: BallotLimits): readonly string[] {
  const allowed = new Set(method.forms.flatMap((form) => limitsOf[form]));
  const foreign = names
    .filter((name) => limits[name] !== undefined && !allowed.has(name))
    .map((name) => `${options[name]}: the ballots of ${method.name} have no such limit`);
  const missing = neededBy(method)
    .filter((name) => limits[name] === undefined)
    .map((name) => `${options[name]}: needed for this method`);
  return [...foreign, ...missing];
}

function neededBy({ name, forms: [form] }: CountingMethod): readonly (keyof LimitArguments)[] {
  if (form === 'score') return ['maxScore'];
  if (form === 'cumulative') return ['votes'];
  return name === 'rating' ? ['maxMarks'] : [];
}

/** The form of a ballot with these limits; without one, as many marks or ranks as there are candidates. */
export function formWithin(
  kind: BallotForm['kind'],
  candidates: number,
  limits: BallotLimits,
): BallotForm {
  switch (kind) {
    case 'single':
      return { kind, candidates };
    case 'rating':
      return { kind, candidates, marks: limits.maxMarks ?? candidates };
    case 'cumulative': {
      const votes = limits.votes ?? 1;
      return { kind, candidates, votes, mostForOne: limits.maxForOne ?? votes };
    }
    case 'score':
      return { kind, candidates, highest: limits.maxScore ?? 1 };
    case 'ranking':
      return { kind, candidates, ranks: limits.maxRanks ?? candidates, equalRanks: true };
  }
}
