import {
  ForbiddenException,
  Inject,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyReply } from 'fastify';
import { SETTINGS, type Settings } from '../settings.js';
import { accessRuleKey, type AccessRule, type KnownRequest } from './access.js';
import { Accounts } from './accounts.js';
import { holds } from './actor.js';
import { clearTokenCookies, refreshCookie, setTokenCookies } from './cookies.js';
import type { SignedIn } from './jwt.strategy.js';
import { Sessions } from './sessions.js';

/** passport-jwt, asked for an opinion: no session is an answer here, not an error. */
@Injectable()
class PassportJwt extends AuthGuard('jwt') {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the base class's signature
  override handleRequest<User = SignedIn | undefined>(_error: unknown, user: unknown): User {
    return (user === false ? undefined : user) as User;
  }
}

/** Lets a request through when its route's declared access allows it. A route without a declaration is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly passport = new PassportJwt();

  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly accounts: Accounts,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(accessRuleKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!rule) throw new ForbiddenException();
    const request = context.switchToHttp().getRequest<KnownRequest>();
    const signedIn = await this.whoIs(context, request);
    if (signedIn) request.signedIn = signedIn;
    if (rule.kind === 'public') return true;
    if (!signedIn) throw new UnauthorizedException();
    if (rule.roles.length > 0 && !holds(signedIn.actor, ...rule.roles)) {
      throw new ForbiddenException();
    }
    return true;
  }

  private async whoIs(
    context: ExecutionContext,
    request: KnownRequest,
  ): Promise<SignedIn | undefined> {
    const cookies = request.cookies as Readonly<Record<string, string | undefined>>;
    const hasToken = request.headers.authorization !== undefined || cookies[refreshCookie];
    if (!hasToken) return undefined;
    await this.passport.canActivate(context);
    const known = (request as { user?: SignedIn }).user;
    if (known) return known;
    return await this.renewed(context, cookies[refreshCookie]);
  }

  /** A page opened after the access token ran out: the refresh token is exchanged on the way. */
  private async renewed(
    context: ExecutionContext,
    refreshToken: string | undefined,
  ): Promise<SignedIn | undefined> {
    if (!refreshToken) return undefined;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
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
