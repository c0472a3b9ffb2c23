import { Injectable } from '@nestjs/common';
import { assert } from '../../kernel/assert.js';
import type { Instant } from '../../kernel/clock.js';
import { parseFraction, type Fraction, type Rounding } from '../../kernel/exact.js';
import type { AccountId, CandidacyId, TerritoryCode } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type {
  Commission,
  MemberVote,
  Outcome,
  Proposal,
  RefusalGround,
} from '../domain/decision.js';

/** `abandoned`: the application was withdrawn while the vote was open. */
export type StoredOutcome = Outcome | 'abandoned';

/** A vote of a commission on one application. */
export interface Decision {
  readonly id: string;
  readonly candidacyId: CandidacyId;
  /** The territory whose commission decides. */
  readonly commissionOf: TerritoryCode;
  readonly proposal: Proposal;
  readonly commission: Commission;
  readonly outcome: StoredOutcome;
  readonly proposedBy: AccountId;
  readonly proposedAt: Instant;
  readonly settledAt: Instant | null;
  readonly votes: readonly MemberVote[];
}

export interface NewDecision {
  readonly id: string;
  readonly candidacyId: CandidacyId;
  readonly commissionOf: TerritoryCode;
  readonly proposal: Proposal;
  readonly rules: CommissionTerms;
}

/** The commission's rules as the rule set writes them, kept with each decision. */
export interface CommissionTerms {
  readonly members: number;
  readonly quorum: { readonly share: string; readonly round: Rounding };
  readonly majority: string;
}

interface DecisionRow {
  readonly id: string;
  readonly candidacy_id: CandidacyId;
  readonly commission: TerritoryCode;
  readonly proposal: 'register' | 'refuse';
  readonly ground: RefusalGround | null;
  readonly text: string;
  readonly seats: number;
  readonly quorum_share: string;
  readonly quorum_round: Rounding;
  readonly majority: string;
  readonly outcome: StoredOutcome;
  readonly proposed_by: AccountId;
  readonly proposed_at: Date;
  readonly settled_at: Date | null;
  readonly votes: readonly MemberVote[] | null;
}

/** The votes of commissions. */
@Injectable()
export class DecisionRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, decisions: readonly NewDecision[], by: AccountId, now: Instant): Promise<void> {
    const rows = decisions.map(({ id, candidacyId, commissionOf, proposal, rules }) => ({
      id,
      candidacy_id: candidacyId,
      commission: commissionOf,
      proposal: proposal.kind,
      ground: proposal.kind === 'refuse' ? proposal.ground : null,
      text: proposal.kind === 'refuse' ? proposal.text.trim() : '',
      seats: rules.members,
      quorum_share: rules.quorum.share,
      quorum_round: rules.quorum.round,
      majority: rules.majority,
    }));
    await tx.query(
      `INSERT INTO candidate_decision (id, candidacy_id, commission, proposal, ground, text, seats,
              quorum_share, quorum_round, majority, outcome, proposed_by, proposed_at)
       SELECT n.id, n.candidacy_id, n.commission, n.proposal, n.ground, n.text, n.seats,
              n.quorum_share, n.quorum_round, n.majority, 'open', $2, $3
         FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, candidacy_id uuid, commission text,
              proposal text, ground text, text text, seats int, quorum_share text,
              quorum_round text, majority text)`,
      [JSON.stringify(rows), by, now],
    );
  }

  /** Locks the applications behind the decisions, in one order, and then reads the decisions with their votes. */
  async lock(tx: Tx, ids: readonly string[]): Promise<Decision[]> {
    await tx.query(
      `SELECT 1 FROM candidate_candidacy WHERE id IN
         (SELECT candidacy_id FROM candidate_decision WHERE id = ANY($1)) ORDER BY id FOR UPDATE`,
      [ids],
    );
    return await this.select('WHERE d.id = ANY($1)', [ids], tx);
  }

  async ofCandidacy(id: CandidacyId): Promise<Decision[]> {
    return await this.select('WHERE d.candidacy_id = $1', [id]);
  }

  async ofCandidacies(ids: readonly CandidacyId[], tx: Tx): Promise<Decision[]> {
    return await this.select('WHERE d.candidacy_id = ANY($1)', [ids], tx);
  }

  /** The open votes of some commissions in which the member has not voted, oldest first. */
  async waitingFor(
    member: AccountId,
    commissions: readonly TerritoryCode[],
  ): Promise<CandidacyId[]> {
    const rows = await this.database.rows<{ id: CandidacyId }>(
      `SELECT d.candidacy_id AS id FROM candidate_decision d
        WHERE d.outcome = 'open' AND d.commission = ANY($2) AND NOT EXISTS (
          SELECT 1 FROM candidate_decision_vote v WHERE v.decision_id = d.id AND v.member_id = $1)
        ORDER BY d.proposed_at, d.id`,
      [member, commissions],
    );
    return rows.map(({ id }) => id);
  }

  async addVotes(
    tx: Tx,
    votes: readonly (MemberVote & { readonly decisionId: string })[],
    now: Instant,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO candidate_decision_vote (decision_id, member_id, vote, opinion, cast_at)
       SELECT n.decision_id, n.member_id, n.vote, n.opinion, $5
         FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS n(decision_id, member_id, vote, opinion)`,
      [
        votes.map(({ decisionId }) => decisionId),
        votes.map(({ member }) => member),
        votes.map(({ vote }) => vote),
        votes.map(({ opinion }) => opinion),
        now,
      ],
    );
  }

  async settle(
    tx: Tx,
    ids: readonly string[],
    outcome: Exclude<StoredOutcome, 'open'>,
    now: Instant,
  ): Promise<void> {
    await tx.query(
      `UPDATE candidate_decision SET outcome = $2, settled_at = $3 WHERE id = ANY($1) AND outcome = 'open'`,
      [ids, outcome, now],
    );
  }

  async abandonOf(tx: Tx, candidacy: CandidacyId, now: Instant): Promise<void> {
    await tx.query(
      `UPDATE candidate_decision SET outcome = 'abandoned', settled_at = $2
        WHERE candidacy_id = $1 AND outcome = 'open'`,
      [candidacy, now],
    );
  }

  private async select(
    condition: string,
    parameters: readonly unknown[],
    tx?: Tx,
  ): Promise<Decision[]> {
    const rows = await this.database.rows<DecisionRow>(
      `SELECT d.id, d.candidacy_id, d.commission, d.proposal, d.ground, d.text, d.seats,
              d.quorum_share, d.quorum_round, d.majority, d.outcome, d.proposed_by, d.proposed_at,
              d.settled_at,
              (SELECT jsonb_agg(jsonb_build_object('member', v.member_id, 'vote', v.vote,
                                'opinion', v.opinion) ORDER BY v.cast_at, v.member_id)
                 FROM candidate_decision_vote v WHERE v.decision_id = d.id) AS votes
         FROM candidate_decision d ${condition} ORDER BY d.proposed_at, d.id`,
      parameters,
      tx,
    );
    return rows.map(readDecision);
  }
}

/** The commission as the domain counts it. The rule set has been validated, so its shares can be read. */
export function commissionFrom(rules: CommissionTerms): Commission {
  return {
    seats: rules.members,
    quorum: { share: readShare(rules.quorum.share), round: rules.quorum.round },
    majority: readShare(rules.majority),
  };
}

function readDecision(row: DecisionRow): Decision {
  return {
    id: row.id,
    candidacyId: row.candidacy_id,
    commissionOf: row.commission,
    proposal: row.ground
      ? { kind: 'refuse', ground: row.ground, text: row.text }
      : { kind: 'register' },
    commission: commissionFrom({
      members: row.seats,
      quorum: { share: row.quorum_share, round: row.quorum_round },
      majority: row.majority,
    }),
    outcome: row.outcome,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    settledAt: row.settled_at,
    votes: row.votes ?? [],
  };
}

function readShare(text: string): Fraction {
  const share = parseFraction(text);
  assert(share.ok, `the rule set was validated, and "${text}" is a share`);
  return share.value;
}
