import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { Accounts, type Actor } from '../../platform/identity/index.js';
import { Ledger, type Json, type LedgerKind } from '../../platform/ledger/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { trialsAwaited } from '../domain/rounds/key-progress.js';
import {
  moveRound,
  nothingKnown,
  roundBlockers,
  type RoundBlocker,
  type RoundFacts,
} from '../domain/rounds/round-states.js';
import { BallotKeyRepository } from '../persistence/ballot-key.repository.js';
import {
  RoundRepository,
  type Round,
  type RoundCounts,
  type RoundDecision,
} from '../persistence/round.repository.js';
import { BallotBoxes } from './ballot-boxes.js';
import { decidesAboutRounds, type RoundRefusal } from './round-refusal.js';

/** Who moves a round: the commission, or the clock when the scheduled moment has come. */
export type Mover = Actor | 'clock';

export type TimeMove = RoundDecision['kind'];

export interface MoveOrder {
  readonly round: RoundId;
  readonly move: TimeMove;
  readonly mover: Mover;
  readonly reason?: string;
  /** The new closing of an extension. */
  readonly closesAt?: Date;
}

/** What else a move does in its transaction; what it answers goes into the ledger. */
export type MoveWork = (
  tx: Tx,
  round: Round,
  counts: RoundCounts,
) => Promise<Readonly<Record<string, Json>>>;

/** The way every decision about the time of a round takes: held, judged by the table, recorded. */
@Injectable()
export class RoundMoves {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly keys: BallotKeyRepository,
    private readonly accounts: Accounts,
    private readonly directory: PrimaryDirectory,
    private readonly ledger: Ledger,
    private readonly boxes: BallotBoxes,
  ) {}

  async move(order: MoveOrder, work: MoveWork): Promise<Result<Round, RoundRefusal>> {
    return await this.database.decide<Result<Round, RoundRefusal>>(async (tx) => {
      const round = await this.rounds.hold(tx, order.round);
      if (!round) return refuse({ kind: 'round-unknown' });
      const { mover } = order;
      if (mover !== 'clock' && !decidesAboutRounds(mover, round.unit))
        return refuse({ kind: 'outside-your-territory' });
      const counts = await this.rounds.counts(tx, round.id);
      const moved = moveRound(round.state, order.move, await this.facts(round, counts, order));
      if (!moved.ok) return refuse({ kind: 'round-blocked', blockers: moved.error });
      const data = await work(tx, round, counts);
      await this.rounds.setState(tx, round.id, moved.value);
      await this.record(tx, order, counts.now, data);
      // The closing has told it what it ends with.
      if (order.move !== 'close') await this.boxes.tell(tx, round.id);
      return accept({
        ...round,
        state: moved.value,
        ...(order.closesAt && { closesAt: order.closesAt }),
      });
    });
  }

  /** Everything that stands against a move at this moment; null when there is no such round. */
  async blockers(order: Omit<MoveOrder, 'mover'>): Promise<readonly RoundBlocker[] | null> {
    const round = await this.rounds.byId(order.round);
    if (!round) return null;
    const counts = await this.rounds.counts(this.database.reader, round.id);
    return roundBlockers(round.state, order.move, await this.facts(round, counts, order));
  }

  private async facts(
    round: Round,
    counts: RoundCounts,
    order: Omit<MoveOrder, 'mover'>,
  ): Promise<RoundFacts> {
    const season = await this.directory.byId(round.primaryId);
    const { now } = counts;
    const closingReached = now >= round.closesAt;
    return {
      ...nothingKnown,
      ...(await this.keyFacts(round)),
      seasonVoting: season?.state === 'voting',
      candidates: counts.candidates,
      rollFrozen: round.rollFrozenAt !== null,
      rollSize: round.rollSize ?? 0,
      paperPlacesReady: !round.channels.includes('paper') || counts.places > 0,
      openingReached: now >= round.opensAt,
      closingReached: closingReached || (order.move === 'close' && everybodyVoted(round, counts)),
      reason: order.reason ?? '',
      closingLater:
        order.closesAt !== undefined && order.closesAt > now && order.closesAt > round.closesAt,
      extendedBefore: counts.extended,
    };
  }

  /** A round in which nobody votes online needs no key. */
  private async keyFacts({
    id,
    channels,
  }: Round): Promise<Pick<RoundFacts, 'keysReady' | 'trialsAwaited'>> {
    if (!channels.includes('online')) return { keysReady: true, trialsAwaited: [] };
    const progress = (await this.keys.progress([id])).get(id);
    const awaited = progress ? trialsAwaited(progress) : [];
    const names = await this.accounts.namesOf(awaited);
    return {
      keysReady: progress !== undefined,
      trialsAwaited: awaited.map((account) => names.get(account) ?? account),
    };
  }

  private async record(
    tx: Tx,
    order: MoveOrder,
    at: Date,
    data: Readonly<Record<string, Json>>,
  ): Promise<void> {
    const { round, move, mover, reason = '', closesAt } = order;
    const actor = mover === 'clock' ? null : mover.accountId;
    const decision = { kind: move, reason, actor, at, closesAt: closesAt ?? null };
    await this.rounds.addDecision(tx, randomUUID(), round, decision);
    await this.ledger.append(tx, {
      kind: ledgerKinds[move],
      subject: round,
      actor,
      data: {
        ...data,
        ...(reason !== '' && { reason }),
        ...(closesAt && { closesAt: closesAt.toISOString() }),
      },
    });
  }
}

const ledgerKinds: Readonly<Record<TimeMove, LedgerKind>> = {
  open: 'round-opened',
  pause: 'round-paused',
  resume: 'round-resumed',
  extend: 'round-extended',
  close: 'round-closed',
};

/** A conference ends when its last delegate has voted: then the closing need not be waited for. */
function everybodyVoted(round: Round, { ballots, paperVoters }: RoundCounts): boolean {
  return paperVoters === 0 && round.rollSize !== null && ballots >= round.rollSize;
}
