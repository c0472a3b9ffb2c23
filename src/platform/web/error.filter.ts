import {
  Catch,
  HttpException,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { KnownRequest } from '../identity/access.js';
import { isDatabaseAway } from '../database/database.js';
import { page } from './answer.js';
import { BoxAway } from './away.js';
import { languageOf } from './language.js';
import { send } from './page.interceptor.js';
import { TooBusy } from './too-busy.js';
import { wordsIn, type Translate } from './words.js';

const logger = new Logger('error');

/** In how many seconds to ask again when the database or the box cannot be reached: they are started within a few. */
const comesBackWithin = 5;

const known = [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 503];

/** Answers every failure with its status: a page for people, `{ error }` for programs, a reference for the unexpected. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<KnownRequest>(), http.getResponse<FastifyReply>()];
    if (isApi(request)) {
      answerProgram(error, request, reply);
      return;
    }
    const { status, reference } = noted(error, reply);
    if (status === 401 && request.method === 'GET') {
      await reply
        .status(303)
        .header('location', `/sign-in?next=${encodeURIComponent(request.url)}`)
        .send('');
      return;
    }
    const t = wordsIn(languageOf(request));
    const key = awayKey(error) ?? keyOf(status);
    const html = await send(page('error', errorPage(key, reference, t), status), request, reply);
    await reply.send(html);
  }
}

/** Answers a failed request of a program: `{ error }`, in its own words where a person may read it. */
export function answerProgram(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, reference } = noted(error, reply);
  void reply.status(status).send(programAnswer(error, request, { status, reference }));
}

function programAnswer(
  error: unknown,
  request: FastifyRequest,
  { status, reference }: { readonly status: number; readonly reference: string },
): object {
  if (error instanceof TooBusy) return busy(request, error.seconds);
  const away = awayKey(error);
  if (away) return awayAnswer(away, request);
  return jsonOf(error, status, reference);
}

/** What to answer when there is too much to do: with a sentence, for it is people who wait. */
export function busy(request: FastifyRequest, seconds: number): object {
  const sentence = wordsIn(languageOf(request))('voting-overload.busy', { seconds });
  return { error: { kind: 'overloaded', seconds, sentence } };
}

/** What cannot be reached: the words of the error, and its kind for programs; null when that was not why it failed. */
function awayKey(error: unknown): 'away' | 'box-away' | null {
  if (error instanceof BoxAway) return 'box-away';
  return isDatabaseAway(error) ? 'away' : null;
}

/** What to answer while the database or the box cannot be reached: nothing is wrong with what was asked. */
function awayAnswer(key: 'away' | 'box-away', request: FastifyRequest): object {
  const sentence = wordsIn(languageOf(request))(`error.${key}.sentence`);
  const kind = key === 'away' ? 'database-away' : key;
  return { error: { kind, seconds: comesBackWithin, sentence } };
}

/** Says in the log what nobody expected, and in the head when to try again. */
function noted(error: unknown, reply: FastifyReply): { status: number; reference: string } {
  const status = statusOf(error);
  const reference = randomUUID().slice(0, 8);
  if (status === 429) void reply.header('retry-after', '60');
  if (awayKey(error)) void reply.header('retry-after', String(comesBackWithin));
  if (error instanceof TooBusy) void reply.header('retry-after', String(error.seconds));
  else if (status >= 500) logger.error({ reference, err: error });
  return { status, reference };
}

function keyOf(status: number): string {
  return known.includes(status) ? String(status) : '500';
}

function errorPage(key: string, reference: string, t: Translate): object {
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

/** What the reader of forms (@fastify/busboy) throws, without a status, over a form of parts that it cannot read. */
const unreadableForm =
  /^(Multipart: Boundary not found|Unexpected end of multipart data|.+ terminated early due to unexpected end of multipart data|The needle cannot have a length bigger than 256|Missing Content-Type-header|Unsupported Content-Type)/;

function statusOf(error: unknown): number {
  if (isDatabaseAway(error)) return 503;
  if (error instanceof Error && unreadableForm.test(error.message)) return 400;
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : 500;
}

function isApi({ url, headers }: FastifyRequest): boolean {
  return url.startsWith('/api/') || headers.accept === 'application/json';
}
