import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { SETTINGS, type Settings } from '../settings.js';
import type { Actor } from './actor.js';
import { accessCookie } from './cookies.js';
import { KnownSessions } from './known-sessions.js';
import type { AccessClaims } from './sessions.js';

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
    private readonly sessions: KnownSessions,
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
    const actor = await this.sessions.actorOf(claims);
    return actor ? { actor, sessionId: claims.sid } : false;
  }
}
