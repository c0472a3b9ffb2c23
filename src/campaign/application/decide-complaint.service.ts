import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { decideComplaint, isOverdue, type Finding } from '../domain/complaint.js';
import type { ComplaintState } from '../domain/complaint-state.js';
import type { ComplaintId } from '../domain/ids.js';
import { ComplaintRepository } from '../persistence/complaint.repository.js';
import { ComplaintNews } from './complaint-news.js';
import type { CampaignRefusal } from './refusal.js';
import { Removal } from './removal.js';
import { hears, seatOf } from './scope.js';

@Injectable()
export class DecideComplaintService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly primaries: PrimaryDirectory,
    private readonly complaints: ComplaintRepository,
    private readonly removal: Removal,
    private readonly news: ComplaintNews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The decision of the body that has the complaint now. A removal strikes the candidate off in the same transaction. */
  async decide(
    id: ComplaintId,
    finding: Finding,
    actor: Actor,
  ): Promise<Result<{ readonly state: ComplaintState }, CampaignRefusal[]>> {
    const [[known], territories] = await Promise.all([
      this.complaints.find({ ids: [id] }),
      this.primaries.territories(),
    ]);
    if (!known) return refuse([{ kind: 'complaint-unknown' }]);
    const primary = defined(
      await this.primaries.byId(known.primaryId),
      'the season of a complaint',
    );
    const { ladder } = primary.rules.appeals;
    const contacts = await this.news.contactsOf(known);
    const done = await this.database.decide(
      async (tx): Promise<Result<{ readonly state: ComplaintState }, CampaignRefusal[]>> => {
        const complaint = defined(await this.complaints.hold(tx, id), 'a complaint just read');
        const seat = seatOf(territories, complaint.territory, complaint.step);
        if (!hears(actor, complaint, seat)) return refuse([{ kind: 'outside-your-territory' }]);
        const now = this.clock.now();
        const text = finding.text.trim();
        const decided = decideComplaint(
          ladder,
          complaint,
          { ...finding, text },
          actor.accountId,
          now,
        );
        if (!decided.ok) return decided;
        const { state, decision } = decided.value;
        await this.complaints.decide(tx, id, state, decision);
        if (decision.sanction === 'removal' && complaint.respondent) {
          const removed = await this.removal.of(complaint.respondent, 'sanction', text, actor, tx);
          if (!removed.ok) return removed;
        }
        await this.ledger.append(tx, {
          kind: 'complaint-decided',
          subject: id,
          actor: actor.accountId,
          data: {
            step: decision.step,
            outcome: decision.outcome,
            sanction: decision.sanction,
            respondent: complaint.respondent,
            late: isOverdue(complaint, now),
            appealBy: decision.appealBy?.toISOString() ?? null,
          },
        });
        await this.news.decided(tx, contacts, decision);
        return accept({ state });
      },
    );
    if (done.ok && finding.sanction === 'removal' && known.respondent) {
      await this.removal.followed(known.respondent, actor);
    }
    return done;
  }
}
