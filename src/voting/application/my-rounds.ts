import { Injectable } from '@nestjs/common';
import type { MemberId, RoundId } from '../../kernel/ids.js';
import { ParticipationRepository } from '../persistence/participation.repository.js';
import { RollRepository } from '../persistence/roll.repository.js';
import type { RoundGate } from '../persistence/round-gate.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';

/** How a voter stands in one round. Whether a ballot was cast nobody can know; whether it was authorised, everybody sees of oneself. */
export interface MyRound {
  readonly round: Round;
  readonly gate: RoundGate;
  /** Null when the voter is not on the roll. */
  readonly channel: 'online' | 'paper' | null;
  readonly authorised: boolean;
  /** What the voter is called in everything published about the roll; null when the voter is not on it. */
  readonly pseudonym: Buffer | null;
}

/** What a voter may ask about the own rounds. */
@Injectable()
export class MyRounds {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly participations: ParticipationRepository,
    private readonly rolls: RollRepository,
  ) {}

  /** The rounds on whose roll the member stands. */
  async of(member: MemberId): Promise<MyRound[]> {
    return await this.standings(member, await this.rounds.ofVoter(member));
  }

  /** One round as the member stands in it; null when there is no such round. */
  async one(member: MemberId, id: RoundId): Promise<MyRound | null> {
    const round = await this.rounds.byId(id);
    const [mine] = round ? await this.standings(member, [round]) : [];
    return mine ?? null;
  }

  private async standings(member: MemberId, rounds: readonly Round[]): Promise<MyRound[]> {
    const voters = rounds.map(({ id }) => ({ round: id, member }));
    const [standings, pseudonyms] = await Promise.all([
      this.participations.standings(voters),
      this.rolls.pseudonymsOf(member),
    ]);
    return rounds.map((round, at) => ({
      round,
      gate: standings[at]?.gate ?? 'closed',
      channel: standings[at]?.channel ?? null,
      authorised: Boolean(standings[at]?.blindedHash),
      pseudonym: pseudonyms.get(round.id) ?? null,
    }));
  }
}
