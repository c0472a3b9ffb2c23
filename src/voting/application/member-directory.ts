import { Injectable } from '@nestjs/common';
import type { AccountId, TerritoryCode } from '../../kernel/ids.js';
import { Batches } from '../../platform/database/batches.js';
import { Accounts } from '../../platform/identity/index.js';
import { isWithin } from '../../primary/index.js';
import { MemberRepository, type Member } from '../persistence/member.repository.js';

export type { Member };

/** What other modules may ask about the register. */
@Injectable()
export class MemberDirectory {
  /** The owners of accounts: a crowd that comes to vote shares statements. */
  private readonly owners: Batches<AccountId, Member | null>;

  constructor(
    private readonly members: MemberRepository,
    private readonly accounts: Accounts,
  ) {
    this.owners = new Batches({ most: 500, atOnce: 4 }, (ids) => this.ofAccounts(ids));
  }

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
    return await this.owners.ask(id);
  }

  private async ofAccounts(ids: readonly AccountId[]): Promise<(Member | null)[]> {
    const iins = await this.accounts.iinsOf(ids);
    return await this.byIins(iins.map((iin) => iin ?? ''));
  }
}
