import type { Translate } from '../../web/index.js';
import type { AccountRefusal } from '../accounts.js';
import type { PersonRefusal } from '../person-sign-in.service.js';
import type { SetUpRefusal } from '../set-up.service.js';
import type { SignInRefusal } from '../sign-in.service.js';
import { accountField, accountSentence } from './account-sentence.js';

export interface SignInPage {
  readonly title: string;
  readonly errors: readonly { readonly field: string; readonly sentence: string }[];
  readonly values: Readonly<Record<string, string>>;
  /** Where a code has just been sent; null before. */
  readonly sentTo: string | null;
  readonly next: string;
}

/** The page with both ways in; `errors` name their field, values typed are kept (never passwords or codes). */
export function signInPage(
  t: Translate,
  options: {
    readonly errors?: SignInPage['errors'];
    readonly values?: Readonly<Record<string, string>>;
    readonly sentTo?: string | null;
    readonly next?: string;
  } = {},
): SignInPage {
  return {
    title: t('identity.title'),
    errors: options.errors ?? [],
    values: { login: '', iin: '', name: '', ...options.values },
    sentTo: options.sentTo ?? null,
    next: localAddress(options.next),
  };
}

/** Only an address of this site: a sign-in form must not send people elsewhere. */
export function localAddress(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

/** The sentence for a refusal, beside the field it concerns. */
export function refusalSentence(
  t: Translate,
  refusal: SignInRefusal | PersonRefusal | SetUpRefusal | AccountRefusal,
): SignInPage['errors'] {
  switch (refusal.kind) {
    case 'wrong-login-or-password':
      return [{ field: 'login', sentence: t('identity.error.wrong-login-or-password') }];
    case 'locked':
      return [{ field: 'login', sentence: t('identity.error.locked', { until: refusal.until }) }];
    case 'too-many-codes':
      return [
        { field: 'iin', sentence: t('identity.error.too-many-codes', { at: refusal.retryAt }) },
      ];
    case 'code-wrong':
      return [
        { field: 'code', sentence: t('identity.error.code-wrong', { left: refusal.attemptsLeft }) },
      ];
    case 'code-expired':
      return [{ field: 'code', sentence: t('identity.error.code-expired') }];
    case 'person-unknown':
      return [{ field: 'iin', sentence: t('identity.error.person-unknown') }];
    case 'set-up-link-invalid':
      return [{ field: 'login', sentence: t('identity.error.set-up-link-invalid') }];
    case 'login-taken':
    case 'login-malformed':
    case 'password-too-short':
    case 'territory-missing':
    case 'territory-unknown':
    case 'outside-your-territory':
      return [{ field: accountField(refusal), sentence: accountSentence(t, refusal) }];
  }
}
