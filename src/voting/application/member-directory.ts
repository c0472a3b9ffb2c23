import { Injectable } from '@nestjs/common';
import type { AccountId, TerritoryCode } from '../../kernel/ids.js';
import { Accounts } from '../../platform/identity/index.js';
import { isWithin } from '../../primary/index.js';
import { MemberRepository, type Member } from '../persistence/member.repository.js';

export type { Member };

/** What other modules may ask about the register. */
@Injectable()
export class MemberDirectory {
  constructor(
    private readonly members: MemberRepository,
    private readonly accounts: Accounts,
  ) {}

  /** How many members live in the territory and below it. */
  async countIn(territory: TerritoryCode): Promise<number> {
    const counts = await this.members.countsByTerritory();
    return counts
      .filter((count) => isWithin(count.territory, territory))
      .reduce((sum, { members }) => sum + members, 0);
  }

  countsByTerritory(): Promise<{ territory: TerritoryCode; members: number }[]> {
    return this.members.countsByTerritory();
  }

  /** The members with these IINs, in their order; null where there is none. */
  async byIins(iins: readonly string[]): Promise<(Member | null)[]> {
    const known = new Map((await this.members.byIins(iins)).map((member) => [member.iin, member]));
    return iins.map((iin) => known.get(iin) ?? null);
  }

  byIin(iin: string): Promise<Member | null> {
    return this.members.byIin(iin);
  }

  /** The member behind an account; null when the account is nobody's on the register. */
  async ofAccount(id: AccountId): Promise<Member | null> {
    const account = await this.accounts.byId(id);
    return account?.iin ? await this.members.byIin(account.iin) : null;
  }
}
