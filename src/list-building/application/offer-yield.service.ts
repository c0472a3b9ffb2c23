import { Inject, Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId, ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { ListRepository } from '../persistence/list.repository.js';
import { SuccessionRepository } from '../persistence/succession.repository.js';
import { documentOf } from './compose-list.js';
import type { YieldRefusal } from './refusal.js';

@Injectable()
export class OfferYieldService {
  constructor(
    private readonly database: Database,
    private readonly lists: ListRepository,
    private readonly succession: SuccessionRepository,
    private readonly candidates: CandidateDirectory,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Offers one's place to somebody else on the list, who gets it when they sign too; the two exchange places. */
  async offer(
    listId: ListId,
    giver: CandidacyId,
    taker: string,
    actor: Actor,
  ): Promise<Result<{ readonly number: number }, readonly YieldRefusal[]>> {
    const list = await this.lists.byId(listId);
    if (!list) return refuse([{ kind: 'no-such-list' }]);
    if ((await this.candidates.accountOf(giver)) !== actor.accountId) {
      return refuse([{ kind: 'not-your-place' }]);
    }
    return await this.database.decide(async (tx) => {
      const held = await this.lists.holdContest(tx, list.contestId);
      if (held?.state === 'filed') return refuse([{ kind: 'already-filed' }]);
      if (held?.state !== 'built') return refuse([{ kind: 'not-built' }]);
      const order = await this.lists.places(listId, held.version, 'after-interventions', tx);
      const version = await this.lists.version(listId, held.version, tx);
      const given = (version ? documentOf(version.input).input.fixed : []).filter(
        ({ kept }) => !kept,
      );
      const yields = await this.succession.yields(listId, tx);
      const places = [giver, taker].map((id) => order.indexOf(id) + 1);
      const [giverPlace = 0, takerPlace = 0] = places;
      const refusals: YieldRefusal[] = [
        ...(giver === taker ? [{ kind: 'yield-to-oneself' } as const] : []),
        ...(giverPlace === 0 || takerPlace === 0 ? [{ kind: 'not-on-list' } as const] : []),
        ...(given.some(({ place }) => places.includes(place))
          ? [{ kind: 'place-of-leadership' } as const]
          : []),
        ...(yields.some(({ giverId, answer }) => giverId === giver && answer === null)
          ? [{ kind: 'yield-open' } as const]
          : []),
      ];
      if (refusals.length > 0) return refuse(refusals);
      const number = yields.length + 1;
      await this.succession.addYield(tx, {
        listId,
        number,
        giverId: giver,
        takerId: taker,
        giverPlace,
        takerPlace,
        offeredBy: actor.accountId,
        offeredAt: this.clock.now(),
        answer: null,
        answeredBy: null,
        answeredAt: null,
        version: null,
      });
      await this.ledger.append(tx, {
        kind: 'list-yield-offered',
        subject: listId,
        actor: actor.accountId,
        data: { number, giver, taker, giverPlace, takerPlace },
      });
      return accept({ number });
    });
  }
}
