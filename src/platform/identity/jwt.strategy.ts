import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { SETTINGS, type Settings } from '../settings.js';
import { Accounts } from './accounts.js';
import type { Actor } from './actor.js';
import { accessCookie } from './cookies.js';
import { Sessions, type AccessClaims } from './sessions.js';

export interface SignedIn {
  readonly actor: Actor;
  readonly sessionId: string;
}

interface CookieRequest {
  readonly cookies?: Readonly<Record<string, string | undefined>>;
}

/** Reads the access token from the bearer header or, for pages, from the HttpOnly cookie. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromExtractors([
        ExtractJwt.fromAuthHeaderAsBearerToken(),
        (request: unknown) => (request as CookieRequest).cookies?.[accessCookie] ?? null,
      ]),
      secretOrKey: settings.secret,
      algorithms: ['HS256'],
    });
  }

  async validate(claims: AccessClaims): Promise<SignedIn | false> {
    if (!(await this.sessions.isOpen(claims.sid))) return false;
    const actor = await this.accounts.actor(claims.sub);
    return actor ? { actor, sessionId: claims.sid } : false;
  }
}
