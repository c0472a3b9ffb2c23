import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { ListRepository } from '../persistence/list.repository.js';
import { SuccessionRepository } from '../persistence/succession.repository.js';
import { ListFactsReader } from './list-facts.js';
import { listOffice, type SeatRefusal } from './refusal.js';

@Injectable()
export class VacateSeatService {
  constructor(
    private readonly database: Database,
    private readonly facts: ListFactsReader,
    private readonly lists: ListRepository,
    private readonly succession: SuccessionRepository,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Records that the holder of a seat left it, and why. The seat is vacant until it is filled by rule. */
  async vacate(
    listId: ListId,
    seat: number,
    reason: string,
    actor: Actor,
  ): Promise<Result<null, readonly SeatRefusal[]>> {
    const list = await this.lists.byId(listId);
    const facts = list && (await this.facts.ofContest(list.contestId));
    if (!facts) return refuse([{ kind: 'no-such-list' }]);
    if (!actsIn(actor, facts.contest.territory, listOffice)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    return await this.database.decide(async (tx) => {
      await this.lists.holdContest(tx, list.contestId);
      const holdings = (await this.succession.seats(listId, tx)).filter((one) => one.seat === seat);
      const holding = holdings.find(({ vacatedAt }) => vacatedAt === null);
      const refusals: SeatRefusal[] = [
        ...(holdings.length === 0 ? [{ kind: 'no-such-seat' } as const] : []),
        ...(holdings.length > 0 && !holding ? [{ kind: 'seat-vacant' } as const] : []),
        ...(reason.trim() === '' ? [{ kind: 'reason-missing' } as const] : []),
      ];
      if (refusals.length > 0) return refuse(refusals);
      await this.succession.vacate(tx, listId, seat, {
        vacatedReason: reason.trim(),
        vacatedBy: actor.accountId,
        vacatedByName: actor.name,
        vacatedAt: this.clock.now(),
      });
      await this.ledger.append(tx, {
        kind: 'seat-vacated',
        subject: listId,
        actor: actor.accountId,
        data: { seat, candidate: holding?.candidateId ?? null, reason: reason.trim() },
      });
      return accept(null);
    });
  }
}
