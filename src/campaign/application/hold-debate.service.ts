import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { unmarked } from '../domain/attendance.js';
import { holdDebate } from '../domain/debate.js';
import type { DebateId } from '../domain/ids.js';
import { DebateRepository } from '../persistence/debate.repository.js';
import type { CampaignRefusal } from './refusal.js';
import { runsDebates } from './scope.js';

@Injectable()
export class HoldDebateService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly debates: DebateRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Records that the debate took place, once everybody on its list is accounted for, with the address of its recording. */
  async hold(
    id: DebateId,
    recordingAddress: string | null,
    actor: Actor,
  ): Promise<Result<true, CampaignRefusal[]>> {
    return await this.database.decide(async (tx): Promise<Result<true, CampaignRefusal[]>> => {
      const debate = await this.debates.hold(tx, id);
      if (!debate) return refuse([{ kind: 'debate-unknown' }]);
      if (!runsDebates(actor, debate.unit)) return refuse([{ kind: 'outside-your-territory' }]);
      const checked = holdDebate(
        debate,
        unmarked(debate.slots),
        recordingAddress,
        this.clock.now(),
      );
      if (!checked.ok) return checked;
      await this.debates.close(tx, id, recordingAddress);
      const count = (wanted: string): number =>
        debate.slots.filter(({ attendance }) => attendance === wanted).length;
      await this.ledger.append(tx, {
        kind: 'debate-held',
        subject: id,
        actor: actor.accountId,
        data: {
          recording: recordingAddress,
          present: count('present'),
          absent: count('absent'),
          excused: count('excused'),
        },
      });
      return accept(true);
    });
  }
}
