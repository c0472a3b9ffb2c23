import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { moveApplication } from '../domain/application-state.js';
import { eligibilityReasons, type OtherCandidacy } from '../domain/eligibility.js';
import { claimGroups } from '../domain/group.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import type { Dossier } from '../persistence/dossier.js';
import { applicationFacts, groupFacts } from './application-facts.js';
import { CandidateNews } from './candidate-news.js';
import { ContestFrames, type ContestFrame } from './contest-frames.js';
import { Elsewhere } from './elsewhere.js';
import { dayOf } from '../../primary/index.js';
import type { CandidateRefusal } from './refusal.js';
import { editRefusals } from './scope.js';

/**
 * Hands an application in, or says everything that is missing. This is where a second application of the same IIN is
 * found, wherever in the country it was made.
 */
@Injectable()
export class SubmitApplicationService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly frames: ContestFrames,
    private readonly elsewhere: Elsewhere,
    private readonly candidacies: CandidacyRepository,
    private readonly news: CandidateNews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async submit(id: CandidacyId, actor: Actor): Promise<Result<true, CandidateRefusal[]>> {
    return await this.database.decide(async (tx): Promise<Result<true, CandidateRefusal[]>> => {
      const [dossier] = await this.candidacies.lock(tx, [id]);
      if (!dossier) return refuse([{ kind: 'application-unknown' }]);
      await this.candidacies.lockPerson(tx, dossier.person.id);
      const frame = await this.frames.known(dossier.contestId);
      const { others, slot } = await this.elsewhere.withFreeSlot(dossier, tx);
      const refusals = this.refusalsOf(dossier, frame, others, actor);
      if (refusals.length > 0) return refuse(refusals);
      await this.store(tx, dossier, frame, slot, actor);
      return accept(true);
    });
  }

  private refusalsOf(
    dossier: Dossier,
    frame: ContestFrame,
    others: readonly OtherCandidacy[],
    actor: Actor,
  ): CandidateRefusal[] {
    const today = dayOf(this.clock.now());
    const facts = applicationFacts(dossier, frame, {
      moment: 'submission',
      today,
      elsewhere: others,
    });
    const move = moveApplication(dossier.state, 'submitted');
    const season = frame.primary.state;
    const refusals: CandidateRefusal[] = [
      ...editRefusals(actor, dossier).filter(({ kind }) => kind !== 'not-editable'),
      ...(move.ok ? [] : [move.error]),
      ...eligibilityReasons(frame.primary.rules, facts),
    ];
    const known = refusals.some(({ kind }) => kind.startsWith('registration-'));
    return season === 'registration' || known
      ? refusals
      : [...refusals, { kind: 'not-registering', season }];
  }

  private async store(
    tx: Tx,
    dossier: Dossier,
    frame: ContestFrame,
    slot: number,
    actor: Actor,
  ): Promise<void> {
    const [{ id }, now, facts] = [dossier, this.clock.now(), groupFacts(dossier, frame)];
    await this.candidacies.submit(tx, id, slot, now);
    const claims = facts ? claimGroups(frame.primary.rules.groups, facts) : [];
    await this.candidacies.replaceEvidence(tx, id, claims);
    await this.ledger.append(tx, {
      kind: 'candidacy-submitted',
      subject: id,
      actor: actor.accountId,
      data: {
        contest: dossier.contestId,
        unit: dossier.unit,
        route: dossier.route,
        // Not their kinds: one of them may be a certificate of somebody’s health.
        documents: dossier.documents.map(({ hash }) => hash),
        pledges: dossier.pledges.length,
      },
    });
    const { contact } = dossier.person;
    await this.news.tell(tx, [{ candidacyId: id, contact, kind: 'submitted', text: '' }], now);
  }
}
