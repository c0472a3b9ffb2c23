import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { MemberId, RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { RollRepository, type PaperStanding } from '../persistence/roll.repository.js';
import { RoundRepository } from '../persistence/round.repository.js';
import { runsRounds, type RoundRefusal } from './round-refusal.js';

export interface NotMarkable {
  readonly member: MemberId;
  readonly reason: 'not-on-roll' | 'already-authorised';
}

export type MarkForPaperRefusal =
  | RoundRefusal
  | { readonly kind: 'no-paper-channel' }
  | { readonly kind: 'round-over' }
  | { readonly kind: 'voters-not-markable'; readonly voters: readonly NotMarkable[] };

@Injectable()
export class MarkForPaperService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly rolls: RollRepository,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Gives voters to the paper channel: one voter, one channel. Refuses all of them when one is not on the roll or was
   * authorised online already. The ledger names those marked by their pseudonyms. Answers how many were marked now.
   */
  async mark(
    id: RoundId,
    members: readonly MemberId[],
    actor: Actor,
  ): Promise<Result<number, MarkForPaperRefusal>> {
    return await this.database.decide<Result<number, MarkForPaperRefusal>>(async (tx) => {
      const round = await this.rounds.byId(id);
      if (!round) return refuse({ kind: 'round-unknown' });
      if (!runsRounds(actor, round.unit)) return refuse({ kind: 'outside-your-territory' });
      if (!round.channels.includes('paper')) return refuse({ kind: 'no-paper-channel' });
      if (!['planned', 'open', 'paused', 'extended'].includes(round.state))
        return refuse({ kind: 'round-over' });
      const standings = await this.rolls.holdForPaper(tx, id, members);
      const voters = standings.flatMap((standing) => fault(standing) ?? []);
      if (voters.length > 0) return refuse({ kind: 'voters-not-markable', voters });
      const marked = standings.filter(({ channel }) => channel === 'online');
      if (marked.length === 0) return accept(0);
      const pseudonyms = marked.map(({ pseudonym }) => defined(pseudonym, 'a pseudonym'));
      // Before the change: the database lets nobody go to paper whose pseudonym no decision names.
      await this.ledger.append(tx, {
        kind: 'voters-marked-for-paper',
        subject: id,
        actor: actor.accountId,
        data: {
          voters: marked.length,
          pseudonyms: pseudonyms.map((pseudonym) => pseudonym.toString('hex')).sort(),
        },
      });
      await this.rolls.markForPaper(
        tx,
        id,
        marked.map(({ member }) => member),
      );
      return accept(marked.length);
    });
  }
}

function fault({ member, channel, authorised }: PaperStanding): NotMarkable | null {
  if (channel === null) return { member, reason: 'not-on-roll' };
  return authorised ? { member, reason: 'already-authorised' } : null;
}
