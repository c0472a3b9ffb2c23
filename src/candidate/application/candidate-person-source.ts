import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonSources } from '../../platform/identity/index.js';
import { PersonRepository } from '../persistence/person.repository.js';

/** Lets people sign in whose application the commission typed in from paper: they have no account yet, but a contact. */
@Injectable()
export class CandidatePersonSource implements OnModuleInit {
  constructor(
    private readonly sources: PersonSources,
    private readonly people: PersonRepository,
  ) {}

  onModuleInit(): void {
    this.sources.add(async (iin) => {
      const person = await this.people.byIin(iin);
      if (!person?.contact || person.accountId) return null;
      const name = [person.family, person.given].filter((part) => part !== null).join(' ');
      return {
        name: name === '' ? iin.replace(/\d{8}$/, '••••••••') : name,
        contact: person.contact,
        grants: [{ role: 'candidate', territory: null }],
      };
    });
  }
}
