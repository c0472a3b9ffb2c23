import { Injectable } from '@nestjs/common';
import type { AccountId, ContestId, RoundId, TerritoryCode } from '../../kernel/ids.js';
import { Accounts, actsIn, type Actor } from '../../platform/identity/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import type { KeyProgress } from '../domain/rounds/key-progress.js';
import { BallotKeyRepository } from '../persistence/ballot-key.repository.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import { TrusteeRepository } from '../persistence/trustee.repository.js';
import { RoundTitles, type RoundTitle } from './round-titles.js';

/** Somebody who may be given a share. */
export interface PossibleTrustee {
  readonly account: AccountId;
  readonly name: string;
  /** Null until the trustee has made a key. */
  readonly publicKey: Buffer | null;
}

/** A round that needs a ballot key, with what it has of it. */
export interface CeremonyRound {
  readonly round: Round;
  readonly title: RoundTitle;
  readonly progress: KeyProgress | null;
}

/** What the chair of a commission needs to make keys. */
export interface Ceremony {
  readonly rounds: readonly CeremonyRound[];
  /** Who holds the role over every one of the rounds. */
  readonly trustees: readonly PossibleTrustee[];
  /** What the trustees of the keys that are there are called. */
  readonly names: ReadonlyMap<AccountId, string>;
}

/** Gathers what the pages of the key ceremony show. */
@Injectable()
export class Ceremonies {
  constructor(
    private readonly primaries: PrimaryDirectory,
    private readonly rounds: RoundRepository,
    private readonly keys: BallotKeyRepository,
    private readonly trustees: TrusteeRepository,
    private readonly titles: RoundTitles,
    private readonly accounts: Accounts,
  ) {}

  /** The ceremony of one round; null when the actor does not chair its commission, or nobody votes online in it. */
  async ofRound(id: RoundId, actor: Actor): Promise<Ceremony | null> {
    const round = await this.rounds.byId(id);
    return round && (await this.together([round], round.unit, actor));
  }

  /** One ceremony for all rounds of a stage that the actor chairs; null when there is none. */
  async ofStage(contestId: ContestId, stageId: string, actor: Actor): Promise<Ceremony | null> {
    const contest = await this.primaries.contest(contestId);
    if (!contest) return null;
    const rounds = await this.rounds.ofStage(contestId, stageId);
    return await this.together(rounds, contest.territory, actor);
  }

  private async together(
    all: readonly Round[],
    territory: TerritoryCode,
    actor: Actor,
  ): Promise<Ceremony | null> {
    const rounds = all.filter(
      ({ unit, channels }) =>
        channels.includes('online') && actsIn(actor, unit, 'commission-chair'),
    );
    if (rounds.length === 0) return null;
    const progress = await this.keys.progress(rounds.map(({ id }) => id));
    const holders = await this.accounts.holdersOver(territory, 'trustee');
    const publicKeys = await this.trustees.keysOf(holders.map(({ id }) => id));
    const sharers = [...progress.values()].flatMap(({ trustees }) =>
      trustees.map(({ account }) => account),
    );
    return {
      rounds: await Promise.all(
        rounds.map(async (round) => ({
          round,
          title: await this.titles.of(round),
          progress: progress.get(round.id) ?? null,
        })),
      ),
      trustees: holders.toSorted(byName).map(({ id, name }) => ({
        account: id,
        name,
        publicKey: publicKeys.get(id)?.publicKey ?? null,
      })),
      names: await this.accounts.namesOf([...new Set(sharers)]),
    };
  }
}

const kazakh = new Intl.Collator('kk');

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return kazakh.compare(a.name, b.name);
}
