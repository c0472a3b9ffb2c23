import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { inFiledOrder } from '../domain/filed-order.js';
import { ListRepository } from '../persistence/list.repository.js';
import { FilingCheck } from './filing-check.js';
import { ListDirectory, type RankedList } from './list-directory.js';
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
  async file(listId: ListId, actor: Actor): Promise<Result<null, readonly FileRefusal[]>> {
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
      const gaps = await this.check.gapsOf(ranked);
      if (gaps.length > 0) return refuse(gaps);
      const { version } = held;
      const order = filedOrder(ranked, facts.primary.rules.filing.order);
      await this.lists.addPlaces(tx, { listId, version }, 'as-filed', order);
      await this.lists.addFiling(tx, {
        listId,
        version,
        filedBy: actor.accountId,
        filedByName: actor.name,
        filedAt: this.clock.now(),
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
          ranked: [...ranked.views.afterInterventions],
          filed: order,
        },
      });
      return accept(null);
    });
  }
}

function filedOrder({ views, people }: RankedList, order: 'alphabetical-kk' | 'ranked'): string[] {
  const ranked = views.afterInterventions;
  if (order === 'ranked') return [...ranked];
  const named = ranked.map((id) => ({
    id,
    ...defined(people.get(id), 'somebody on the list').name,
  }));
  return inFiledOrder(named).map(({ id }) => id);
}
