import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { ListId } from '../../kernel/ids.js';
import { accept, type Result } from '../../kernel/result.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { ListEntity } from '../persistence/list.entity.js';
import { ListRepository } from '../persistence/list.repository.js';

/** What was prepared rests on something that has changed since. */
export const moved = 'moved';

/** Changes of a list that need a search: the search runs before the transaction, and holds nobody up. */
@Injectable()
export class UnmovedList {
  constructor(
    private readonly database: Database,
    private readonly lists: ListRepository,
  ) {}

  /**
   * `prepare` may search for minutes; `write` then runs while nobody else changes the list. Both run again where the list
   * has another version or state by then, or where `write` finds something else `moved`.
   */
  async decide<Prepared, Value, Refusal>(
    listId: ListId,
    prepare: (seen: ListEntity) => Promise<Result<Prepared, Refusal>>,
    write: (
      tx: Tx,
      held: ListEntity,
      prepared: Prepared,
    ) => Promise<Result<Value, Refusal> | typeof moved>,
  ): Promise<Result<Value, Refusal>> {
    for (;;) {
      const seen = defined(await this.lists.byId(listId), 'a list that is there');
      const prepared = await prepare(seen);
      if (!prepared.ok) return prepared;
      const written = await this.database.decide<Result<Value | typeof moved, Refusal>>(
        async (tx) => {
          const held = defined(
            await this.lists.holdContest(tx, seen.contestId),
            'a list that is there',
          );
          const same = held.version === seen.version && held.state === seen.state;
          const done = same ? await write(tx, held, prepared.value) : moved;
          return done === moved ? accept(moved) : done;
        },
      );
      if (!written.ok || written.value !== moved) return written as Result<Value, Refusal>;
    }
  }
}
