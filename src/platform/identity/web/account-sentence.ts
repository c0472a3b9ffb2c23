import type { Translate } from '../../web/index.js';
import type { AccountRefusal } from '../accounts.js';

/** Why an account was not opened. */
export function accountSentence(t: Translate, refusal: AccountRefusal): string {
  const key = `identity.error.${refusal.kind}`;
  switch (refusal.kind) {
    case 'password-too-short':
      return t(key, { least: refusal.least });
    case 'territory-unknown':
      return t(key, { territory: refusal.territory });
    case 'login-taken':
    case 'login-malformed':
    case 'territory-missing':
    case 'outside-your-territory':
      return t(key);
  }
}

/** The field of the form that a refusal is about. */
export function accountField({ kind }: AccountRefusal): 'login' | 'password' | 'territory' {
  switch (kind) {
    case 'login-taken':
    case 'login-malformed':
      return 'login';
    case 'password-too-short':
      return 'password';
    case 'territory-missing':
    case 'territory-unknown':
    case 'outside-your-territory':
      return 'territory';
  }
}
