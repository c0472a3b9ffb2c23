import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonSources } from '../../platform/identity/index.js';
import { MemberRepository } from '../persistence/member.repository.js';

/** Lets members sign in with a code sent to the contact that the register has, and makes them voters. */
@Injectable()
export class MemberPersonSource implements OnModuleInit {
  constructor(
    private readonly sources: PersonSources,
    private readonly members: MemberRepository,
  ) {}

  onModuleInit(): void {
    this.sources.add(async (iin) => {
      const member = await this.members.byIin(iin);
      const contact = member?.phone ?? member?.email;
      if (!member || !contact) return null;
      const { family, given, patronymic, territory } = member;
      return {
        name: [family, given, patronymic].filter(Boolean).join(' '),
        contact,
        grants: [{ role: 'voter', territory }],
      };
    });
  }
}
