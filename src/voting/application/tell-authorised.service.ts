import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { Database } from '../../platform/database/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Outbox } from '../../platform/notification/index.js';
import { IssuanceNoticeRepository } from '../persistence/issuance-notice.repository.js';
import { RoundRepository } from '../persistence/round.repository.js';
import { tellAuthorisedJob } from './round-jobs.js';
import { RoundTitles, type RoundTitle } from './round-titles.js';

/** Writes the message to somebody in whose name a right to vote was issued. */
export type WriteIssuanceMessage = (
  title: RoundTitle,
  pseudonym: Buffer,
) => { readonly subject: string; readonly body: string };

/** Where the writer of messages is injected: the words belong to the pages. */
export const WRITE_ISSUANCE_MESSAGE = Symbol('issuance message');

const atOnce = 1_000;

/**
 * Tells everybody in whose name a right to vote was issued, in the order of pseudonyms, after the closing. A message at the
 * moment of the authorisation would leave that moment with whoever carries messages, beside a box whose heads are dated; the
 * voter's own page shows it at once.
 */
@Injectable()
export class TellAuthorisedService implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly titles: RoundTitles,
    private readonly notices: IssuanceNoticeRepository,
    private readonly outbox: Outbox,
    @Inject(WRITE_ISSUANCE_MESSAGE) private readonly write: WriteIssuanceMessage,
  ) {}

  onModuleInit(): void {
    this.jobs.handle({
      name: tellAuthorisedJob,
      work: async ({ round }) => this.tell(String(round) as RoundId),
    });
  }

  /** Goes on where an earlier attempt stopped: nobody is told twice. */
  async tell(id: RoundId): Promise<void> {
    const round = await this.rounds.byId(id);
    if (!round || ['planned', 'open', 'paused', 'extended'].includes(round.state)) return;
    const title = await this.titles.of(round);
    while ((await this.tellSome(id, title)) === atOnce);
  }

  private async tellSome(round: RoundId, title: RoundTitle): Promise<number> {
    return await this.database.transaction(async (tx) => {
      const voters = await this.notices.next(tx, round, atOnce);
      const last = voters.at(-1);
      if (!last) return 0;
      const messages = voters.flatMap(({ contact, pseudonym }) =>
        contact === null ? [] : [{ recipient: contact, ...this.write(title, pseudonym) }],
      );
      await this.outbox.postAll(tx, messages);
      await this.notices.told(tx, round, last.pseudonym);
      return voters.length;
    });
  }
}
