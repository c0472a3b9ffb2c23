import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { languageOf } from './language.js';
import { wordsIn, type Translate } from './words.js';

/** The translator for the reader of this request. */
export const Words = createParamDecorator((_: unknown, context: ExecutionContext): Translate =>
  wordsIn(languageOf(context.switchToHttp().getRequest<FastifyRequest>())),
);
