import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { assert, defined } from '../../kernel/assert.js';
import { second } from '../../kernel/clock.js';
import type { RoundId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import {
  ed25519Key,
  LedgerKey,
  leafHash,
  TreeLogs,
  treeHeadMessage,
  type TreeHead,
} from '../../platform/ledger/index.js';
import { SETTINGS, type Settings } from '../../platform/settings.js';
import { BoxLine } from '../box-line/box-line.js';
import { isSignedBy, type HeadLine } from '../box-line/messages.js';
import { isClosed } from '../domain/rounds/round-states.js';
import type { StoredBallot } from '../persistence/ballot.repository.js';
import { BoxLogRepository } from '../persistence/box-log.repository.js';
import { RoundOrderRepository } from '../persistence/round-order.repository.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import { TokenKeyRepository } from '../persistence/token-key.repository.js';
import { ballotInLeaf } from '../tokens/ballot-leaf.js';
import { readTokenPublicKey, type TokenPublicKey } from '../tokens/token-key.js';
import { isTokenOf } from '../tokens/token-verification.js';
import { BallotBoxes } from './ballot-boxes.js';
import { boxLog } from './seal-boxes.service.js';

/** As often as a box is sealed. */
const period = 8 * second;

/** What a box shows is not a log that its key signed and that only grows, or holds what no token allows. */
export class UntrueBox extends Error {}

/**
 * Boxes in a program of their own. It gets an order for every decision about a round; its log is copied here as it grows, as
 * anybody may copy it, and held against its signed heads. A copy that does not fit is not kept, and its round cannot be closed.
 */
@Injectable()
export class DistantBoxes extends BallotBoxes implements OnApplicationShutdown {
  private readonly logger = new Logger('boxes');
  /** How rounds stood when the box last heard of them after the decision was committed. */
  private readonly told = new Map<RoundId, string>();
  private timer: NodeJS.Timeout | undefined;
  private working = false;

  readonly url: string;
  readonly key: Buffer;
  private readonly line: BoxLine;

  constructor(
    @Inject(SETTINGS) { voting }: Settings,
    ledgerKey: LedgerKey,
    private readonly database: Database,
    private readonly logs: TreeLogs,
    private readonly rounds: RoundRepository,
    private readonly orders: RoundOrderRepository,
    private readonly tokens: TokenKeyRepository,
    private readonly copies: BoxLogRepository,
  ) {
    super();
    assert(voting.kind === 'register', 'a register of its own has a box');
    this.url = voting.box.url;
    this.key = voting.box.key;
    this.line = new BoxLine(this.url, (bytes) => ledgerKey.sign(bytes));
  }

  /** Before the commit: a decision that the box has not heard is not made. Should the commit fail, `keepUp` tells how it stands. */
  async tell(tx: Tx, round: RoundId): Promise<void> {
    this.told.delete(round);
    await this.line.order(await this.orders.orderOf(tx, round));
  }

  async end(tx: Tx, id: RoundId): Promise<TreeHead> {
    this.told.delete(id);
    const order = await this.orders.orderOf(tx, id);
    const line = await this.line.order({ ...order, round: { ...order.round, state: 'closed' } });
    const final = this.headOf(id, defined(line, 'the final head of an ended box'));
    await this.logs.hold(tx, final.log);
    await this.copy(tx, id);
    const newest = await this.logs.newest(final.log, tx);
    if (newest?.size !== final.size || !newest.root.equals(final.root))
      throw new UntrueBox(`The final head of ${final.log} is not that of its log`);
    return newest;
  }

  keepUp(): void {
    this.timer ??= setInterval(() => void this.keepUpInTurn(), period);
    void this.keepUpInTurn();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Tells the box how rounds stand of which it may not know, and copies what its logs have more. */
  async catchUp(): Promise<void> {
    for (const round of await this.rounds.waitingForClock()) {
      try {
        if (this.told.get(round.id) !== standing(round)) await this.confirm(round.id);
        if (round.state !== 'planned') await this.copyInTurn(round.id);
      } catch (error) {
        // The others are not kept from theirs.
        this.logger.error({ round: round.id, err: error });
      }
    }
  }

  private async keepUpInTurn(): Promise<void> {
    if (this.working) return;
    this.working = true;
    try {
      await this.catchUp();
    } catch (error) {
      this.logger.error(error);
    } finally {
      this.working = false;
    }
  }

  private async confirm(id: RoundId): Promise<void> {
    await this.database.transaction(async (tx) => {
      const round = defined(await this.rounds.hold(tx, id), 'a round that waits for the clock');
      // Closed meanwhile: the box has heard that from the closing.
      if (isClosed(round.state)) return;
      await this.line.order(await this.orders.orderOf(tx, id));
      this.told.set(id, standing(round));
    });
  }

  private async copyInTurn(round: RoundId): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (await this.logs.tryHold(tx, boxLog(round))) await this.copy(tx, round);
    });
  }

  /** Copies the log up to its newest head, all of it or nothing. */
  private async copy(tx: Tx, round: RoundId): Promise<void> {
    const tokenKey = await this.tokens.publicKey(round, tx);
    const key = tokenKey && readTokenPublicKey(tokenKey);
    let from = await this.copies.placed(tx, round);
    for (;;) {
      const answer = await this.line.log({ kind: 'log', round, from });
      const ballots = answer.leaves.map((leaf) =>
        ballotOf(round, Buffer.from(leaf, 'base64'), key),
      );
      if (ballots.length > 0) {
        await this.copies.copy(tx, from, ballots);
        await this.logs.append(tx, boxLog(round), from, ballots.map(hashOf));
      }
      from += ballots.length;
      for (const line of answer.heads) await this.adopt(tx, this.headOf(round, line));
      if (from >= answer.size) return;
      if (ballots.length === 0) throw new UntrueBox(`${boxLog(round)} ends before its head`);
    }
  }

  private async adopt(tx: Tx, head: TreeHead): Promise<void> {
    if (await this.logs.adopt(tx, head)) return;
    throw new UntrueBox(`The head of ${head.log} over ${head.size} ballots is not of its leaves`);
  }

  private headOf(round: RoundId, line: HeadLine): TreeHead {
    const head = {
      log: line.log,
      size: line.size,
      root: Buffer.from(line.root, 'hex'),
      at: new Date(line.at),
      version: 2 as const,
      signature: Buffer.from(line.signature, 'base64'),
    };
    if (
      head.log !== boxLog(round) ||
      !isSignedBy(ed25519Key(this.key), treeHeadMessage(head), head.signature)
    )
      throw new UntrueBox(`A head of ${boxLog(round)} is not signed with the key of the box`);
    return head;
  }
}

function standing({ state, opensAt, closesAt }: Round): string {
  return [state, opensAt.toISOString(), closesAt.toISOString()].join(' ');
}

function hashOf({ leafHash: hash }: StoredBallot): Buffer {
  return Buffer.from(hash);
}

/** The ballot in a leaf of the log. The register has signed its token, or it does not come in here. */
function ballotOf(round: RoundId, leaf: Buffer, key: TokenPublicKey | null): StoredBallot {
  const ballot = key && ballotInLeaf(leaf, round, key.size);
  if (!ballot || !isTokenOf(key, round, ballot))
    throw new UntrueBox(`${boxLog(round)} holds a ballot that no token allows`);
  return { round, ...ballot, leafHash: leafHash(leaf) };
}
