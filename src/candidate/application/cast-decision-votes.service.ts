import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { castVote, tallyDecision, type DecisionVote, type MemberVote } from '../domain/decision.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import { DecisionRepository, type Decision } from '../persistence/decision.repository.js';
import type { CandidateRefusal } from './refusal.js';
import { sitsIn } from './scope.js';
import { Settlement, type Settled } from './settlement.js';

export interface VoteFor {
  readonly decisionId: string;
  readonly vote: DecisionVote;
  /** The reason of a recusal, or a dissenting opinion. */
  readonly opinion?: string;
}

/** A member's votes on what is put to the commission. A vote that settles a decision gives it its effect at once. */
@Injectable()
export class CastDecisionVotesService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly candidacies: CandidacyRepository,
    private readonly decisions: DecisionRepository,
    private readonly settlement: Settlement,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All of them or none. Two members voting at the same moment are counted one after the other. */
  async cast(votes: readonly VoteFor[], actor: Actor): Promise<Result<true, CandidateRefusal[]>> {
    return await this.database.decide((tx) => this.decide(tx, votes, actor));
  }

  private async decide(
    tx: Tx,
    votes: readonly VoteFor[],
    actor: Actor,
  ): Promise<Result<true, CandidateRefusal[]>> {
    const now = this.clock.now();
    const locked = await this.decisions.lock(
      tx,
      votes.map(({ decisionId }) => decisionId),
    );
    const refusals: CandidateRefusal[] = [];
    const cast: (MemberVote & { decisionId: string })[] = [];
    const ended: { decision: Decision; tally: Settled['tally'] }[] = [];
    for (const { decisionId, vote, opinion = '' } of votes) {
      const decision = locked.find(({ id }) => id === decisionId);
      const mine = { member: actor.accountId, vote, opinion: opinion.trim() };
      if (!decision) {
        refusals.push({ kind: 'vote-unknown' });
        continue;
      }
      const counted = count(decision, mine, actor);
      if (!counted.ok) {
        refusals.push(counted.error);
        continue;
      }
      cast.push({ ...mine, decisionId });
      const tally = tallyDecision(decision.commission, counted.value);
      if (tally.outcome !== 'open') {
        ended.push({ decision, tally: { ...tally, outcome: tally.outcome } });
      }
    }
    if (refusals.length > 0) return refuse(refusals);
    await this.decisions.addVotes(tx, cast, now);
    for (const { decisionId, vote } of cast) await this.record(tx, decisionId, vote, actor);
    await this.settlement.take(tx, await this.withDossiers(tx, ended), actor, now);
    return accept(true);
  }

  private async withDossiers(
    tx: Tx,
    ended: readonly Omit<Settled, 'dossier'>[],
  ): Promise<Settled[]> {
    if (ended.length === 0) return [];
    const ids = ended.map(({ decision }) => decision.candidacyId);
    const dossiers = new Map(
      (await this.candidacies.dossiers(ids, tx)).map((one) => [one.id, one]),
    );
    return ended.map((one) => ({
      ...one,
      dossier: defined(dossiers.get(one.decision.candidacyId), 'the dossier of a decision'),
    }));
  }

  private async record(tx: Tx, decision: string, vote: DecisionVote, actor: Actor): Promise<void> {
    await this.ledger.append(tx, {
      kind: 'candidacy-decision-vote',
      subject: decision,
      actor: actor.accountId,
      data: { vote },
    });
  }
}

function count(
  decision: Decision,
  vote: MemberVote,
  actor: Actor,
): Result<readonly MemberVote[], CandidateRefusal> {
  if (!sitsIn(actor, decision.commissionOf)) return refuse({ kind: 'not-your-commission' });
  if (decision.outcome !== 'open') return refuse({ kind: 'decision-settled' });
  return castVote(decision.commission, decision.votes, vote);
}
