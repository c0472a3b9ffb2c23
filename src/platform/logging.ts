import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger, Params } from 'nestjs-pino';
import type { Settings } from './settings.js';

/** The program's log: JSON lines. Requests are logged by `logRequest`, after they are answered. */
export function loggerParams(settings: Settings): Params {
  return { pinoHttp: { level: settings.logLevel, autoLogging: false } };
}

/** One line a request, without personal data: no address, no query, no header, no body. The ballot path logs nothing. */
export function logRequest(logger: Logger, request: FastifyRequest, reply: FastifyReply): void {
  const [path = ''] = request.url.split('?');
  if (isBallotPath(path) || path.startsWith('/assets/')) return;
  const { method } = request;
  logger.log({ method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
}

function isBallotPath(path: string): boolean {
  return /^\/api\/rounds\/[^/]+\/ballots/.test(path);
}
