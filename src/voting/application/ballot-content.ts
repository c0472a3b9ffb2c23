import { defined } from '../../kernel/assert.js';
import type { BallotRule } from '../../primary/index.js';
import { encodeBallot } from '../domain/ballots/ballot-bytes.js';
import {
  mostMarks,
  plainMarks,
  rankedInOrder,
  type Ballot,
  type BallotForm,
} from '../domain/ballots/ballot.js';
import { marksOfBallot } from '../domain/rounds/cut.js';
import type { Round } from '../persistence/round.repository.js';

/** What a round keeps of the form of its ballot. */
export type StoredForm = Pick<
  Round,
  'ballotKind' | 'marks' | 'highestValue' | 'votes' | 'equalRanks'
>;

/** What the ballot of a round looks like. */
export function formOf(round: StoredForm, candidates: number): BallotForm {
  const { ballotKind: kind, marks, highestValue, votes, equalRanks } = round;
  switch (kind) {
    case 'single':
      return { kind, candidates };
    case 'rating':
      return { kind, candidates, marks };
    case 'cumulative':
      return {
        kind,
        candidates,
        votes: defined(votes, 'the votes of a cumulative ballot'),
        mostForOne: highestValue,
      };
    case 'score':
      return { kind, candidates, highest: highestValue };
    case 'ranking':
      return { kind, candidates, ranks: highestValue, equalRanks };
  }
}

/** What is kept of a form, so that `formOf` gives it back. */
export function storedForm(form: BallotForm): StoredForm {
  const plain = { ballotKind: form.kind, marks: mostMarks(form), votes: null, equalRanks: false };
  switch (form.kind) {
    case 'single':
    case 'rating':
      return { ...plain, highestValue: 1 };
    case 'cumulative':
      return { ...plain, highestValue: form.mostForOne, votes: form.votes };
    case 'score':
      return { ...plain, highestValue: form.highest };
    case 'ranking':
      return { ...plain, highestValue: form.ranks, equalRanks: form.equalRanks };
  }
}

/** The ballot a rule demands in a unit. Nobody can mark or rank more candidates than there are. */
export function formByRule(ballot: BallotRule, unitSeats: number, candidates: number): BallotForm {
  const most = (amount: Parameters<typeof marksOfBallot>[0]): number =>
    Math.max(1, Math.min(marksOfBallot(amount, unitSeats), candidates));
  switch (ballot.kind) {
    case 'single':
      return { kind: 'single', candidates };
    case 'rating':
      return { kind: 'rating', candidates, marks: most(ballot.marks) };
    case 'cumulative': {
      const votes = marksOfBallot(ballot.votes, unitSeats);
      const mostForOne = Math.min(ballot.mostForOne, votes);
      return { kind: 'cumulative', candidates, votes, mostForOne };
    }
    case 'score':
      return { kind: 'score', candidates, highest: ballot.highest };
    case 'ranking': {
      const ranks = ballot.ranks ? most(ballot.ranks) : Math.max(1, candidates);
      return { kind: 'ranking', candidates, ranks, equalRanks: ballot.equalRanks };
    }
  }
}

/**
 * The bytes to cast for a choice of candidates by position: marks, or a ranking in the order chosen; null when the choice does
 * not fit the ballot.
 */
export function ballotContent(
  round: StoredForm,
  candidates: number,
  chosen: readonly number[],
): Uint8Array | null {
  const ranked = round.ballotKind === 'ranking';
  return ballotBytes(round, candidates, ranked ? rankedInOrder(chosen) : plainMarks(chosen));
}

/** The bytes to cast for a ballot with any values; null when it does not fit the round. */
export function ballotBytes(
  round: StoredForm,
  candidates: number,
  ballot: Ballot,
): Uint8Array | null {
  const encoded = encodeBallot(ballot, formOf(round, candidates));
  return encoded.ok ? encoded.value : null;
}
