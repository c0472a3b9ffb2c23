import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { KeyObject } from 'node:crypto';
import { Public } from '../../platform/identity/index.js';
import { TreeLogs, type TreeHead } from '../../platform/ledger/index.js';
import { headAnswer } from '../../platform/public-log/index.js';
import { NoRateLimit, refusal, Words, type Translate } from '../../platform/web/index.js';
import { BoxLogs } from '../application/box-logs.js';
import { boxLog } from '../application/seal-boxes.service.js';
import { TakeOrderService } from '../application/take-order.service.js';
import { boxLinePath } from '../box-line/box-line.js';
import {
  isSignedBy,
  messageBytes,
  type BoxMessage,
  type LogAnswer,
  type LogQuestion,
  type OrderAnswer,
  type RoundOrder,
  type SignedMessage,
} from '../box-line/messages.js';

/** The key of the register whose orders this box follows. */
export const REGISTER_KEY = Symbol('register key');

/** So many ballots of a log go at once. */
const leavesAtOnce = 2_000;

/** Where a box that is a program of its own hears its register. Anybody may knock; only what the register signed is heard. */
@ApiExcludeController()
@Public()
@Controller(boxLinePath)
export class BoxLineApi {
  constructor(
    @Inject(REGISTER_KEY) private readonly register: KeyObject,
    private readonly orders: TakeOrderService,
    private readonly logs: TreeLogs,
    private readonly boxes: BoxLogs,
  ) {}

  @NoRateLimit()
  @HttpCode(200)
  @Post()
  async hear(@Body() body: unknown, @Words() t: Translate): Promise<OrderAnswer | LogAnswer> {
    const message = this.signed(body);
    if (!message) {
      const sentence = t('voting-box-line.refusal.not-from-register');
      throw refusal({ kind: 'not-from-register', sentence }, 403);
    }
    return message.kind === 'order' ? await this.order(message, t) : await this.log(message);
  }

  private async order(order: RoundOrder, t: Translate): Promise<OrderAnswer> {
    const taken = await this.orders.take(order);
    if (taken.ok) return { head: taken.value && headAnswer(taken.value) };
    const { kind } = taken.error;
    throw refusal({ kind, sentence: t(`voting-box-line.refusal.${kind}`) }, 409);
  }

  private async log({ round, from }: LogQuestion): Promise<LogAnswer> {
    const log = boxLog(round);
    const size = (await this.logs.newest(log))?.size ?? 0;
    const to = Math.min(size, from + leavesAtOnce);
    const leaves = from < to ? await this.boxes.leaves(round, { from, to }) : [];
    return {
      size,
      leaves: leaves.map((leaf) => leaf.toString('base64')),
      heads: (await this.headsWithin(log, from, to)).map(headAnswer),
    };
  }

  private async headsWithin(log: string, from: number, to: number): Promise<TreeHead[]> {
    const heads = await this.logs.heads(log, from, leavesAtOnce + 1);
    return heads.filter(({ size }) => size <= to);
  }

  /** The message, if the register signed it. */
  private signed(body: unknown): BoxMessage | null {
    const { message, signature } = (body ?? {}) as Partial<SignedMessage<BoxMessage>>;
    if (typeof message !== 'object' || typeof signature !== 'string') return null;
    const bytes = Buffer.from(signature, 'base64');
    return isSignedBy(this.register, messageBytes(message), bytes) ? message : null;
  }
}
