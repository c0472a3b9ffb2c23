import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database } from '../../platform/database/index.js';
import {
  Accounts,
  OneTimeCodes,
  PersonSignInService,
  Sessions,
  type Tokens,
} from '../../platform/identity/index.js';
import { parseIin } from '../domain/iin.js';
import type { CandidateRefusal } from './refusal.js';
import {
  newAccountSubject,
  readContact,
  type AccountRequest,
} from './send-candidate-code.service.js';

export interface AccountOpening extends AccountRequest {
  readonly name: string;
  readonly code: string;
}

/** Second step: the code opens the account, gives the role of a candidate and starts a session. */
@Injectable()
export class OpenCandidateAccountService {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly codes: OneTimeCodes,
    private readonly people: PersonSignInService,
    private readonly sessions: Sessions,
  ) {}

  async open(opening: AccountOpening): Promise<Result<Tokens, CandidateRefusal[]>> {
    const iin = parseIin(opening.iin);
    const contact = readContact(opening.contact);
    if (!iin.ok) return refuse([iin.error]);
    if (!contact) return refuse([{ kind: 'contact-malformed' }]);
    const signedIn = await this.people.signIn(iin.value, opening.code);
    if (signedIn.ok) {
      await this.giveRole(signedIn.value.accountId);
      return signedIn;
    }
    if (signedIn.error.kind === 'code-wrong') return refuse([signedIn.error]);
    const spent = await this.codes.spend(newAccountSubject(iin.value, contact), opening.code);
    if (!spent.ok) return refuse([spent.error]);
    const accountId = await this.database.transaction(async (tx) => {
      const name = opening.name.trim();
      return await this.accounts.ensurePerson(tx, { iin: iin.value, name, contact });
    });
    await this.giveRole(accountId);
    return accept(await this.sessions.start(accountId));
  }

  private async giveRole(accountId: Tokens['accountId']): Promise<void> {
    await this.database.transaction((tx) =>
      this.accounts.give(tx, accountId, { role: 'candidate', territory: null }, null),
    );
  }
}
