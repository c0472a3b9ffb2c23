import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import type { KnownRequest } from '../identity/access.js';
import { isAnswer, type Answer } from './answer.js';
import { keepLanguage, languageOf } from './language.js';
import { shell } from './shell.js';
import { wordsIn } from './words.js';

/** Turns the `Answer` of a page controller into HTML or a redirect; JSON controllers pass through. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<KnownRequest>(), http.getResponse<FastifyReply>()];
    return next
      .handle()
      .pipe(
        mergeMap(async (value: unknown) =>
          isAnswer(value) ? await send(value, request, reply) : value,
        ),
      );
  }
}

/** Sends an answer: the error filter uses it too, so that error pages stand in the same shell. */
export async function send(
  answer: Answer,
  request: KnownRequest,
  reply: FastifyReply,
): Promise<string> {
  if (answer.kind === 'go') {
    void reply.status(303).header('location', answer.to);
    return '';
  }
  keepLanguage(request, reply);
  const t = wordsIn(languageOf(request));
  const actor = request.signedIn?.actor ?? null;
  const view = { ...answer.view, shell: shell(request.url, actor, reply.generateCsrf(), t), t };
  void reply.status(answer.status).type('text/html; charset=utf-8');
  return await reply.viewAsync(`pages/${answer.template}.hbs`, view);
}
