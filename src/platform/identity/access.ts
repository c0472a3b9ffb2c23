import { SetMetadata, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor, Role } from './actor.js';
import type { SignedIn } from './jwt.strategy.js';

/** What a route demands: nothing, a session, or a session with one of some roles. */
export type AccessRule =
  { readonly kind: 'public' } | { readonly kind: 'signed-in'; readonly roles: readonly Role[] };

export const accessRuleKey = 'irikteu:access';

/** Anybody may call the route. A session, if there is one, is still known to it. */
export const Public = (): ReturnType<typeof SetMetadata> =>
  SetMetadata(accessRuleKey, { kind: 'public' } satisfies AccessRule);

/** Only people with one of the roles may call the route; without roles, anybody signed in. */
export const Access = (...allowed: readonly Role[]): ReturnType<typeof SetMetadata> =>
  SetMetadata(accessRuleKey, { kind: 'signed-in', roles: allowed } satisfies AccessRule);

/** A request once the guard has seen it. */
export interface KnownRequest extends FastifyRequest {
  signedIn?: SignedIn;
}

/** The acting account of a guarded route. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { signedIn } = context.switchToHttp().getRequest<KnownRequest>();
  if (!signedIn) throw new Error('Impossible: the guard lets nobody in without a session');
  return signedIn.actor;
});

/** The acting account of a public route, if somebody is signed in. */
export const MaybeActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor | null =>
    context.switchToHttp().getRequest<KnownRequest>().signedIn?.actor ?? null,
);
