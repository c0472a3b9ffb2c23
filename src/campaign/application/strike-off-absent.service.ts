import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { absenceAsGround } from '../domain/absence.js';
import type { DebateId } from '../domain/ids.js';
import { DebateRepository } from '../persistence/debate.repository.js';
import type { CampaignRefusal } from './refusal.js';
import { Removal } from './removal.js';

@Injectable()
export class StrikeOffAbsentService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly primaries: PrimaryDirectory,
    private readonly debates: DebateRepository,
    private readonly removal: Removal,
  ) {}

  /**
   * The commission strikes off a participant who was absent without a reason it accepts, where the rules allow it. The
   * way of appeal is that of every striking off.
   */
  async strikeOff(
    id: DebateId,
    candidacyId: CandidacyId,
    text: string,
    actor: Actor,
  ): Promise<Result<true, CampaignRefusal[]>> {
    const [known] = await this.debates.find({ ids: [id] });
    if (!known) return refuse([{ kind: 'debate-unknown' }]);
    const primary = defined(await this.primaries.byId(known.primaryId), 'the season of a debate');
    const done = await this.database.decide(
      async (tx): Promise<Result<true, CampaignRefusal[]>> => {
        const debate = defined(await this.debates.hold(tx, id), 'a debate just read');
        const slot = debate.slots.find((one) => one.candidacyId === candidacyId);
        if (!slot) return refuse([{ kind: 'not-a-participant', candidacies: [candidacyId] }]);
        const ground = absenceAsGround(primary.rules.debates, debate.state, slot.attendance);
        if (!ground.ok) return ground;
        const removed = await this.removal.of(candidacyId, ground.value, text, actor, tx);
        if (!removed.ok) return removed;
        await this.ledger.append(tx, {
          kind: 'debate-absence-sanctioned',
          subject: id,
          actor: actor.accountId,
          data: { candidacy: candidacyId, ground: ground.value },
        });
        return accept(true);
      },
    );
    if (done.ok) await this.removal.followed(candidacyId, actor);
    return done;
  }
}
