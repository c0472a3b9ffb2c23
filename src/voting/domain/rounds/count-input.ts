import type { CalendarDate } from '../../../kernel/calendar.js';
import type { Fraction } from '../../../kernel/exact.js';
import type { Lot } from '../../../kernel/lot.js';
import type { BallotForm } from '../ballots/ballot.js';
import type { CountingRule } from './counting-rule.js';
import type { Cut, RoundedShare } from './cut.js';
import type { FoldedBallots } from '../ballots/folded-ballots.js';
import type { PaperTotal } from './paper-protocol.js';
import type { TieDecision, TieStep } from '../ties/tie-policy.js';

/** A candidate of the round, in the published order, with what a tie may be decided by. */
export interface RoundContender {
  readonly id: string;
  readonly birthDate: CalendarDate | null;
  readonly groups: readonly string[];
  /** Share of the valid ballots in each earlier stage, most recent first. */
  readonly earlierStages: readonly (Fraction | null)[];
  /** Struck off or withdrawn after the ballots were printed: takes no place; keeps votes where votes are sums. */
  readonly standing: boolean;
}

/** What a round is counted by. */
export interface CountingRules {
  readonly form: BallotForm;
  readonly counting: CountingRule;
  readonly unitSeats: number;
  readonly cut: Cut;
  readonly ties: readonly TieStep[];
  readonly quorum?: RoundedShare;
}

/** Everything a count rests on; the same input gives the same result, whoever counts. */
export interface CountInput {
  readonly rules: CountingRules;
  readonly rollSize: number;
  readonly contenders: readonly RoundContender[];
  readonly online: FoldedBallots;
  /** Ballots of the box whose bytes are no ballot of this round: invalid, never dropped. */
  readonly unreadable: number;
  /** Ballots of the box that the key of the round does not open: invalid, never dropped. */
  readonly unopenable: number;
  readonly paper: PaperTotal;
  readonly lot: Lot;
  readonly decisions: readonly TieDecision[];
}
