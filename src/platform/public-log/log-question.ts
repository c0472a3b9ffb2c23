import { NotFoundException, type HttpException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Result } from '../../kernel/result.js';
import { refusal, type Translate } from '../web/index.js';
import type { LogRefusal } from './public-logs.js';

/** How many entries are told at once. */
export const entriesAtOnce = 1_000;

/** A count that was asked for in an address; `otherwise` where nothing was said. */
export function countIn(
  t: Translate,
  field: string,
  text: string | undefined,
  otherwise?: number,
): number {
  if (text === undefined && otherwise !== undefined) return otherwise;
  if (text === undefined || !/^\d{1,12}$/.test(text))
    throw logRefusal(t, { kind: 'not-a-count', field });
  return Number(text);
}

/** A SHA-256 hash that was asked for in an address. */
export function hashIn(t: Translate, field: string, text: string | undefined): Buffer {
  if (text === undefined || !/^[0-9a-fA-F]{64}$/.test(text))
    throw logRefusal(t, { kind: 'not-a-hash', field });
  return Buffer.from(text, 'hex');
}

/** What was answered, or the refusal with its sentence. */
export function answered<Value>(t: Translate, result: Result<Value, LogRefusal>): Value {
  if (!result.ok) throw logRefusal(t, result.error);
  return result.value;
}

/** What was found; there is nothing here when it was not. */
export function found<Value>(value: Value | null): Value {
  if (value === null) throw new NotFoundException();
  return value;
}

/** What a log has said once it says for ever: anybody may keep the answer. */
export function forEver<Answer>(reply: FastifyReply, answer: Answer): Answer {
  void reply.header('cache-control', 'public, max-age=31536000, immutable');
  return answer;
}

/** What is true now only: whoever keeps it asks again. */
export function forNow<Answer>(reply: FastifyReply, answer: Answer): Answer {
  void reply.header('cache-control', 'no-cache');
  return answer;
}

function logRefusal(t: Translate, reason: LogRefusal): HttpException {
  const sentence = t(`ledger.refusal.${reason.kind}`, { ...reason });
  return refusal({ ...reason, sentence }, reason.kind === 'leaf-unknown' ? 404 : 422);
}
