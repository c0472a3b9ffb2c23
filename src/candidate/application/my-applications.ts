import { Injectable } from '@nestjs/common';
import { Accounts, type Actor } from '../../platform/identity/index.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import type { Dossier } from '../persistence/dossier.js';
import { PersonRepository } from '../persistence/person.repository.js';

/** A candidate's own applications. One typed in from paper becomes the candidate's on the first visit. */
@Injectable()
export class MyApplications {
  constructor(
    private readonly accounts: Accounts,
    private readonly people: PersonRepository,
    private readonly candidacies: CandidacyRepository,
  ) {}

  async of(actor: Actor): Promise<Dossier[]> {
    const account = await this.accounts.byId(actor.accountId);
    if (account?.iin) await this.people.claim(account.iin, actor.accountId);
    return await this.candidacies.ofAccount(actor.accountId);
  }
}
