import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { AccountId } from '../../kernel/ids.js';
import type { KeyProgress } from '../domain/rounds/key-progress.js';
import { isClosed } from '../domain/rounds/round-states.js';
import { BallotKeyRepository, type KeyShare } from '../persistence/ballot-key.repository.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import { TrusteeRepository, type TrusteeKey } from '../persistence/trustee.repository.js';
import { RoundTitles, type RoundTitle } from './round-titles.js';

/** What a round wants of a trustee at this moment: the trial share, the share that opens the box, or nothing. */
export type Wanted = 'trial' | 'opening' | null;

/** A round in which a trustee has a share. */
export interface TrusteeRound {
  readonly round: Round;
  readonly title: RoundTitle;
  readonly progress: KeyProgress;
  readonly mine: KeyShare;
  readonly wanted: Wanted;
}

/** Everything that concerns one trustee. */
export interface TrusteeOverview {
  readonly key: TrusteeKey | null;
  /** What is wanted comes first, then the nearest closing. */
  readonly rounds: readonly TrusteeRound[];
}

/** Gathers what a trustee is asked for, and what the trustee has done. */
@Injectable()
export class TrusteeDesk {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly keys: BallotKeyRepository,
    private readonly trustees: TrusteeRepository,
    private readonly titles: RoundTitles,
  ) {}

  async of(account: AccountId): Promise<TrusteeOverview> {
    const [keys, rounds, shares] = await Promise.all([
      this.trustees.keysOf([account]),
      this.rounds.ofTrustee(account),
      this.keys.sharesOf(account),
    ]);
    const ids = rounds.map(({ id }) => id);
    const [progress, full] = await Promise.all([
      this.keys.progress(ids),
      this.trustees.withBallots(ids),
    ]);
    const all = await Promise.all(
      rounds.map(async (round) => {
        const key = defined(progress.get(round.id), 'the key of a share');
        const mine = defined(shares.get(round.id), 'a share of this trustee');
        const wanted = wantedOf(round, key, mine, full.has(round.id));
        return { round, title: await this.titles.of(round), progress: key, mine, wanted };
      }),
    );
    const sorted = all.toSorted(
      (a, b) =>
        Number(a.wanted === null) - Number(b.wanted === null) ||
        a.round.closesAt.getTime() - b.round.closesAt.getTime(),
    );
    return { key: keys.get(account) ?? null, rounds: sorted };
  }
}

function wantedOf(
  { state }: Round,
  { opened }: KeyProgress,
  { trialShare, share }: KeyShare,
  full: boolean,
): Wanted {
  if (state === 'planned') return trialShare ? null : 'trial';
  return isClosed(state) && full && !opened && !share ? 'opening' : null;
}
