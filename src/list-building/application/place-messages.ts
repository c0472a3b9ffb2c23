import { Inject, Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import type { CandidacyId } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/index.js';
import { Accounts } from '../../platform/identity/index.js';
import { Outbox, type Message } from '../../platform/notification/index.js';
import { versionDifference, type Difference } from '../domain/version-difference.js';
import type { VersionCause } from '../persistence/list-version.entity.js';

type Letter = Pick<Message, 'subject' | 'body'>;

/** Writes the messages about places. */
export interface PlaceWords {
  readonly offered: (place: number, answerBy: Date | null) => Letter;
  /** The deadline passed without an answer. */
  readonly silent: () => Letter;
  /** The list was built again, and somebody stands elsewhere on it, or not at all. */
  readonly changed: (change: Pick<Difference, 'from' | 'to'>, cause: VersionCause) => Letter;
}

/** Where the writer of messages is injected: the words belong to the pages. */
export const PLACE_WORDS = Symbol('messages about places');

/** A list before and after it was built again. */
export interface Rebuilding {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly cause: VersionCause;
  /** Who left by their own act, or was struck off: they know, or are told why in a notice of its own. */
  readonly barred: readonly string[];
}

/** Tells candidates what happens to their places, in the transaction in which it happens. */
@Injectable()
export class PlaceMessages {
  constructor(
    private readonly candidates: CandidateDirectory,
    private readonly accounts: Accounts,
    private readonly outbox: Outbox,
    @Inject(PLACE_WORDS) private readonly words: PlaceWords,
  ) {}

  async offered(
    tx: Tx,
    offers: readonly {
      readonly candidateId: string;
      readonly place: number;
      readonly answerBy: Date | null;
    }[],
  ): Promise<void> {
    await this.post(
      tx,
      offers.map(({ candidateId, place, answerBy }) => ({
        candidate: candidateId,
        ...this.words.offered(place, answerBy),
      })),
    );
  }

  async silent(tx: Tx, people: readonly string[]): Promise<void> {
    await this.post(
      tx,
      people.map((candidate) => ({ candidate, ...this.words.silent() })),
    );
  }

  /** Tells everybody whose place is another one now, or who came onto the list or left it. A list that is none tells nobody. */
  async changed(tx: Tx, { before, after, cause, barred }: Rebuilding): Promise<void> {
    if (before.length === 0 || after.length === 0) return;
    const moved = versionDifference(before, after).filter(
      ({ candidate, kind }) => kind !== 'stayed' && !barred.includes(candidate),
    );
    await this.post(
      tx,
      moved.map(({ candidate, from, to }) => ({
        candidate,
        ...this.words.changed({ from, to }, cause),
      })),
    );
  }

  /** Whoever has no account, or no contact in it, has nobody to write to: those who did not stand, for one. */
  private async post(
    tx: Tx,
    letters: readonly (Letter & { readonly candidate: string })[],
  ): Promise<void> {
    const messages: Message[] = [];
    const accounts = await this.candidates.accountsOf(
      letters.map(({ candidate }) => candidate as CandidacyId),
    );
    for (const { candidate, subject, body } of letters) {
      const account = accounts.get(candidate as CandidacyId);
      const contact = account && (await this.accounts.byId(account))?.contact;
      if (contact) messages.push({ recipient: contact, subject, body });
    }
    await this.outbox.postAll(tx, messages);
  }
}
