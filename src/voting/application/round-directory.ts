import { Injectable } from '@nestjs/common';
import type { CandidacyId, ContestId, MemberId, PrimaryId, RoundId } from '../../kernel/ids.js';
import { BallotKeyRepository } from '../persistence/ballot-key.repository.js';
import { RollRepository } from '../persistence/roll.repository.js';
import {
  RoundRepository,
  type Round,
  type RoundDecision,
} from '../persistence/round.repository.js';
import { TokenKeyRepository } from '../persistence/token-key.repository.js';
import { readTokenPublicKey, type TokenPublicKey } from '../tokens/token-key.js';

export type { Round, RoundDecision };

/** What other modules and the pages may ask about rounds. */
@Injectable()
export class RoundDirectory {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly rolls: RollRepository,
    private readonly keys: TokenKeyRepository,
    private readonly ballotKeys: BallotKeyRepository,
  ) {}

  byId(id: RoundId): Promise<Round | null> {
    return this.rounds.byId(id);
  }

  ofStage(contestId: ContestId, stageId: string): Promise<Round[]> {
    return this.rounds.ofStage(contestId, stageId);
  }

  ofContest(contestId: ContestId): Promise<Round[]> {
    return this.rounds.ofContest(contestId);
  }

  ofPrimary(primaryId: PrimaryId): Promise<Round[]> {
    return this.rounds.ofPrimary(primaryId);
  }

  /** The rounds on whose roll a member stands. */
  ofVoter(member: MemberId): Promise<Round[]> {
    return this.rounds.ofVoter(member);
  }

  /** The candidates in the order of the ballot; ballots name them by their place in it, counted from 0. */
  candidates(round: RoundId): Promise<CandidacyId[]> {
    return this.rounds.candidates(round);
  }

  /** The published decisions about the time of a round. */
  decisions(round: RoundId): Promise<RoundDecision[]> {
    return this.rounds.decisions(round);
  }

  voters(round: RoundId, channel: 'online' | 'paper'): Promise<MemberId[]> {
    return this.rolls.voters(round, channel);
  }

  /** The key that tokens of the round are checked with; null before the round opens. */
  async tokenKey(round: RoundId): Promise<TokenPublicKey | null> {
    const key = await this.keys.publicKey(round);
    return key && readTokenPublicKey(key);
  }

  /** The public key (X25519, 32 bytes) that ballots of the round are sealed to; null before the trustees have it. */
  async ballotKey(round: RoundId): Promise<Buffer | null> {
    return (await this.ballotKeys.of(round))?.publicKey ?? null;
  }
}
