import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { actsIn, commissionRoles, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { checkEvent, type CandidateEvent } from '../domain/candidate-event.js';
import type { EventId } from '../domain/ids.js';
import { CandidateEventRepository } from '../persistence/candidate-event.repository.js';
import type { CampaignRefusal } from './refusal.js';

@Injectable()
export class RecordEventsService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly candidates: CandidateDirectory,
    private readonly events: CandidateEventRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Enters what a candidate did: by the candidate, or by the commission of the territory. All of it or nothing. */
  async record(
    candidacyId: CandidacyId,
    events: readonly CandidateEvent[],
    actor: Actor,
  ): Promise<Result<EventId[], CampaignRefusal[]>> {
    const candidacy = await this.candidates.candidacy(candidacyId);
    if (!candidacy) return refuse([{ kind: 'candidacy-unknown' }]);
    const own = await this.candidates.ofAccount(actor.accountId);
    const mine = own.some(({ id }) => id === candidacyId);
    if (!mine && !actsIn(actor, candidacy.unit, ...commissionRoles)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    const now = this.clock.now();
    const reasons: CampaignRefusal[] = events.flatMap((event) => {
      const checked = checkEvent(event, now);
      return checked.ok ? [] : checked.error;
    });
    if (candidacy.state !== 'registered') {
      reasons.push({ kind: 'not-registered', candidacies: [candidacyId] });
    }
    if (reasons.length > 0) return refuse(reasons);
    const rows = events.map((event) => ({
      ...event,
      id: randomUUID() as string as EventId,
      candidacyId,
      contestId: candidacy.contestId,
    }));
    await this.database.transaction(async (tx) => {
      await this.events.add(tx, rows, { account: actor.accountId, at: now });
      await this.ledger.append(tx, {
        kind: 'campaign-events-recorded',
        subject: candidacyId,
        actor: actor.accountId,
        data: { events: rows.map(({ id, kind, attended }) => ({ id, kind, attended })) },
      });
    });
    return accept(rows.map(({ id }) => id));
  }
}
