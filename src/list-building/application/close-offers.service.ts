import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { successionOf } from '../../primary/index.js';
import { ListRepository } from '../persistence/list.repository.js';
import { SuccessionRepository } from '../persistence/succession.repository.js';
import { ListFactsReader } from './list-facts.js';
import { PlaceMessages } from './place-messages.js';
import { listOffice, type OfferRefusal } from './refusal.js';

@Injectable()
export class CloseOffersService {
  constructor(
    private readonly database: Database,
    private readonly facts: ListFactsReader,
    private readonly lists: ListRepository,
    private readonly succession: SuccessionRepository,
    private readonly messages: PlaceMessages,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Counts silence until the deadline as a refusal, where the rules say so (Iceland, Pirates 2024: within 24 hours). */
  async close(
    listId: ListId,
    actor: Actor,
  ): Promise<Result<{ readonly silent: readonly string[] }, readonly OfferRefusal[]>> {
    const list = await this.lists.byId(listId);
    const facts = list && (await this.facts.ofContest(list.contestId));
    if (!facts) return refuse([{ kind: 'no-such-list' }]);
    if (!actsIn(actor, facts.contest.territory, listOffice)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    if (successionOf(facts.body).silence !== 'declines') return refuse([{ kind: 'silence-waits' }]);
    return await this.database.decide(async (tx) => {
      const held = await this.lists.holdContest(tx, list.contestId);
      if (held?.state === 'filed') return refuse([{ kind: 'already-filed' }]);
      const now = this.clock.now();
      const answered = new Set(
        (await this.lists.consents(listId, tx)).map(({ candidateId }) => candidateId),
      );
      const newest = new Map(
        (await this.succession.offers(listId, tx)).map((offer) => [offer.candidateId, offer]),
      );
      const silent = [...newest.values()]
        .filter(
          ({ candidateId, answerBy }) => answerBy && now > answerBy && !answered.has(candidateId),
        )
        .map(({ candidateId }) => candidateId);
      if (silent.length === 0) return refuse([{ kind: 'nothing-to-close' }]);
      for (const candidateId of silent) {
        await this.lists.putConsent(tx, {
          listId,
          candidateId,
          answer: 'declined',
          acceptsFrom: null,
          acceptsTo: null,
          answeredBy: 'silence',
          ground: '',
          recordedBy: actor.accountId,
          recordedAt: now,
        });
      }
      await this.ledger.append(tx, {
        kind: 'list-offers-closed',
        subject: listId,
        actor: actor.accountId,
        data: { silent },
      });
      await this.messages.silent(tx, silent);
      return accept({ silent });
    });
  }
}
