import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { successionOf } from '../../primary/index.js';
import { fillVacancy } from '../domain/vacancy.js';
import type { ListSeatEntity } from '../persistence/list-seat.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import { SuccessionRepository } from '../persistence/succession.repository.js';
import { ListDirectory } from './list-directory.js';
import { ListFactsReader } from './list-facts.js';
import { listOffice, type SeatRefusal } from './refusal.js';
import { vacancyOf } from './vacancy-of.js';

@Injectable()
export class FillSeatService {
  constructor(
    private readonly database: Database,
    private readonly facts: ListFactsReader,
    private readonly directory: ListDirectory,
    private readonly lists: ListRepository,
    private readonly succession: SuccessionRepository,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Fills a vacant seat from the reserve by the rule of the body; `decision` counts where the rules leave it to one. */
  async fill(
    listId: ListId,
    seat: number,
    decision: { readonly candidate: string; readonly reason: string },
    actor: Actor,
  ): Promise<Result<{ readonly candidate: string }, readonly SeatRefusal[]>> {
    const list = await this.lists.byId(listId);
    const facts = list && (await this.facts.ofContest(list.contestId));
    if (!facts) return refuse([{ kind: 'no-such-list' }]);
    if (!actsIn(actor, facts.contest.territory, listOffice)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    const { vacancy: rule } = successionOf(facts.body);
    return await this.database.decide(async (tx) => {
      await this.lists.holdContest(tx, list.contestId);
      const seats = await this.succession.seats(listId, tx);
      const last = seats.filter((one) => one.seat === seat).at(-1);
      if (!last) return refuse([{ kind: 'no-such-seat' }]);
      if (last.vacatedAt === null) return refuse([{ kind: 'seat-held' }]);
      const ranked = defined(await this.directory.byId(listId), 'a list that is there');
      const filled = fillVacancy(vacancyOf(ranked, seats, last, facts.body), rule, decision);
      if (!filled.ok) return filled;
      const { candidate, passedOver } = filled.value;
      const byDecision = rule.kind === 'by-decision';
      const holding: ListSeatEntity = {
        listId,
        seat,
        holding: last.holding + 1,
        candidateId: candidate,
        filledAs: rule.kind,
        reason: byDecision ? decision.reason.trim() : '',
        passedOver,
        filledBy: actor.accountId,
        filledByName: actor.name,
        filledAt: this.clock.now(),
        vacatedReason: null,
        vacatedBy: null,
        vacatedByName: null,
        vacatedAt: null,
      };
      await this.succession.addSeats(tx, [holding]);
      await this.ledger.append(tx, {
        kind: 'seat-filled',
        subject: listId,
        actor: actor.accountId,
        data: {
          seat,
          candidate,
          rule: rule.kind,
          reason: holding.reason,
          passedOver: passedOver.map(({ id, because }) => ({
            candidate: id,
            because: [...because],
          })),
        },
      });
      return accept({ candidate });
    });
  }
}
