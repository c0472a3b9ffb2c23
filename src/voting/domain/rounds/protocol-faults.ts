import { ballotFault, mostMarks, type BallotForm, type InvalidReason } from '../ballots/ballot.js';
import { paperContent } from './counting-rule.js';
import { foldBallots } from '../ballots/folded-ballots.js';
import type { CountedBallot } from './paper-ballots.js';
import { protocolSums, type PaperProtocol, type ProtocolField } from './paper-protocol.js';
import { faultOf, type CountingMethod } from '../tally/tally.js';

/** A reason why a protocol cannot be true. */
export type ProtocolFault =
  | { readonly kind: 'not-a-count'; readonly field: ProtocolField }
  | { readonly kind: 'wrong-number-of-candidates'; readonly have: number; readonly need: number }
  | {
      readonly kind: 'more-signatures-than-listed';
      readonly signatures: number;
      readonly listed: number;
    }
  | {
      readonly kind: 'fewer-issued-than-signatures';
      readonly issued: number;
      readonly signatures: number;
    }
  | {
      readonly kind: 'more-cast-than-signatures';
      readonly cast: number;
      readonly signatures: number;
    }
  | { readonly kind: 'more-cast-than-issued'; readonly cast: number; readonly issued: number }
  | {
      readonly kind: 'valid-and-invalid-are-not-cast';
      readonly valid: number;
      readonly invalid: number;
      readonly cast: number;
    }
  | {
      readonly kind: 'candidate-above-valid';
      readonly candidate: number;
      readonly votes: number;
      readonly valid: number;
    }
  /** More than every valid ballot could give one candidate. */
  | {
      readonly kind: 'candidate-above-most';
      readonly candidate: number;
      readonly votes: number;
      readonly valid: number;
      readonly most: number;
    }
  | { readonly kind: 'votes-are-not-valid'; readonly votes: number; readonly valid: number }
  | {
      readonly kind: 'more-votes-than-marks';
      readonly votes: number;
      readonly valid: number;
      readonly marks: number;
    }
  /** More votes than the valid ballots had to give away. */
  | {
      readonly kind: 'more-votes-than-given';
      readonly votes: number;
      readonly valid: number;
      readonly most: number;
    }
  | { readonly kind: 'fewer-votes-than-valid'; readonly votes: number; readonly valid: number }
  /** Lines are numbered from 1, empty ones left out. */
  | { readonly kind: 'line-not-read'; readonly line: number }
  | { readonly kind: 'line-not-valid'; readonly line: number; readonly reason: InvalidReason }
  | { readonly kind: 'lines-are-not-valid'; readonly ballots: number; readonly valid: number };

/** What the ballots of a protocol look like and how they are counted. */
export interface PaperRules {
  readonly form: BallotForm;
  readonly method: CountingMethod;
}

/**
 * Everything that makes a protocol impossible; empty when it could be true. `listed` is how many voters of the roll are
 * marked for this place, null where the place takes any voter of the roll on paper.
 */
export function protocolFaults(
  protocol: PaperProtocol,
  rules: PaperRules,
  listed: number | null,
): readonly ProtocolFault[] {
  const ofBallots = paperContent(rules.form, rules.method) === 'ballots';
  const shape = shapeFaults(protocol, ofBallots ? 0 : rules.form.candidates);
  if (shape.length > 0) return shape;
  return [
    ...envelopeFaults(protocol, listed),
    ...(ofBallots ? ballotFaults(protocol, rules) : voteFaults(protocol, rules.form)),
  ];
}

function shapeFaults(protocol: PaperProtocol, candidates: number): readonly ProtocolFault[] {
  const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
  const have = protocol.votes.length;
  const faults: readonly ProtocolFault[] = [
    ...(have === candidates
      ? []
      : [{ kind: 'wrong-number-of-candidates', have, need: candidates } as const]),
    ...protocolSums
      .filter((field) => !isCount(protocol[field]))
      .map((field) => ({ kind: 'not-a-count', field }) as const),
    ...protocol.votes.flatMap((votes, field) =>
      isCount(votes) ? [] : [{ kind: 'not-a-count', field } as const],
    ),
    ...(protocol.ballots ?? []).flatMap(({ count }, index) =>
      isCount(count) && count > 0 ? [] : [{ kind: 'line-not-read', line: index + 1 } as const],
    ),
  ];
  return faults;
}

function envelopeFaults(protocol: PaperProtocol, listed: number | null): readonly ProtocolFault[] {
  const { signatures, issued, cast, valid, invalid } = protocol;
  const faults: ProtocolFault[] = [];
  if (listed !== null && signatures > listed)
    faults.push({ kind: 'more-signatures-than-listed', signatures, listed });
  if (issued < signatures)
    faults.push({ kind: 'fewer-issued-than-signatures', issued, signatures });
  if (cast > signatures) faults.push({ kind: 'more-cast-than-signatures', cast, signatures });
  if (cast > issued) faults.push({ kind: 'more-cast-than-issued', cast, issued });
  if (valid + invalid !== cast)
    faults.push({ kind: 'valid-and-invalid-are-not-cast', valid, invalid, cast });
  return faults;
}

function voteFaults(protocol: PaperProtocol, form: BallotForm): readonly ProtocolFault[] {
  const { valid, votes } = protocol;
  const sum = votes.reduce((total, one) => total + one, 0);
  const above = votes.flatMap((count, candidate): readonly ProtocolFault[] =>
    candidateFaults({ candidate, votes: count, valid }, form),
  );
  return [...above, ...sumFaults(sum, valid, form)];
}

function candidateFaults(
  sum: { readonly candidate: number; readonly votes: number; readonly valid: number },
  form: BallotForm,
): readonly ProtocolFault[] {
  const most = mostForOne(form);
  if (sum.votes <= sum.valid * most) return [];
  return most === 1
    ? [{ kind: 'candidate-above-valid', ...sum }]
    : [{ kind: 'candidate-above-most', ...sum, most }];
}

/** The most that one ballot adds to the sum of one candidate. */
function mostForOne(form: BallotForm): number {
  switch (form.kind) {
    case 'single':
    case 'rating':
    case 'ranking':
      return 1;
    case 'cumulative':
      return form.mostForOne;
    case 'score':
      return form.highest;
  }
}

function sumFaults(votes: number, valid: number, form: BallotForm): readonly ProtocolFault[] {
  switch (form.kind) {
    case 'single':
      return votes === valid ? [] : [{ kind: 'votes-are-not-valid', votes, valid }];
    case 'rating': {
      const marks = Math.min(mostMarks(form), form.candidates);
      if (votes > valid * marks) return [{ kind: 'more-votes-than-marks', votes, valid, marks }];
      return votes < valid ? [{ kind: 'fewer-votes-than-valid', votes, valid }] : [];
    }
    case 'cumulative': {
      const most = Math.min(form.votes, form.candidates * form.mostForOne);
      if (votes > valid * most) return [{ kind: 'more-votes-than-given', votes, valid, most }];
      return votes < valid ? [{ kind: 'fewer-votes-than-valid', votes, valid }] : [];
    }
    // A valid ballot may give nothing but zeros, and each score has its own limit.
    case 'score':
    case 'ranking':
      return [];
  }
}

function ballotFaults(
  { valid, ballots = [] }: PaperProtocol,
  rules: PaperRules,
): readonly ProtocolFault[] {
  const together = ballots.reduce((sum, { count }) => sum + count, 0);
  return [
    ...ballots.flatMap((line, index): readonly ProtocolFault[] => {
      const reason = lineFault(line, rules);
      return reason === null ? [] : [{ kind: 'line-not-valid', line: index + 1, reason }];
    }),
    ...(together === valid
      ? []
      : [{ kind: 'lines-are-not-valid', ballots: together, valid } as const]),
  ];
}

/** What is invalid in the count cannot stand among the valid ballots of a protocol. */
function lineFault({ ballot }: CountedBallot, { form, method }: PaperRules): InvalidReason | null {
  return (
    ballotFault(ballot, form) ?? faultOf(method, foldBallots(form.candidates, [ballot]), 0, form)
  );
}
