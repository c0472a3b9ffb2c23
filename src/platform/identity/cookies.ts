import type { FastifyReply } from 'fastify';
import type { Settings } from '../settings.js';
import type { Tokens } from './sessions.js';

export const accessCookie = 'irikteu_access';
export const refreshCookie = 'irikteu_refresh';

const refreshSeconds = 7 * 24 * 60 * 60;

/** Hands the tokens to the browser in cookies that no script can read. */
export function setTokenCookies(reply: FastifyReply, tokens: Tokens, settings: Settings): void {
  const shared = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: settings.secureCookies,
    maxAge: refreshSeconds,
  } as const;
  void reply.setCookie(accessCookie, tokens.access, shared);
  void reply.setCookie(refreshCookie, tokens.refresh, shared);
}

export function clearTokenCookies(reply: FastifyReply): void {
  void reply.clearCookie(accessCookie, { path: '/' });
  void reply.clearCookie(refreshCookie, { path: '/' });
}
