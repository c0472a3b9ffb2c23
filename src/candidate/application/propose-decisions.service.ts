import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId, TerritoryCode } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, violatedUnique, type Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { checkProposal, type Proposal } from '../domain/decision.js';
import { eligibilityReasons } from '../domain/eligibility.js';
import { AppealRepository } from '../persistence/appeal.repository.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import { DecisionRepository, type NewDecision } from '../persistence/decision.repository.js';
import type { Dossier } from '../persistence/dossier.js';
import { applicationFacts } from './application-facts.js';
import { ContestFrames, type ContestFrame } from './contest-frames.js';
import { Elsewhere } from './elsewhere.js';
import { dayOf } from '../../primary/index.js';
import type { CandidateRefusal } from './refusal.js';
import { commissionFor } from './scope.js';

export interface ProposalFor {
  readonly candidacyId: CandidacyId;
  readonly proposal: Proposal;
}

/**
 * Puts decisions on applications under review to the vote of the commission: the nearest one the proposer sits on. A
 * registration is only put to the vote when nothing speaks against it.
 */
@Injectable()
export class ProposeDecisionsService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly frames: ContestFrames,
    private readonly elsewhere: Elsewhere,
    private readonly candidacies: CandidacyRepository,
    private readonly decisions: DecisionRepository,
    private readonly appeals: AppealRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All of them or none; the ids of the votes in the order of the proposals. */
  async propose(
    proposals: readonly ProposalFor[],
    actor: Actor,
  ): Promise<Result<string[], CandidateRefusal[]>> {
    try {
      return await this.database.decide((tx) => this.decide(tx, proposals, actor));
    } catch (error) {
      if (violatedUnique(error) === 'candidate_decision_one_open') {
        return refuse([{ kind: 'vote-already-open' }]);
      }
      throw error;
    }
  }

  private async decide(
    tx: Tx,
    proposals: readonly ProposalFor[],
    actor: Actor,
  ): Promise<Result<string[], CandidateRefusal[]>> {
    const ids = proposals.map(({ candidacyId }) => candidacyId);
    const dossiers = new Map((await this.candidacies.lock(tx, ids)).map((one) => [one.id, one]));
    const frames = await this.frames.all([...dossiers.values()].map(({ contestId }) => contestId));
    const earlier = await this.decisions.ofCandidacies(ids, tx);
    const appeals = await this.appeals.openOf(tx, ids);
    const refusals: CandidateRefusal[] = [];
    const made: NewDecision[] = [];
    for (const { candidacyId, proposal } of proposals) {
      const dossier = dossiers.get(candidacyId);
      const commissionOf = dossier ? commissionFor(actor, dossier.territory) : null;
      if (!dossier || !commissionOf) {
        refusals.push({ kind: dossier ? 'outside-your-territory' : 'application-unknown' });
        continue;
      }
      const before = earlier.filter((decision) => decision.candidacyId === candidacyId);
      const open = appeals.find((appeal) => appeal.candidacyId === candidacyId);
      const frame = defined(frames.get(dossier.contestId), 'the frame of an application');
      const checked = checkProposal(proposal);
      refusals.push(
        ...(dossier.state === 'under-review'
          ? []
          : [{ kind: 'not-under-review', state: dossier.state } as const]),
        ...(open ? [{ kind: 'appeal-open', decideBy: open.decideBy } as const] : []),
        ...(before.some(({ outcome }) => outcome === 'open')
          ? [{ kind: 'vote-already-open' } as const]
          : []),
        ...(before.some((one) => one.outcome === 'no-quorum' && one.commissionOf === commissionOf)
          ? [{ kind: 'commission-without-quorum' } as const]
          : []),
        ...(checked.ok ? [] : [checked.error]),
        ...(proposal.kind === 'register' ? await this.against(tx, dossier, frame) : []),
      );
      made.push(newDecision(candidacyId, commissionOf, proposal, frame));
    }
    if (refusals.length > 0) return refuse(refusals);
    await this.decisions.add(tx, made, actor.accountId, this.clock.now());
    for (const { id, candidacyId, commissionOf, proposal } of made) {
      await this.ledger.append(tx, {
        kind: 'candidacy-decision-proposed',
        subject: candidacyId,
        actor: actor.accountId,
        data: {
          decision: id,
          commission: commissionOf,
          proposal: proposal.kind,
          ground: proposal.kind === 'refuse' ? proposal.ground : null,
        },
      });
    }
    return accept(made.map(({ id }) => id));
  }

  private async against(
    tx: Tx,
    dossier: Dossier,
    frame: ContestFrame,
  ): Promise<CandidateRefusal[]> {
    const elsewhere = await this.elsewhere.of(dossier, tx);
    const today = dayOf(this.clock.now());
    const facts = applicationFacts(dossier, frame, { moment: 'decision', today, elsewhere });
    return eligibilityReasons(frame.primary.rules, facts);
  }
}

function newDecision(
  candidacyId: CandidacyId,
  commissionOf: TerritoryCode,
  proposal: Proposal,
  { primary }: ContestFrame,
): NewDecision {
  const rules = primary.rules.commissions;
  return { id: randomUUID(), candidacyId, commissionOf, proposal, rules };
}
