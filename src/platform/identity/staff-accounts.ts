import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { AccountId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../clock.js';
import { Database, type Tx } from '../database/database.js';
import { Ledger } from '../ledger/index.js';
import { managesGrant, type Actor, type Grant, type OutsideYourTerritory } from './actor.js';

/** An account of staff with the roles it holds. */
export interface StaffMember {
  readonly id: AccountId;
  readonly login: string;
  readonly name: string;
  readonly disabledAt: Date | null;
  readonly grants: readonly Grant[];
}

export type DisableRefusal =
  { readonly kind: 'account-unknown' | 'own-account' | 'already-disabled' } | OutsideYourTerritory;

/** Who of the staff has which role where, and the end of an account. */
@Injectable()
export class StaffAccounts {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Every account of staff, closed ones included: some thousands in the largest party. */
  async all(): Promise<StaffMember[]> {
    return await this.database.rows<StaffMember>(
      `SELECT ${columns} FROM identity_account a WHERE a.login IS NOT NULL`,
    );
  }

  async byId(id: AccountId, tx: Tx = this.database.reader): Promise<StaffMember | null> {
    const [row] = await tx.query<StaffMember[]>(
      `SELECT ${columns} FROM identity_account a WHERE a.id = $1 AND a.login IS NOT NULL`,
      [id],
    );
    return row ?? null;
  }

  /** Closes an account and ends its sessions at once. What it signed and decided stays. Nobody closes their own. */
  async disable(id: AccountId, by: Actor): Promise<Result<true, DisableRefusal>> {
    return await this.database.decide(async (tx): Promise<Result<true, DisableRefusal>> => {
      await tx.query('SELECT 1 FROM identity_account WHERE id = $1 FOR UPDATE', [id]);
      const account = await this.byId(id, tx);
      const refusal = disableRefusal(account, by);
      if (refusal) return refuse(refusal);
      const now = this.clock.now();
      await tx.query('UPDATE identity_account SET disabled_at = $2 WHERE id = $1', [id, now]);
      await tx.query(
        'UPDATE identity_session SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL',
        [id, now],
      );
      await this.ledger.append(tx, {
        kind: 'account-disabled',
        subject: id,
        actor: by.accountId,
        data: {},
      });
      return accept(true);
    });
  }
}

/** What keeps the actor from closing the account; null when nothing does. */
export function disableRefusal(account: StaffMember | null, by: Actor): DisableRefusal | null {
  if (!account) return { kind: 'account-unknown' };
  if (account.id === by.accountId) return { kind: 'own-account' };
  if (account.disabledAt !== null) return { kind: 'already-disabled' };
  return account.grants.every((grant) => managesGrant(by, grant))
    ? null
    : { kind: 'outside-your-territory' };
}

const columns = `a.id, a.login, a.name, a.disabled_at AS "disabledAt",
  coalesce((SELECT jsonb_agg(jsonb_build_object('role', g.role, 'territory', g.territory) ORDER BY g.granted_at)
              FROM identity_grant g WHERE g.account_id = a.id AND g.revoked_at IS NULL), '[]') AS grants`;
