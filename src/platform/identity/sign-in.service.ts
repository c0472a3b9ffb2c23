import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { Instant } from '../../kernel/clock.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Accounts } from './accounts.js';
import { LockOut } from './lock-out.js';
import { Sessions, type Tokens } from './sessions.js';

export type SignInRefusal =
  | { readonly kind: 'wrong-login-or-password' }
  | { readonly kind: 'locked'; readonly until: Instant };

/** Signs staff in by login and password (argon2id). */
@Injectable()
export class SignInService {
  /** Compared against when there is no such login, so that the answer takes as long. */
  private readonly nobody = hash('nobody has this password');

  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly lockOut: LockOut,
  ) {}

  async signIn(login: string, password: string): Promise<Result<Tokens, SignInRefusal>> {
    const subject = `login:${login}`;
    const until = await this.lockOut.lockedUntil(subject);
    if (until) return refuse({ kind: 'locked', until });
    const account = await this.accounts.byLogin(login);
    const right = await verify(account?.passwordHash ?? (await this.nobody), password);
    if (!account || !right) {
      await this.lockOut.failed(subject);
      return refuse({ kind: 'wrong-login-or-password' });
    }
    await this.lockOut.succeeded(subject);
    return accept(await this.sessions.start(account.id));
  }
}
