import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { hash } from '@node-rs/argon2';
import type { Clock } from '../../kernel/clock.js';
import type { AccountId, TerritoryCode } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../clock.js';
import { Database, violatedUnique, type Tx } from '../database/database.js';
import { Ledger, type LedgerKind } from '../ledger/index.js';
import {
  isTerritorial,
  managesGrant,
  type Actor,
  type Grant,
  type OutsideYourTerritory,
  type Role,
} from './actor.js';
import { GrantTerritories } from './grant-territories.js';

export interface StaffAccount {
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly grants: readonly Grant[];
}

export interface PersonAccount {
  readonly iin: string;
  readonly name: string;
  readonly contact: string;
}

export type AccountRefusal =
  | { readonly kind: 'login-taken' }
  | { readonly kind: 'password-too-short'; readonly least: number }
  | { readonly kind: 'login-malformed' }
  | { readonly kind: 'territory-missing' }
  | { readonly kind: 'territory-unknown'; readonly territory: string }
  | OutsideYourTerritory;

export interface KnownAccount {
  readonly id: AccountId;
  readonly login: string | null;
  readonly iin: string | null;
  readonly name: string;
  readonly contact: string | null;
  readonly passwordHash: string | null;
}

const leastPassword = 12;

/** The accounts of staff and of people, and the roles they hold. */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly territories: GrantTerritories,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Opens an account for staff, with its roles, and records who did it. `by` is null at the command line. */
  async openForStaff(
    staff: StaffAccount,
    by: Actor | null,
  ): Promise<Result<AccountId, AccountRefusal>> {
    const refusal = staffRefusal(staff) ?? (await this.grantRefusal(staff.grants, by));
    if (refusal) return refuse(refusal);
    const passwordHash = await hash(staff.password);
    const id = randomUUID() as AccountId;
    try {
      await this.database.transaction(async (tx) => {
        await tx.query(
          `INSERT INTO identity_account (id, login, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)`,
          [id, staff.login, staff.name, passwordHash, this.clock.now()],
        );
        await this.record(tx, 'account-opened', id, by?.accountId ?? null, {});
        for (const grant of staff.grants) await this.give(tx, id, grant, by?.accountId ?? null);
      });
    } catch (error) {
      if (violatedUnique(error) === 'identity_account_login')
        return refuse({ kind: 'login-taken' });
      throw error;
    }
    return accept(id);
  }

  /** The account of a person, opened if there is none yet. The contact of a known person is not changed by this. */
  async ensurePerson(tx: Tx, person: PersonAccount): Promise<AccountId> {
    await tx.query(
      `INSERT INTO identity_account (id, iin, name, contact, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (iin) DO NOTHING`,
      [randomUUID(), person.iin, person.name, person.contact, this.clock.now()],
    );
    const [row] = await tx.query<{ id: AccountId }[]>(
      'SELECT id FROM identity_account WHERE iin = $1',
      [person.iin],
    );
    if (!row) throw new Error('Impossible: the account was just opened');
    return row.id;
  }

  /** Gives a role; giving it again changes nothing. */
  async give(tx: Tx, account: AccountId, grant: Grant, by: AccountId | null): Promise<void> {
    const [known] = await tx.query<unknown[]>(
      `SELECT 1 FROM identity_grant WHERE account_id = $1 AND role = $2
          AND territory IS NOT DISTINCT FROM $3 AND revoked_at IS NULL`,
      [account, grant.role, grant.territory],
    );
    if (known) return;
    await tx.query(
      `INSERT INTO identity_grant (id, account_id, role, territory, granted_by, granted_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [randomUUID(), account, grant.role, grant.territory, by, this.clock.now()],
    );
    // Voters are who the register says, by nobody's decision; a line for each would tell when each came to vote.
    if (grant.role !== 'voter') await this.record(tx, 'role-given', account, by, { ...grant });
  }

  /** The actor behind an account that is not disabled. */
  async actor(id: AccountId): Promise<Actor | null> {
    const rows = await this.database.rows<{
      name: string;
      role: Grant['role'] | null;
      territory: Grant['territory'];
    }>(
      `SELECT a.name, g.role, g.territory FROM identity_account a
         LEFT JOIN identity_grant g ON g.account_id = a.id AND g.revoked_at IS NULL
        WHERE a.id = $1 AND a.disabled_at IS NULL ORDER BY g.granted_at`,
      [id],
    );
    const [first] = rows;
    if (!first) return null;
    const grants = rows.flatMap(({ role, territory }) => (role ? [{ role, territory }] : []));
    return { accountId: id, name: first.name, grants };
  }

  async byLogin(login: string): Promise<KnownAccount | null> {
    return await this.one('login = $1', login);
  }

  async byIin(iin: string): Promise<KnownAccount | null> {
    return await this.one('iin = $1', iin);
  }

  async byId(id: AccountId): Promise<KnownAccount | null> {
    return await this.one('id = $1', id);
  }

  /** The IINs of accounts, in their order; null where there is none, or the account is disabled. */
  async iinsOf(ids: readonly AccountId[]): Promise<(string | null)[]> {
    const rows = await this.database.rows<{ iin: string | null }>(
      `SELECT a.iin FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, place)
         LEFT JOIN identity_account a ON a.id = wanted.id AND a.disabled_at IS NULL ORDER BY wanted.place`,
      [ids],
    );
    return rows.map(({ iin }) => iin);
  }

  /** Everybody on staff who holds one of the roles over the territory itself (not one above it). */
  async holdersAt(
    territory: string,
    held: readonly string[],
  ): Promise<{ id: AccountId; name: string; role: string }[]> {
    return await this.database.rows(
      `SELECT a.id, a.name, g.role FROM identity_grant g JOIN identity_account a ON a.id = g.account_id
        WHERE g.territory = $1 AND g.role = ANY($2) AND g.revoked_at IS NULL AND a.disabled_at IS NULL
        ORDER BY g.role, a.name`,
      [territory, held],
    );
  }

  /** Everybody on staff who holds the role over the territory: over itself, or over one above it. By name. */
  async holdersOver(
    territory: TerritoryCode,
    role: Role,
  ): Promise<{ readonly id: AccountId; readonly name: string }[]> {
    return await this.database.rows(
      `SELECT a.id, a.name FROM identity_account a WHERE a.disabled_at IS NULL AND EXISTS (
         SELECT 1 FROM identity_grant g WHERE g.account_id = a.id AND g.role = $2 AND g.revoked_at IS NULL
            AND (g.territory IS NULL OR starts_with($1, g.territory)))
        ORDER BY a.name, a.id`,
      [territory, role],
    );
  }

  /** What people are called, those included whose accounts are closed. */
  async namesOf(accounts: readonly AccountId[]): Promise<ReadonlyMap<AccountId, string>> {
    const rows = await this.database.rows<{ id: AccountId; name: string }>(
      'SELECT id, name FROM identity_account WHERE id = ANY ($1::uuid[])',
      [accounts],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Whether nobody has an account yet: the first visit makes the central office. */
  async none(): Promise<boolean> {
    const [row] = await this.database.rows<{ any: boolean }>(
      'SELECT EXISTS (SELECT 1 FROM identity_account WHERE login IS NOT NULL) AS any',
    );
    return !row?.any;
  }

  /** A role over nowhere, or over a place that is not there, would give a right that nobody can use or foresee. */
  private async grantRefusal(
    grants: readonly Grant[],
    by: Actor | null,
  ): Promise<AccountRefusal | null> {
    const known = await this.territories.all();
    for (const grant of grants) {
      const { role, territory } = grant;
      if (territory === null && isTerritorial(role)) return { kind: 'territory-missing' };
      if (territory !== null && known.every(({ code }) => code !== territory)) {
        return { kind: 'territory-unknown', territory };
      }
      if (by !== null && !managesGrant(by, grant)) return { kind: 'outside-your-territory' };
    }
    return null;
  }

  private async one(condition: string, value: string): Promise<KnownAccount | null> {
    const [row] = await this.database.rows<KnownAccount>(
      `SELECT id, login, iin, name, contact, password_hash AS "passwordHash"
         FROM identity_account WHERE ${condition} AND disabled_at IS NULL`,
      [value],
    );
    return row ?? null;
  }

  private async record(
    tx: Tx,
    kind: LedgerKind,
    subject: AccountId,
    actor: AccountId | null,
    data: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    await this.ledger.append(tx, { kind, subject, actor, data });
  }
}

function staffRefusal({ login, password }: StaffAccount): AccountRefusal | null {
  if (!/^[a-z0-9][a-z0-9._@-]{1,63}$/.test(login)) return { kind: 'login-malformed' };
  return password.length < leastPassword
    ? { kind: 'password-too-short', least: leastPassword }
    : null;
}
