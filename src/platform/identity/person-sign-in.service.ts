import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database } from '../database/database.js';
import { Outbox } from '../notification/index.js';
import { Accounts } from './accounts.js';
import { maskContact } from './mask-contact.js';
import { OneTimeCodes, type CodeRefusal } from './one-time-codes.js';
import { PersonSources, type KnownPerson } from './person-sources.js';
import { Sessions, type Tokens } from './sessions.js';

export type PersonRefusal = CodeRefusal | { readonly kind: 'person-unknown' };

/** The text of the message with the code, in the reader's language. */
export type CodeMessage = (code: string) => { readonly subject: string; readonly body: string };

/** Signs people in by IIN and a code sent to the contact that is on file, never to one typed in. */
@Injectable()
export class PersonSignInService {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly codes: OneTimeCodes,
    private readonly outbox: Outbox,
    private readonly sources: PersonSources,
    private readonly sessions: Sessions,
  ) {}

  /** Sends a code and answers where to, masked. */
  async sendCode(iin: string, message: CodeMessage): Promise<Result<string, PersonRefusal>> {
    const person = await this.find(iin);
    if (!person) return refuse({ kind: 'person-unknown' });
    return await this.database.decide(async (tx) => {
      const issued = await this.codes.issue(tx, subjectOf(iin));
      if (!issued.ok) return issued;
      await this.outbox.post(tx, { recipient: person.contact, ...message(issued.value) });
      return accept(maskContact(person.contact));
    });
  }

  /** Spends the code and starts a session; the account is opened on the first time. */
  async signIn(iin: string, code: string): Promise<Result<Tokens, PersonRefusal>> {
    const spent = await this.codes.spend(subjectOf(iin), code);
    if (!spent.ok) return spent;
    const person = await this.find(iin);
    if (!person) return refuse({ kind: 'person-unknown' });
    const accountId = await this.database.transaction(async (tx) => {
      const id = await this.accounts.ensurePerson(tx, { iin, ...person });
      for (const grant of person.grants) await this.accounts.give(tx, id, grant, null);
      return id;
    });
    return accept(await this.sessions.start(accountId));
  }

  /** The register speaks first: its contact is the one the party verified. */
  private async find(iin: string): Promise<KnownPerson | null> {
    const listed = await this.sources.find(iin);
    if (listed) return listed;
    const account = await this.accounts.byIin(iin);
    return account?.contact ? { name: account.name, contact: account.contact, grants: [] } : null;
  }
}

function subjectOf(iin: string): string {
  return `iin:${iin}`;
}
