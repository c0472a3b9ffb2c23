import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Ledger, type TreeHead } from '../../platform/ledger/index.js';
import type { RoundOrder } from '../box-line/messages.js';
import { RoundOrderRepository, type OrderedBefore } from '../persistence/round-order.repository.js';
import { OwnBoxes } from './ballot-boxes.js';
import { CastBallotService } from './cast-ballot.service.js';
import { sweepTracesJob } from './round-jobs.js';

export type OrderRefusal =
  /** An order of a later moment was followed already. */
  | { readonly kind: 'order-overtaken' }
  /** The final head of the box is signed: no order opens it again. */
  | { readonly kind: 'round-over' }
  /** Tokens under the former key lie in the box. */
  | { readonly kind: 'token-key-in-use' };

/**
 * Follows the orders of the register in a box that is a program of its own, each once and in the order of their moments. The
 * last one ends the box: what waits is sealed, the final head signed, the ballots written anew in the order of the log.
 */
@Injectable()
export class TakeOrderService {
  constructor(
    private readonly database: Database,
    private readonly orders: RoundOrderRepository,
    private readonly boxes: OwnBoxes,
    private readonly casting: CastBallotService,
    private readonly ledger: Ledger,
    private readonly jobs: Jobs,
  ) {}

  /** Answers the final head of the box where the order ends the round. */
  async take(order: RoundOrder): Promise<Result<TreeHead | null, OrderRefusal>> {
    const taken = await this.database.decide<Result<TreeHead | null, OrderRefusal>>(async (tx) => {
      const before = await this.orders.hold(tx, order);
      const refused = before && refusalOf(order, before);
      if (refused) return refuse(refused);
      await this.orders.follow(tx, order);
      if (!before || changes(order, before)) await this.record(tx, order);
      return accept(isOver(order) ? await this.end(tx, order) : null);
    });
    // Opened anew, a round may have another key: nothing that was read before holds.
    this.casting.forget(order.round.id);
    if (taken.ok && isOver(order)) await this.jobs.enqueue(sweepTracesJob, {});
    return taken;
  }

  private async end(tx: Tx, { round }: RoundOrder): Promise<TreeHead> {
    const head = await this.boxes.end(tx, round.id);
    await this.orders.end(tx, round.id);
    return head;
  }

  private async record(tx: Tx, { round, tokenKey }: RoundOrder): Promise<void> {
    await this.ledger.append(tx, {
      kind: 'box-ordered',
      subject: round.id,
      actor: null,
      data: { state: round.state, opensAt: round.opens_at, closesAt: round.closes_at, tokenKey },
    });
  }
}

function refusalOf(order: RoundOrder, before: OrderedBefore): OrderRefusal | null {
  if (before.overtaken) return { kind: 'order-overtaken' };
  if (before.state === 'closed' && !isOver(order)) return { kind: 'round-over' };
  const sameKey = order.tokenKey === (before.tokenKey?.toString('base64') ?? null);
  return sameKey || !before.holdsBallots ? null : { kind: 'token-key-in-use' };
}

function changes({ round }: RoundOrder, before: OrderedBefore): boolean {
  return round.state !== before.state || Date.parse(round.closes_at) !== before.closesAt.getTime();
}

function isOver({ round }: RoundOrder): boolean {
  return round.state === 'closed';
}
