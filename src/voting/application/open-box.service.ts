import { Injectable } from '@nestjs/common';
import { assert } from '../../kernel/assert.js';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Jobs } from '../../platform/jobs/index.js';
import { sealedBytes } from '../domain/ballots/sealed-form.js';
import { BallotKeyRepository } from '../persistence/ballot-key.repository.js';
import {
  OpenedBallotRepository,
  type BoxProgress,
} from '../persistence/opened-ballot.repository.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import { chunkRowBytes, type OpeningOrder } from '../sealing/open-chunk.js';
import { OpeningThreads } from '../sealing/opening-threads.js';
import { publicHalf } from '../sealing/x25519.js';
import { countRoundJob } from './round-jobs.js';

/** Why a box is not opened. */
export type OpenBoxRefusal =
  | { readonly kind: 'round-unknown' }
  /** The trustees have not given enough shares: nobody has the key. */
  | { readonly kind: 'ballot-key-not-rebuilt' };

/** As much as goes to a thread at once, and never more than so many ballots. */
const mostChunkBytes = 1 << 20;
const mostChunkBallots = 8_192;

/**
 * Opens the box of a closed round with the key that its trustees have rebuilt, and queues the count. What was opened is kept
 * as it comes, in the order of the log: an opening that was cut off goes on where it stopped, and one that runs twice changes
 * nothing. Nothing is counted before every ballot was opened or found not to open.
 */
@Injectable()
export class OpenBoxService {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly keys: BallotKeyRepository,
    private readonly opened: OpenedBallotRepository,
    private readonly jobs: Jobs,
  ) {}

  async open(id: RoundId): Promise<Result<BoxProgress, OpenBoxRefusal>> {
    const round = await this.rounds.byId(id);
    if (!round) return refuse({ kind: 'round-unknown' });
    const key = await this.keys.of(id);
    if (!key?.privateKey) return refuse({ kind: 'ballot-key-not-rebuilt' });
    assert(
      publicHalf(key.privateKey).equals(key.publicKey),
      'a rebuilt key belongs to the published one',
    );
    await this.openAll(round, key.privateKey);
    await this.jobs.enqueue(countRoundJob, { round: id });
    return accept(await this.opened.progress(id));
  }

  /** The rounds whose key is there and whose box is not opened to its end: a server was stopped while it did that. */
  waiting(): Promise<readonly RoundId[]> {
    return this.opened.waiting();
  }

  private async openAll(round: Round, privateKey: Uint8Array): Promise<void> {
    const { id, contentBytes } = round;
    const [{ ballots }, next] = [await this.opened.progress(id), await this.opened.nextPlace(id)];
    if (next >= ballots) return;
    const threads = new OpeningThreads({ round: id, privateKey, contentBytes });
    try {
      await this.openFrom(next, ballots, { round: id, privateKey, contentBytes }, threads);
    } finally {
      await threads.end();
    }
  }

  /** Reads ahead as far as the threads have appetite, and keeps what they answer in the order of the log. */
  private async openFrom(
    next: number,
    ballots: number,
    { round, contentBytes }: OpeningOrder,
    threads: OpeningThreads,
  ): Promise<void> {
    const size = chunkBallots(contentBytes);
    const inHand: (() => Promise<void>)[] = [];
    for (let from = next; from < ballots; from += size) {
      const stretch = { from, ballots: size };
      const chunk = await this.opened.sealed(round, stretch, sealedBytes(contentBytes));
      const opening = threads.open(chunk);
      // Whoever waits for it hears of a failure; nobody else needs to.
      opening.catch(() => undefined);
      inHand.push(async () => this.opened.keep(round, from, await opening));
      if (inHand.length > threads.appetite) await inHand.shift()?.();
    }
    for (const keep of inHand) await keep();
  }
}

function chunkBallots(contentBytes: number): number {
  const fitting = Math.floor(mostChunkBytes / chunkRowBytes(contentBytes));
  return Math.max(1, Math.min(fitting, mostChunkBallots));
}
