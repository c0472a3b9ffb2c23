import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger, Params } from 'nestjs-pino';
import type { Settings } from './settings.js';

/** The program's log: JSON lines. Requests are logged by `logRequest`, after they are answered, and carry no logger. */
export function loggerParams(settings: Settings): Params {
  return {
    pinoHttp: { level: settings.logLevel, autoLogging: false, serializers: { err: describeError } },
    forRoutes: [],
  };
}

/**
 * What is told of an error. A failed statement carries its parameters, which can be voters and ballots: nothing of an error is
 * told but what is named here.
 */
function describeError(error: Error & { readonly code?: unknown }): object {
  const { name, message, stack, code } = error;
  return { type: name, message, stack, ...(typeof code === 'string' && { code }) };
}

/** One line a request, without personal data: no address, no query, no header, no body. Authorisations and ballots leave none. */
export function logRequest(logger: Logger, request: FastifyRequest, reply: FastifyReply): void {
  const [path = ''] = request.url.split('?');
  if (isBallotPath(path) || path.startsWith('/assets/')) return;
  const { method } = request;
  logger.log({ method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
}

function isBallotPath(path: string): boolean {
  return /^\/api\/rounds\/[^/]+\/(authorisation|ballots)/.test(path);
}
