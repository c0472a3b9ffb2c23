import { Injectable } from '@nestjs/common';
import type { MemberId, TerritoryCode } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';

/** A member as the voting room needs one. */
export interface Member {
  readonly id: MemberId;
  readonly iin: string;
  readonly family: string;
  readonly given: string;
  readonly patronymic: string | null;
  readonly territory: TerritoryCode;
  readonly phone: string | null;
  readonly email: string | null;
}

const columns = 'm.id, m.iin, m.family, m.given, m.patronymic, m.territory, m.phone, m.email';

/** The register of members. */
@Injectable()
export class MemberRepository {
  constructor(private readonly database: Database) {}

  async byIin(iin: string): Promise<Member | null> {
    const [member] = await this.database.rows<Member>(
      `SELECT ${columns} FROM voting_member m WHERE m.iin = $1`,
      [iin],
    );
    return member ?? null;
  }

  /** Those of the IINs that the register knows. */
  async byIins(iins: readonly string[], tx?: Tx): Promise<Member[]> {
    return await this.database.rows<Member>(
      `SELECT ${columns} FROM voting_member m WHERE m.iin = ANY ($1::text[])`,
      [iins],
      tx,
    );
  }

  /** How many members each territory has of its own, without the territories below it. */
  async countsByTerritory(): Promise<{ territory: TerritoryCode; members: number }[]> {
    return await this.database.rows<{ territory: TerritoryCode; members: number }>(
      'SELECT territory, count(*)::integer AS members FROM voting_member GROUP BY territory ORDER BY territory',
    );
  }
}
