import { RouteConfig } from '@nestjs/platform-fastify';

/** At most so many calls of the route a minute from one address. */
export const RateLimit = (perMinute: number): MethodDecorator =>
  RouteConfig({ rateLimit: { max: perMinute, timeWindow: '1 minute' } });

/** The route is not limited: the ballot path is guarded by tokens, health is asked all the time. */
export const NoRateLimit = (): MethodDecorator => RouteConfig({ rateLimit: false });
