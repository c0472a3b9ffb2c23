import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { sha256Lot } from '../../platform/lot/index.js';
import type { DebateId } from '../domain/ids.js';
import { checkDraw, drawPurpose, drawSpeakingOrder } from '../domain/speaking-order.js';
import { DebateRepository } from '../persistence/debate.repository.js';
import { normalWord, seedOf } from './lot-seed.js';
import type { CampaignRefusal } from './refusal.js';
import { runsDebates } from './scope.js';

/** Everything somebody needs to repeat a draw. */
export interface DrawnOrder {
  readonly seed: string;
  readonly purpose: string;
  readonly order: readonly CandidacyId[];
}

@Injectable()
export class DrawSpeakingOrderService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly debates: DebateRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Draws who speaks when, once. `publicWord` is what was said or thrown before witnesses at the draw, such as numbers
   * out of a drum; with the secret bound at the announcement it makes the seed, and both are published.
   */
  async draw(
    id: DebateId,
    publicWord: string,
    actor: Actor,
  ): Promise<Result<DrawnOrder, CampaignRefusal[]>> {
    return await this.database.decide(
      async (tx): Promise<Result<DrawnOrder, CampaignRefusal[]>> => {
        const debate = await this.debates.hold(tx, id);
        if (!debate) return refuse([{ kind: 'debate-unknown' }]);
        if (!runsDebates(actor, debate.unit)) return refuse([{ kind: 'outside-your-territory' }]);
        const checked = checkDraw(debate.state, publicWord);
        if (!checked.ok) return checked;
        const word = normalWord(publicWord);
        const { secret, commitment } = debate.lot;
        const seed = seedOf(secret, word);
        const participants = debate.slots.map(({ candidacyId }) => candidacyId);
        const order = drawSpeakingOrder(sha256Lot(seed), id, participants);
        await this.debates.draw(tx, id, { word, seed, at: this.clock.now() }, order);
        const purpose = drawPurpose(id);
        await this.ledger.append(tx, {
          kind: 'debate-order-drawn',
          subject: id,
          actor: actor.accountId,
          data: { lotCommitment: commitment, lotSecret: secret, word, seed, purpose, order },
        });
        return accept({ seed, purpose, order });
      },
    );
  }
}
