import {
  Catch,
  HttpException,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { KnownRequest } from '../identity/access.js';
import { page } from './answer.js';
import { languageOf } from './language.js';
import { send } from './page.interceptor.js';
import { wordsIn, type Translate } from './words.js';

const known = [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 503];

/** Answers every failure with its status: a page for people, `{ error }` for programs, a reference for the unexpected. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('error');

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<KnownRequest>(), http.getResponse<FastifyReply>()];
    const status = statusOf(error);
    const reference = randomUUID().slice(0, 8);
    if (status >= 500) this.logger.error({ reference, err: error });
    if (status === 429) void reply.header('retry-after', '60');
    if (isApi(request)) {
      void reply.status(status).send(jsonOf(error, status, reference));
      return;
    }
    if (status === 401 && request.method === 'GET') {
      await reply
        .status(303)
        .header('location', `/sign-in?next=${encodeURIComponent(request.url)}`)
        .send('');
      return;
    }
    const t = wordsIn(languageOf(request));
    const html = await send(page('error', errorPage(status, reference, t), status), request, reply);
    await reply.send(html);
  }
}

function errorPage(status: number, reference: string, t: Translate): object {
  const key = known.includes(status) ? String(status) : '500';
  return {
    title: t(`error.${key}.title`),
    sentence: t(`error.${key}.sentence`),
    reference: key === '500' ? t('error.reference', { reference }) : null,
    home: t('error.home'),
  };
}

function jsonOf(error: unknown, status: number, reference: string): object {
  if (error instanceof HttpException) {
    const answer = error.getResponse();
    return typeof answer === 'object' ? answer : { error: { kind: answer } };
  }
  return { error: { kind: status >= 500 ? 'unexpected' : 'request-not-understood', reference } };
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : 500;
}

function isApi({ url, headers }: KnownRequest): boolean {
  return url.startsWith('/api/') || headers.accept === 'application/json';
}
