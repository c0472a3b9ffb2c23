import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import { hour, later, type Clock } from '../../kernel/clock.js';
import type { ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { successionOf } from '../../primary/index.js';
import type { ListOfferEntity } from '../persistence/list-offer.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import { SuccessionRepository } from '../persistence/succession.repository.js';
import { ListFactsReader } from './list-facts.js';
import { PlaceMessages } from './place-messages.js';
import { listOffice, type OfferRefusal } from './refusal.js';

/** What people were offered, and until when they answer. */
export interface Offered {
  readonly people: number;
  readonly answerBy: Date | null;
}

@Injectable()
export class OfferPlacesService {
  constructor(
    private readonly database: Database,
    private readonly facts: ListFactsReader,
    private readonly lists: ListRepository,
    private readonly succession: SuccessionRepository,
    private readonly messages: PlaceMessages,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Offers their places to everybody on the built list who has not answered, with the deadline the rules set. */
  async offer(listId: ListId, actor: Actor): Promise<Result<Offered, readonly OfferRefusal[]>> {
    const list = await this.lists.byId(listId);
    const facts = list && (await this.facts.ofContest(list.contestId));
    if (!facts) return refuse([{ kind: 'no-such-list' }]);
    if (!actsIn(actor, facts.contest.territory, listOffice)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    const { confirmWithinHours } = successionOf(facts.body);
    return await this.database.decide(async (tx) => {
      const held = defined(
        await this.lists.holdContest(tx, list.contestId),
        'a list that is there',
      );
      if (held.state === 'filed') return refuse([{ kind: 'already-filed' }]);
      if (held.state !== 'built') return refuse([{ kind: 'not-built' }]);
      const now = this.clock.now();
      const answerBy =
        confirmWithinHours === undefined ? null : later(now, confirmWithinHours * hour);
      const offers = (await this.waiting(tx, listId, held.version)).map(
        ({ candidateId, place }): ListOfferEntity => ({
          listId,
          candidateId,
          place,
          version: held.version,
          offeredBy: actor.accountId,
          offeredAt: now,
          answerBy,
        }),
      );
      if (offers.length === 0) return refuse([{ kind: 'everybody-answered' }]);
      await this.succession.addOffers(tx, offers);
      await this.ledger.append(tx, {
        kind: 'list-places-offered',
        subject: listId,
        actor: actor.accountId,
        data: {
          version: held.version,
          answerBy: answerBy?.toISOString() ?? null,
          offers: offers.map(({ candidateId, place }) => ({ candidate: candidateId, place })),
        },
      });
      await this.messages.offered(tx, offers);
      return accept({ people: offers.length, answerBy });
    });
  }

  /** Who stands on the list, has not answered, and was not offered this place with the same deadline before. */
  private async waiting(
    tx: Tx,
    listId: ListId,
    version: number,
  ): Promise<{ candidateId: string; place: number }[]> {
    const order = await this.lists.places(listId, version, 'after-interventions', tx);
    const answered = new Set(
      (await this.lists.consents(listId, tx)).map(({ candidateId }) => candidateId),
    );
    const offered = await this.succession.offers(listId, tx);
    return order
      .map((candidateId, index) => ({ candidateId, place: index + 1 }))
      .filter(
        ({ candidateId, place }) =>
          !answered.has(candidateId) &&
          !offered.some(
            (offer) =>
              offer.candidateId === candidateId &&
              (offer.version === version || offer.place === place),
          ),
      );
  }
}
