import type { Ballot, BallotForm, Mark } from '../ballots/ballot.js';
import { canonicalMarks } from '../ballots/ballot.js';

/** Equal ballots of one paper voting place and how many of them there are. */
export interface CountedBallot {
  readonly ballot: Ballot;
  readonly count: number;
}

/**
 * Reads a line of a protocol: the number of equal ballots, a colon, and what stands on them. Candidates are numbered from 1 in
 * the order of the ballot. A ranking names them best first, equal ones with `=` between them (`12: 3 1=4 2`); marks name the
 * marked ones (`12: 1 4`); scores and votes stand one for each candidate, `-` where there is none (`12: 5 - 0 3`). What
 * cannot be read has the count NaN, which the rules of a protocol refuse.
 */
export function readBallotLine(line: string, form: BallotForm): CountedBallot {
  const [, count, marks] = /^\s*(\d{1,7})\s*:\s*(.*?)\s*$/.exec(line) ?? [];
  const ballot = marks === undefined ? null : readMarks(marks, form);
  return ballot === null
    ? { ballot: [], count: Number.NaN }
    : { ballot: canonicalMarks(ballot), count: Number(count) };
}

/** What stands on a ballot in the notation of `readBallotLine`, without the number of equal ones. */
export function writeBallot(ballot: Ballot, form: BallotForm): string {
  switch (form.kind) {
    case 'single':
    case 'rating':
      return canonicalMarks(ballot)
        .map(({ candidate }) => candidate + 1)
        .join(' ');
    case 'ranking':
      return [...Map.groupBy(canonicalMarks(ballot), ({ value }) => value).values()]
        .map((equal) => equal.map(({ candidate }) => candidate + 1).join('='))
        .join(' ');
    case 'score':
    case 'cumulative': {
      const values = new Map(ballot.map(({ candidate, value }) => [candidate, value]));
      return Array.from({ length: form.candidates }, (_, at) => values.get(at) ?? '-').join(' ');
    }
  }
}

/** The name of a ballot: the same for the same marks, whatever their order. */
export function ballotKey(ballot: Ballot): string {
  return canonicalMarks(ballot)
    .map(({ candidate, value }) => `${candidate}=${value}`)
    .join(' ');
}

function readMarks(text: string, form: BallotForm): Ballot | null {
  const tokens = text
    .replaceAll(/\s*=\s*/g, '=')
    .split(/[\s,;]+/)
    .filter((token) => token !== '');
  switch (form.kind) {
    case 'single':
    case 'rating':
      return readNamed(tokens.map((token) => [token]));
    case 'ranking':
      return readNamed(
        tokens.map((token) => token.split('=')),
        true,
      );
    case 'score':
    case 'cumulative':
      return tokens.length === form.candidates ? readValues(tokens, form.kind) : null;
  }
}

/** Candidates by number in classes, the class being the rank where ranks are wanted. */
function readNamed(classes: readonly (readonly string[])[], ranked = false): Ballot | null {
  if (!classes.flat().every((token) => /^\d{1,5}$/.test(token))) return null;
  return classes.flatMap((equal, index) =>
    equal.map((token) => ({ candidate: Number(token) - 1, value: ranked ? index + 1 : 1 })),
  );
}

/** No vote is no mark; a score of 0 is one. */
function readValues(tokens: readonly string[], kind: 'score' | 'cumulative'): Ballot | null {
  if (!tokens.every((token) => /^(-|\d{1,5})$/.test(token))) return null;
  return tokens.flatMap((token, candidate): Mark[] =>
    token === '-' || (kind === 'cumulative' && Number(token) === 0)
      ? []
      : [{ candidate, value: Number(token) }],
  );
}
