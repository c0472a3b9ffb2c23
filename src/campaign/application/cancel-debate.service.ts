import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { cancelDebate } from '../domain/debate.js';
import type { DebateId } from '../domain/ids.js';
import { DebateRepository } from '../persistence/debate.repository.js';
import type { CampaignRefusal } from './refusal.js';
import { runsDebates } from './scope.js';

@Injectable()
export class CancelDebateService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly debates: DebateRepository,
  ) {}

  /** Cancels a debate that was not held; everybody is told the reason. */
  async cancel(
    id: DebateId,
    reason: string,
    actor: Actor,
  ): Promise<Result<true, CampaignRefusal[]>> {
    return await this.database.decide(async (tx): Promise<Result<true, CampaignRefusal[]>> => {
      const debate = await this.debates.hold(tx, id);
      if (!debate) return refuse([{ kind: 'debate-unknown' }]);
      if (!runsDebates(actor, debate.unit)) return refuse([{ kind: 'outside-your-territory' }]);
      const checked = cancelDebate(debate.state, reason);
      if (!checked.ok) return checked;
      await this.debates.cancel(tx, id, reason.trim());
      await this.ledger.append(tx, {
        kind: 'debate-cancelled',
        subject: id,
        actor: actor.accountId,
        data: { reason: reason.trim() },
      });
      return accept(true);
    });
  }
}
