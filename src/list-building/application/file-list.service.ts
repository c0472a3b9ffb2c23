import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { orderForFiling } from '../domain/filed-order.js';
import { ListRepository } from '../persistence/list.repository.js';
import { FilingCheck } from './filing-check.js';
import { ListDirectory } from './list-directory.js';
import { ListFactsReader } from './list-facts.js';
import { listOffice, type FileRefusal } from './refusal.js';

@Injectable()
export class FileListService {
  constructor(
    private readonly database: Database,
    private readonly facts: ListFactsReader,
    private readonly directory: ListDirectory,
    private readonly check: FilingCheck,
    private readonly lists: ListRepository,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Files the list and freezes it, in the order the rules demand; or says everything that is missing. */
  async file(
    listId: ListId,
    actor: Actor,
    minutes = '',
  ): Promise<Result<null, readonly FileRefusal[]>> {
    const list = await this.lists.byId(listId);
    const facts = list && (await this.facts.ofContest(list.contestId));
    if (!facts) return refuse([{ kind: 'no-such-list' }]);
    if (!actsIn(actor, facts.contest.territory, listOffice)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    return await this.database.decide(async (tx) => {
      const held = defined(
        await this.lists.holdContest(tx, list.contestId),
        'a list that is there',
      );
      if (held.state === 'filed') return refuse([{ kind: 'already-filed' }]);
      const ranked = defined(await this.directory.byId(listId), 'a list that is there');
      const gaps = await this.check.gapsOf(ranked, minutes);
      if (gaps.length > 0) return refuse(gaps);
      const { version } = held;
      const named = new Map([...ranked.people].map(([id, { name }]) => [id, name]));
      const order = orderForFiling(
        ranked.views.afterInterventions,
        named,
        facts.primary.rules.filing.order,
      );
      await this.lists.addPlaces(tx, { listId, version }, 'as-filed', order);
      await this.lists.addFiling(tx, {
        listId,
        version,
        filedBy: actor.accountId,
        filedByName: actor.name,
        filedAt: this.clock.now(),
        minutes: minutes.trim(),
        seatsWon: null,
        seatedBy: null,
        seatedAt: null,
      });
      await this.lists.change(tx, listId, { state: 'filed' });
      await this.ledger.append(tx, {
        kind: 'list-filed',
        subject: listId,
        actor: actor.accountId,
        data: {
          version,
          input: ranked.inputHash,
          minutes: minutes.trim(),
          ranked: [...ranked.views.afterInterventions],
          filed: order,
        },
      });
      return accept(null);
    });
  }
}
