import { Inject, Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { isWaiting } from '../domain/complaint-state.js';
import { appealComplaint, type Hearing } from '../domain/complaint.js';
import type { ComplaintId } from '../domain/ids.js';
import { ComplaintRepository } from '../persistence/complaint.repository.js';
import { partyOf } from './party.js';
import type { CampaignRefusal } from './refusal.js';

@Injectable()
export class AppealComplaintService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly primaries: PrimaryDirectory,
    private readonly candidates: CandidateDirectory,
    private readonly complaints: ComplaintRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes a complaint one step up, against a decision or because none came in time. */
  async appeal(
    id: ComplaintId,
    text: string,
    actor: Actor,
  ): Promise<Result<Hearing, CampaignRefusal[]>> {
    const [[known], own] = await Promise.all([
      this.complaints.find({ ids: [id] }),
      this.candidates.ofAccount(actor.accountId),
    ]);
    if (!known) return refuse([{ kind: 'complaint-unknown' }]);
    const primary = defined(
      await this.primaries.byId(known.primaryId),
      'the season of a complaint',
    );
    const { ladder } = primary.rules.appeals;
    return await this.database.decide(async (tx): Promise<Result<Hearing, CampaignRefusal[]>> => {
      const complaint = defined(await this.complaints.hold(tx, id), 'a complaint just read');
      const party = partyOf(complaint, actor, own);
      const now = this.clock.now();
      const opened = appealComplaint(ladder, complaint, party, text, now);
      if (!opened.ok) return opened;
      const hearing = opened.value;
      await this.complaints.appeal(tx, id, hearing, {
        party: defined(party, 'the party of an accepted appeal'),
        text: text.trim(),
        filedBy: actor.accountId,
        filedAt: now,
      });
      await this.ledger.append(tx, {
        kind: 'complaint-appealed',
        subject: id,
        actor: actor.accountId,
        data: {
          party,
          step: hearing.step,
          decideBy: hearing.decideBy.toISOString(),
          afterSilence: isWaiting(complaint.state),
        },
      });
      return accept(hearing);
    });
  }
}
