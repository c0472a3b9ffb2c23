import { encodeBallot, type Ballot, type BallotForm } from '../domain/ballot.js';
import type { Round } from '../persistence/round.repository.js';

/** What the ballot of a round looks like. */
export function formOf(round: Round, candidates: number): BallotForm {
  return round.ballotKind === 'single'
    ? { kind: 'single', candidates }
    : { kind: 'rating', candidates, marks: round.marks };
}

/** The bytes to cast for a choice of candidates; null when the choice does not fit the ballot. */
export function ballotContent(round: Round, candidates: number, ballot: Ballot): Uint8Array | null {
  const encoded = encodeBallot(ballot, formOf(round, candidates));
  return encoded.ok ? encoded.value : null;
}
