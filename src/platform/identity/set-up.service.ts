import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '../../kernel/result.js';
import type { AccountId } from '../../kernel/ids.js';
import { Accounts, type AccountRefusal, type StaffAccount } from './accounts.js';

export type SetUpRefusal = AccountRefusal | { readonly kind: 'set-up-link-invalid' };

/** Opens the first account, the central office, through a link that only the console of the server has shown. */
@Injectable()
export class SetUpService {
  private secret: Buffer | undefined;

  constructor(private readonly accounts: Accounts) {}

  /** The one-time secret for the link, while nobody has an account; null afterwards. A restart makes a new one. */
  async openLink(): Promise<string | null> {
    if (!(await this.accounts.none())) return null;
    const secret = randomBytes(24).toString('base64url');
    this.secret = hashOf(secret);
    return secret;
  }

  async fits(secret: string): Promise<boolean> {
    return (
      this.secret !== undefined &&
      timingSafeEqual(this.secret, hashOf(secret)) &&
      (await this.accounts.none())
    );
  }

  async openCentralOffice(
    secret: string,
    staff: Omit<StaffAccount, 'grants'>,
  ): Promise<Result<AccountId, SetUpRefusal>> {
    if (!(await this.fits(secret))) return refuse({ kind: 'set-up-link-invalid' });
    const opened = await this.accounts.openForStaff(
      {
        ...staff,
        grants: [
          { role: 'central-office', territory: null },
          { role: 'administrator', territory: null },
        ],
      },
      null,
    );
    if (opened.ok) this.secret = undefined;
    return opened;
  }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
