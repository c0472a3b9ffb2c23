import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/clock.js';
import type { CandidacyId } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/index.js';
import { Outbox } from '../../platform/notification/index.js';
import { NoticeRepository } from '../persistence/notice.repository.js';

export type NewsKind =
  | 'submitted'
  | 'under-review'
  | 'returned'
  | 'registered'
  | 'refused'
  | 'struck-off'
  | 'withdrawn'
  | 'appeal-filed'
  | 'appeal-upheld'
  | 'appeal-overturned';

export interface News {
  readonly candidacyId: CandidacyId;
  readonly contact: string | null;
  readonly kind: NewsKind;
  /** What the commission or the control body wrote; empty when there is nothing to say. */
  readonly text: string;
}

/** Writes the message for a kind of news. */
export type WriteMessage = (kind: NewsKind) => { readonly subject: string; readonly body: string };

/** Where the writer of messages is injected: the words belong to the pages. */
export const WRITE_MESSAGE = Symbol('candidate message');

/** Tells candidates what happened to their application: on their page, and by message where a contact is known. */
@Injectable()
export class CandidateNews {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly outbox: Outbox,
    @Inject(WRITE_MESSAGE) private readonly write: WriteMessage,
  ) {}

  async tell(tx: Tx, news: readonly News[], now: Instant): Promise<void> {
    await this.notices.add(tx, news, now);
    for (const { contact, kind } of news) {
      if (contact) await this.outbox.post(tx, { recipient: contact, ...this.write(kind) });
    }
  }
}
