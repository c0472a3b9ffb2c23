import { encodeBallot } from '../domain/ballot-bytes.js';
import { plainMarks, type MarkForm } from '../domain/ballot.js';
import type { Round } from '../persistence/round.repository.js';

/** What the ballot of a round looks like. */
export function formOf(round: Round, candidates: number): MarkForm {
  return round.ballotKind === 'single'
    ? { kind: 'single', candidates }
    : { kind: 'rating', candidates, marks: round.marks };
}

/** The bytes to cast for a choice of candidates by position; null when the choice does not fit the ballot. */
export function ballotContent(
  round: Round,
  candidates: number,
  chosen: readonly number[],
): Uint8Array | null {
  const encoded = encodeBallot(plainMarks(chosen), formOf(round, candidates));
  return encoded.ok ? encoded.value : null;
}
