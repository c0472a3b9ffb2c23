import { Inject, Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import type { AccountId } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/index.js';
import { Accounts } from '../../platform/identity/index.js';
import { Outbox } from '../../platform/notification/index.js';
import type { ComplaintDecision } from '../domain/complaint.js';
import type { StoredComplaint } from '../persistence/complaint.repository.js';

/** Where the parties of a complaint are reached; null where no contact is known. */
export interface PartyContacts {
  readonly complainant: string | null;
  readonly respondent: string | null;
}

export type NewsKind = 'upheld' | 'rejected' | 'warning' | 'cleared';

/** Writes the message for a kind of news. */
export type WriteMessage = (kind: NewsKind) => { readonly subject: string; readonly body: string };

/** Where the writer of messages is injected: the words belong to the pages. */
export const WRITE_MESSAGE = Symbol('campaign message');

/** Tells both parties that a decision on a complaint was taken; what it says stands on their page. */
@Injectable()
export class ComplaintNews {
  constructor(
    private readonly accounts: Accounts,
    private readonly candidates: CandidateDirectory,
    private readonly outbox: Outbox,
    @Inject(WRITE_MESSAGE) private readonly write: WriteMessage,
  ) {}

  async contactsOf({ filedBy, respondent }: StoredComplaint): Promise<PartyContacts> {
    const account = respondent && (await this.candidates.accountOf(respondent));
    return {
      complainant: await this.contactOf(filedBy),
      respondent: account && (await this.contactOf(account)),
    };
  }

  async decided(tx: Tx, contacts: PartyContacts, decision: ComplaintDecision): Promise<void> {
    const { outcome, sanction } = decision;
    await this.tell(tx, contacts.complainant, outcome);
    // A striking off has its own notice, with its own way of appeal.
    if (sanction !== 'removal') {
      await this.tell(tx, contacts.respondent, sanction ?? 'cleared');
    }
  }

  private async contactOf(account: AccountId): Promise<string | null> {
    return (await this.accounts.byId(account))?.contact ?? null;
  }

  private async tell(tx: Tx, contact: string | null, kind: NewsKind): Promise<void> {
    if (contact) await this.outbox.post(tx, { recipient: contact, ...this.write(kind) });
  }
}
