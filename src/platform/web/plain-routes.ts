import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccessRule, KnownRequest } from '../identity/access.js';
import { Doorkeeper } from '../identity/doorkeeper.js';
import { answerProgram, busy } from './error.filter.js';
import { Lateness } from './lateness.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['post']>;

/** A `POST` of the JSON API for a crowd. */
export interface PlainRoute {
  /** As in the decorators of a controller: without the first slash, parameters with a colon. */
  readonly path: string;
  readonly access: AccessRule;
  /** How the route stands in the description of the API. */
  readonly operation: Operation;
  /** The longest body, in bytes. */
  readonly bodyLimit: number;
  /** In how many seconds to try again when there is too much to do already; null when there is not. */
  readonly overloaded: () => number | null;
  /** The JSON to answer with; refusals are thrown as they are in a controller. */
  readonly answer: (request: KnownRequest) => Promise<object>;
}

/** A process that comes this late to its work takes no more of it, in milliseconds. */
const tooLate = 1_000;

/**
 * Routes that a crowd uses at once. They stand on Fastify itself and go without what the other routes get on their way
 * through the framework, which costs several times what they do themselves; who may use them is checked as everywhere.
 * When there is too much to do they refuse with 503 and `Retry-After` before the body is read.
 */
@Injectable()
export class PlainRoutes implements OnApplicationShutdown {
  private readonly added: PlainRoute[] = [];
  private readonly lateness = new Lateness();
  private readonly logger = new Logger('load');
  private refused = 0;
  private telling: NodeJS.Timeout | undefined;

  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly doorkeeper: Doorkeeper,
  ) {}

  get all(): readonly PlainRoute[] {
    return this.added;
  }

  /** Adds a route while the application starts. */
  add(route: PlainRoute): void {
    this.added.push(route);
    this.host.httpAdapter.getInstance().route({
      method: 'POST',
      url: `/${route.path}`,
      bodyLimit: route.bodyLimit,
      config: { rateLimit: false },
      helmet: false,
      compress: false,
      onRequest: (request, reply, done) => {
        const seconds = this.overloaded(route);
        if (seconds !== null) this.refuse(request, reply, seconds);
        else if (isJson(request)) done();
        else void reply.status(415).send({ error: { kind: 'request-not-understood' } });
      },
      handler: async (request, reply) => {
        await this.doorkeeper.admit(route.access, request, reply);
        return await route.answer(request);
      },
      errorHandler: answerProgram,
    });
  }

  onApplicationShutdown(): void {
    this.lateness.stop();
  }

  private refuse(request: FastifyRequest, reply: FastifyReply, seconds: number): void {
    void reply.status(503).header('retry-after', String(seconds)).send(busy(request, seconds));
    this.refused += 1;
    this.telling ??= setTimeout(() => {
      this.logger.warn(`Too much to do: ${this.refused} requests were told to come again`);
      this.refused = 0;
      this.telling = undefined;
    }, 10_000).unref();
  }

  private overloaded(route: PlainRoute): number | null {
    const late = this.lateness.milliseconds;
    return late > tooLate ? Math.ceil(late / 1_000) : route.overloaded();
  }
}

/** Whether the body, if there is one, is JSON: what is taken for forms elsewhere would not be understood here. */
function isJson({ headers }: FastifyRequest): boolean {
  const type = headers['content-type'];
  return type === undefined || type.startsWith('application/json');
}

/** The routes as they stand in the description of the API. */
export function pathsOf(routes: readonly PlainRoute[]): OpenAPIObject['paths'] {
  return Object.fromEntries(
    routes.map(({ path, operation }) => [
      `/${path.replaceAll(/:(\w+)/g, '{$1}')}`,
      { post: operation },
    ]),
  );
}
