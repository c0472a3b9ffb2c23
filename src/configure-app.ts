import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import view from '@fastify/view';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import Handlebars from 'handlebars';
import { Logger } from 'nestjs-pino';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { largestFile } from './platform/files/index.js';
import { accessCookie, refreshCookie } from './platform/identity/cookies.js';
import { logRequest } from './platform/logging.js';
import { SETTINGS, type Settings } from './platform/settings.js';
import { registerCompression } from './platform/web/compression.js';
import { ErrorFilter } from './platform/web/error.filter.js';
import { pathsOf, PlainRoutes } from './platform/web/plain-routes.js';
import { PageInterceptor } from './platform/web/page.interceptor.js';
import { templatesDirectory } from './platform/templates-directory.js';
import { engineWithHelpers, partialPaths } from './platform/web/templates.js';
import { words } from './platform/web/words.js';

/** Dresses the application for the web: one function for the server and for the tests over HTTP. */
export async function configureApp(app: NestFastifyApplication): Promise<void> {
  const settings = app.get<Settings>(SETTINGS);
  words();
  if (settings.voting.kind === 'box') guardLoneBox(app, settings.voting.register.url);
  await registerSecurity(app, settings);
  await registerCompression(app);
  await registerPages(app);
  closeConnectionsWhenStopping(app);
  logRequests(app);
  app.useGlobalFilters(new ErrorFilter());
  app.useGlobalInterceptors(new PageInterceptor());
  serveOpenApi(app);
}

/** What a box that is a program of its own answers to: ballots, their log and that of its orders, its register, its health. */
const loneBoxPaths =
  /^\/(api\/rounds\/[^/]+\/(ballots$|box($|\/))|api\/box-line$|api\/ledger($|\/)|api\/openapi\.json$|health\/)/;

/** A box of its own has no pages, and its register's pages in the browsers of voters may ask it. */
function guardLoneBox(app: NestFastifyApplication, register: string): void {
  app.enableCors({
    origin: register,
    methods: ['GET', 'POST'],
    allowedHeaders: ['content-type'],
    exposedHeaders: ['retry-after'],
    credentials: false,
    maxAge: 7_200,
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    if (loneBoxPaths.test(request.url.split('?')[0] ?? '')) done();
    else void reply.status(404).send({ error: { kind: 'not-here' } });
  });
}

async function registerSecurity(app: NestFastifyApplication, settings: Settings): Promise<void> {
  await app.register(cookie, { secret: settings.secret });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: [
          "'self'",
          ...(settings.voting.kind === 'register' ? [settings.voting.box.url] : []),
        ],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: settings.secureCookies,
    referrerPolicy: { policy: 'same-origin' },
  });
  await app.register(rateLimit, { max: 1_200, timeWindow: '1 minute' });
  await app.register(multipart, {
    attachFieldsToBody: true,
    limits: { fileSize: largestFile + 1, files: 1, fields: 50 },
    throwFileSizeLimit: false,
  });
  await app.register(csrf, {
    sessionPlugin: '@fastify/cookie',
    cookieOpts: { httpOnly: true, sameSite: 'lax', path: '/', secure: settings.secureCookies },
    getToken: csrfToken,
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preHandler', (request, reply, done) => {
    if (needsCsrf(request)) fastify.csrfProtection(request, reply, done);
    else done();
  });
}

/** A browser that carries our cookies, or sends a form, must show that one of our pages asked it to. */
function needsCsrf(request: FastifyRequest): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false;
  if (request.headers.authorization !== undefined) return false;
  const cookies = request.cookies as Readonly<Record<string, string | undefined>>;
  const isForm = !(request.headers['content-type'] ?? '').startsWith('application/json');
  return isForm || cookies[accessCookie] !== undefined || cookies[refreshCookie] !== undefined;
}

function csrfToken(request: FastifyRequest): string {
  const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const field = body['_csrf'];
  const inForm =
    typeof field === 'object' && field !== null && 'value' in field ? field.value : field;
  const token = inForm ?? request.headers['x-csrf-token'];
  return typeof token === 'string' ? token : '';
}

function logRequests(app: NestFastifyApplication): void {
  const logger = app.get(Logger);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', (request, reply, done) => {
      logRequest(logger, request, reply);
      done();
    });
}

/** A stopping server answers what is in flight and asks each caller to hang up, or idle connections would hold it. */
function closeConnectionsWhenStopping(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  let stopping = false;
  fastify.addHook('preClose', (done) => {
    stopping = true;
    done();
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping) void reply.header('connection', 'close');
    done();
  });
}

async function registerPages(app: NestFastifyApplication): Promise<void> {
  await app.register(view, {
    engine: { handlebars: engineWithHelpers(Handlebars) },
    root: templatesDirectory,
    layout: 'layouts/page.hbs',
    production: true,
    options: { partials: partialPaths(), compileOptions: { strict: true } },
  });
  await app.register(fastifyStatic, {
    root: join(templatesDirectory, 'assets'),
    prefix: '/assets/',
    maxAge: '1h',
  });
  await serveLibrary(app, '@picocss/pico/css/pico.min.css', '/assets/pico/');
  await serveLibrary(app, 'htmx.org/dist/htmx.min.js', '/assets/htmx/');
}

async function serveLibrary(
  app: NestFastifyApplication,
  file: string,
  prefix: string,
): Promise<void> {
  const path = createRequire(import.meta.url).resolve(file);
  await app.register(fastifyStatic, {
    root: dirname(path),
    prefix,
    decorateReply: false,
    maxAge: '30d',
  });
}

/** The description of the whole JSON API (OpenAPI 3). */
export function openApi(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Irikteu')
    .setDescription('The JSON API of the primaries: the same use cases as the pages.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config);
  return { ...document, paths: { ...document.paths, ...pathsOf(app.get(PlainRoutes).all) } };
}

function serveOpenApi(app: NestFastifyApplication): void {
  let document: OpenAPIObject | undefined;
  app.getHttpAdapter().get('/api/openapi.json', (_: unknown, reply: FastifyReply) => {
    document ??= openApi(app);
    void reply.send(document);
  });
}
