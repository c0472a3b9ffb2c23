import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { later, second, type Clock } from '../../kernel/clock.js';
import type { RoundId } from '../../kernel/ids.js';
import { shuffledPositions } from '../../kernel/lot.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { TreeLogs, type TreeHead } from '../../platform/ledger/index.js';
import { RANDOM_WORDS, type RandomWords } from '../../platform/random-words.js';
import { BoxLogRepository, type WaitingBallot } from '../persistence/box-log.repository.js';

/** The ballots that one transaction gives their places. */
const mostAtOnce = 50_000;

/** A head within ten seconds of every ballot, the work included. */
const period = 8 * second;

/** Several processes seal in turn: none seals a box that another one sealed a moment ago, so that company gathers. */
const companyGathers = 4 * second;

/** The log of a round's box among the logs. */
export function boxLog(round: RoundId): string {
  return `box/${round}`;
}

/**
 * Gives ballots their place in the log of their box and signs a head over it: what waits is shuffled, so that the log does
 * not tell in which order it came.
 */
@Injectable()
export class SealBoxesService implements OnApplicationShutdown {
  private readonly logger = new Logger('boxes');
  private timer: NodeJS.Timeout | undefined;
  private working = false;

  constructor(
    private readonly database: Database,
    private readonly logs: TreeLogs,
    private readonly boxes: BoxLogRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM_WORDS) private readonly nextWord: RandomWords,
  ) {}

  /** Seals the boxes of rounds not yet closed in which something waits. */
  async sealWaiting(): Promise<void> {
    for (const round of await this.boxes.roundsWaiting()) await this.seal(round, companyGathers);
  }

  /** Seals what waits in a box, unless somebody else does so now or its newest head is younger than `age`. */
  async seal(round: RoundId, age = 0): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!(await this.logs.tryHold(tx, boxLog(round)))) return;
      const head = await this.logs.newest(boxLog(round), tx);
      if (head && later(head.at, age) > this.clock.now()) return;
      await this.sealHeld(tx, round, head);
    });
  }

  /**
   * Seals all that waits in a box that takes no ballot any more, in the caller's transaction, and answers the final head:
   * also over an empty box.
   */
  async sealFinally(tx: Tx, round: RoundId): Promise<TreeHead> {
    const log = boxLog(round);
    await this.logs.hold(tx, log);
    const head = await this.sealHeld(tx, round, await this.logs.newest(log, tx));
    return head ?? (await this.logs.sign(tx, log, 0));
  }

  /** Seals boxes until the application closes. */
  keepSealing(): void {
    this.timer ??= setInterval(() => void this.sealInTurn(), period);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async sealInTurn(): Promise<void> {
    if (this.working) return;
    this.working = true;
    try {
      await this.sealWaiting();
    } catch (error) {
      this.logger.error(error);
    } finally {
      this.working = false;
    }
  }

  /** The newest head once nothing waits any more; null for an empty box that has none. */
  private async sealHeld(
    tx: Tx,
    round: RoundId,
    newest: TreeHead | null,
  ): Promise<TreeHead | null> {
    const log = boxLog(round);
    const before = newest?.size ?? 0;
    let size = before;
    for (;;) {
      const waiting = this.shuffled(await this.boxes.waiting(tx, round, mostAtOnce));
      if (waiting.length === 0) break;
      await this.boxes.place(
        tx,
        round,
        size,
        waiting.map(({ serial }) => serial),
      );
      await this.logs.append(
        tx,
        log,
        size,
        waiting.map(({ leafHash }) => leafHash),
      );
      size += waiting.length;
    }
    return size === before ? newest : await this.logs.sign(tx, log, size);
  }

  private shuffled(ballots: readonly WaitingBallot[]): WaitingBallot[] {
    return shuffledPositions(ballots.length, this.nextWord).flatMap((at) => ballots[at] ?? []);
  }
}
