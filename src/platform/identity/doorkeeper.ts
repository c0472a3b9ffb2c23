import { ForbiddenException, Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyReply } from 'fastify';
import { SETTINGS, type Settings } from '../settings.js';
import type { AccessRule, KnownRequest } from './access.js';
import { Accounts } from './accounts.js';
import { holds } from './actor.js';
import { clearTokenCookies, refreshCookie, setTokenCookies } from './cookies.js';
import type { SignedIn } from './jwt.strategy.js';
import { Sessions } from './sessions.js';

/** passport-jwt, asked for an opinion: no session is an answer here, not an error. */
@Injectable()
class PassportJwt extends AuthGuard('jwt') {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the base class's signature
  override handleRequest<User = SignedIn | undefined>(error: unknown, user: unknown): User {
    // The database could not be asked: that says nothing about who is signed in.
    if (error) throw error as Error;
    return (user === false ? undefined : user) as User;
  }
}

/** Knows who asks and lets in whom the rule of a route allows. */
@Injectable()
export class Doorkeeper {
  private readonly passport = new PassportJwt();

  constructor(
    private readonly sessions: Sessions,
    private readonly accounts: Accounts,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Notes on the request who asks; throws 401 or 403 when the rule does not allow it. */
  async admit(rule: AccessRule, request: KnownRequest, reply: FastifyReply): Promise<void> {
    const signedIn = await this.whoIs(request, reply);
    if (signedIn) request.signedIn = signedIn;
    if (rule.kind === 'public') return;
    if (!signedIn) throw new UnauthorizedException();
    if (rule.roles.length > 0 && !holds(signedIn.actor, ...rule.roles)) {
      throw new ForbiddenException();
    }
  }

  private async whoIs(request: KnownRequest, reply: FastifyReply): Promise<SignedIn | undefined> {
    const cookies = request.cookies as Readonly<Record<string, string | undefined>>;
    const hasToken = request.headers.authorization !== undefined || cookies[refreshCookie];
    if (!hasToken) return undefined;
    await this.passport.canActivate(new ExecutionContextHost([request, reply]));
    const known = (request as { user?: SignedIn }).user;
    if (known) return known;
    return await this.renewed(reply, cookies[refreshCookie]);
  }

  /** A page opened after the access token ran out: the refresh token is exchanged on the way. */
  private async renewed(
    reply: FastifyReply,
    refreshToken: string | undefined,
  ): Promise<SignedIn | undefined> {
    if (!refreshToken) return undefined;
    const tokens = await this.sessions.refresh(refreshToken);
    if (!tokens) {
      clearTokenCookies(reply);
      return undefined;
    }
    setTokenCookies(reply, tokens, this.settings);
    const actor = await this.accounts.actor(tokens.accountId);
    return actor ? { actor, sessionId: this.sessions.sessionOf(tokens) } : undefined;
  }
}
