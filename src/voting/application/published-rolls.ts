import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { refuse, accept, type Result } from '../../kernel/result.js';
import { Ledger } from '../../platform/ledger/index.js';
import { ParticipationRepository, type Issued } from '../persistence/participation.repository.js';
import { RollRepository, type PublishedVoter } from '../persistence/roll.repository.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';

export type { Issued, PublishedVoter };

/** What the ledger commits to, about a roll and about the log of who was authorised; null before it does. */
export interface RollCommitments {
  readonly size: number | null;
  readonly rollRoot: string | null;
  readonly authorised: number | null;
  readonly issuedRoot: string | null;
}

/** Lines in the rising order of pseudonyms, and where the next page begins; null on the last. */
export interface PublishedPage<Line> {
  readonly lines: readonly Line[];
  readonly next: Buffer | null;
}

export type PublishedRefusal =
  { readonly kind: 'round-unknown' } | { readonly kind: 'round-not-closed' };

/** The most lines on one page. */
export const publishedLines = 1_000;

/**
 * What is published of a roll by pseudonym. The commitments are there from the freezing on; the lists come with the closing: a
 * list of who was authorised that grows beside the box would tell whose ballot came.
 */
@Injectable()
export class PublishedRolls {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly rolls: RollRepository,
    private readonly participations: ParticipationRepository,
    private readonly ledger: Ledger,
  ) {}

  async commitments(round: RoundId): Promise<RollCommitments> {
    const lines = await this.ledger.about(round);
    const said = (kind: string): Readonly<Record<string, unknown>> =>
      (lines.find((line) => line.kind === kind)?.data ?? {}) as Readonly<Record<string, unknown>>;
    const [frozen, closed] = [said('roll-frozen'), said('round-closed')];
    return {
      size: numberIn(frozen['size']),
      rollRoot: textIn(frozen['rollRoot']),
      authorised: numberIn(closed['authorised']),
      issuedRoot: textIn(closed['issuedRoot']),
    };
  }

  async roll(
    id: RoundId,
    limit: number,
    after?: Buffer,
  ): Promise<Result<PublishedPage<PublishedVoter>, PublishedRefusal>> {
    const refused = refusalFor(await this.rounds.byId(id));
    return refused
      ? refuse(refused)
      : accept(pageOf(await this.rolls.published(id, limit, after), limit));
  }

  async issued(
    id: RoundId,
    limit: number,
    after?: Buffer,
  ): Promise<Result<PublishedPage<Issued>, PublishedRefusal>> {
    const refused = refusalFor(await this.rounds.byId(id));
    return refused
      ? refuse(refused)
      : accept(pageOf(await this.participations.issued(id, limit, after), limit));
  }

  /** The line of a pseudonym in the issuance log of a closed round; null when there is none. */
  async issuedTo(id: RoundId, pseudonym: Buffer): Promise<Result<Issued | null, PublishedRefusal>> {
    const refused = refusalFor(await this.rounds.byId(id));
    return refused ? refuse(refused) : accept(await this.participations.issuedTo(id, pseudonym));
  }
}

function refusalFor(round: Round | null): PublishedRefusal | null {
  if (!round) return { kind: 'round-unknown' };
  return ['planned', 'open', 'paused', 'extended'].includes(round.state)
    ? { kind: 'round-not-closed' }
    : null;
}

function pageOf<Line extends { readonly pseudonym: Buffer }>(
  lines: readonly Line[],
  limit: number,
): PublishedPage<Line> {
  const last = lines.at(-1);
  return { lines, next: last && lines.length === limit ? last.pseudonym : null };
}

function numberIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
