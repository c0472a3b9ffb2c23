import { Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import type { PrimaryId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import type { Actor } from '../../platform/identity/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { isWaiting } from '../domain/complaint-state.js';
import type { Party } from '../domain/complaint.js';
import type { ComplaintId } from '../domain/ids.js';
import { ComplaintRepository, type StoredComplaint } from '../persistence/complaint.repository.js';
import { partyOf } from './party.js';
import type { CampaignRefusal } from './refusal.js';
import { hears, readsComplaint, seatOf } from './scope.js';

/** A complaint as somebody may see it. */
export interface SeenComplaint {
  readonly complaint: StoredComplaint;
  /** In what quality the reader is concerned; null for somebody who works on it. */
  readonly party: Party | null;
  /** Whether it waits for the body the reader speaks for. */
  readonly mine: boolean;
}

/** Who may read which complaints. They are not public: a complaint is not yet a breach. */
@Injectable()
export class ComplaintDirectory {
  constructor(
    private readonly complaints: ComplaintRepository,
    private readonly primaries: PrimaryDirectory,
    private readonly candidates: CandidateDirectory,
  ) {}

  /** Those the reader works on: first what waits for the reader's body, by deadline and so the overdue first. */
  async forStaff(primaryId: PrimaryId, actor: Actor): Promise<SeenComplaint[]> {
    const complaints = await this.complaints.find({ primaryId });
    const seen = await Promise.all(
      complaints
        .filter((complaint) => readsComplaint(actor, complaint))
        .map((complaint) => this.seen(complaint, actor, null)),
    );
    return [...seen.filter(({ mine }) => mine), ...seen.filter(({ mine }) => !mine)];
  }

  /** Those the reader filed or has to answer for. */
  async forParty(actor: Actor): Promise<SeenComplaint[]> {
    const own = await this.candidates.ofAccount(actor.accountId);
    const [filed, against] = await Promise.all([
      this.complaints.find({ filedBy: actor.accountId }),
      this.complaints.find({ respondents: own.map(({ id }) => id) }),
    ]);
    return await Promise.all(
      [...filed, ...against].map((one) => this.seen(one, actor, partyOf(one, actor, own))),
    );
  }

  async one(id: ComplaintId, actor: Actor): Promise<Result<SeenComplaint, CampaignRefusal[]>> {
    const [complaint] = await this.complaints.find({ ids: [id] });
    if (!complaint) return refuse([{ kind: 'complaint-unknown' }]);
    const own = await this.candidates.ofAccount(actor.accountId);
    const party = partyOf(complaint, actor, own);
    if (party === null && !readsComplaint(actor, complaint)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    return accept(await this.seen(complaint, actor, party));
  }

  private async seen(
    complaint: StoredComplaint,
    actor: Actor,
    party: Party | null,
  ): Promise<SeenComplaint> {
    const territories = await this.primaries.territories();
    const seat = seatOf(territories, complaint.territory, complaint.step);
    const mine = isWaiting(complaint.state) && hears(actor, complaint, seat);
    return { complaint, party, mine };
  }
}
