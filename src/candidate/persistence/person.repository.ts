import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/clock.js';
import type { AccountId, PersonId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Iin } from '../domain/iin.js';
import type { PersonData } from '../domain/person.js';

export interface PersonRow {
  readonly id: PersonId;
  readonly iin: Iin;
  readonly accountId: AccountId | null;
  readonly contact: string | null;
  readonly family: string | null;
  readonly given: string | null;
}

const columns = 'id, iin, account_id AS "accountId", contact, family, given';

/** People who apply, one row for each IIN. */
@Injectable()
export class PersonRepository {
  constructor(private readonly database: Database) {}

  /** The person with the IIN, added if new. An account or a contact is filled in where there was none. */
  async ensure(
    tx: Tx,
    person: {
      readonly iin: Iin;
      readonly accountId: AccountId | null;
      readonly contact: string | null;
    },
    now: Instant,
  ): Promise<PersonRow> {
    const [row] = await tx.query<PersonRow[]>(
      `INSERT INTO candidate_person AS p (id, iin, account_id, contact, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $5)
       ON CONFLICT (iin) DO UPDATE SET account_id = coalesce(p.account_id, excluded.account_id),
         contact = coalesce(p.contact, excluded.contact)
       RETURNING ${columns}`,
      [randomUUID(), person.iin, person.accountId, person.contact, now],
    );
    if (!row) throw new Error('Impossible: the person was just added');
    return row;
  }

  async byIin(iin: string): Promise<PersonRow | null> {
    const [row] = await this.database.rows<PersonRow>(
      `SELECT ${columns} FROM candidate_person WHERE iin = $1`,
      [iin],
    );
    return row ?? null;
  }

  /** Makes the person with the IIN the owner of the account, if nobody is yet. */
  async claim(iin: string, account: AccountId): Promise<void> {
    await this.database.rows(
      'UPDATE candidate_person SET account_id = $2 WHERE iin = $1 AND account_id IS NULL',
      [iin, account],
    );
  }

  /** Whether an application of the person is with the commission or decided, so that the data may not change under it. */
  async isLocked(tx: Tx, person: PersonId): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `SELECT 1 FROM candidate_candidacy WHERE person_id = $1
          AND state IN ('submitted', 'under-review', 'registered') LIMIT 1`,
      [person],
    );
    return rows.length > 0;
  }

  async saveData(tx: Tx, id: PersonId, data: PersonData, now: Instant): Promise<void> {
    await tx.query(
      `UPDATE candidate_person SET family = $2, given = $3, patronymic = $4, birth_date = $5, sex = $6,
              resident_since = $7, membership = $8, bars = $9, updated_at = $10 WHERE id = $1`,
      [
        id,
        data.name.family,
        data.name.given,
        data.name.patronymic,
        data.birthDate,
        data.sex,
        data.residentSince,
        data.membership,
        data.bars,
        now,
      ],
    );
  }
}
