import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AppModule } from '../../src/app.module.js';
import { configureApp } from '../../src/configure-app.js';
import type { Clock, Instant } from '../../src/kernel/clock.js';
import type { TerritoryCode } from '../../src/kernel/ids.js';
import {
  Accounts,
  isTerritorial,
  Sessions,
  type Actor,
  type Role,
} from '../../src/platform/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { readSettings, type VotingPart } from '../../src/platform/settings.js';
import { freshDatabase } from './database.js';
import { noteRenderedPages } from './rendered-pages.js';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  set(instant: Instant | string): void;
}

export function testClock(start = '2020-08-20T09:00:00+05:00'): TestClock {
  let time = new Date(start);
  return { now: () => time, set: (instant) => (time = new Date(instant)) };
}

export interface TestApp {
  readonly nest: NestFastifyApplication;
  readonly clock: TestClock;
  get<T>(type: { readonly prototype: T }): T;
  rows<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** An account of staff with one role over a territory. */
  staff(role: Role, territory?: string | null, name?: string): Promise<Actor>;
  /** A browser with cookies of its own. */
  browser(): Browser;
  close(): Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly body: string;
  /** The same as it was sent, for files that are no text. */
  readonly bytes: Uint8Array;
  readonly location: string | undefined;
  json(): unknown;
}

/** The fields of a form; as pairs, a name may come more than once. */
type Fields = Record<string, string> | (readonly [string, string])[];

export interface Browser {
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  /** Sends a form with the CSRF token of the page at `from` (the form's own address when not given). */
  submit(path: string, fields: Fields, from?: string): Promise<Reply>;
  /** Sends a form with a file; the CSRF token is one of its fields. */
  upload(path: string, form: FormData): Promise<Reply>;
  post(path: string, json: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** Is signed in as the actor from now on. */
  signIn(actor: Actor): Promise<void>;
}

/** The whole application on a database of its own, listening nowhere, with a clock that the test moves. */
export async function testApp(
  options: {
    clock?: TestClock;
    environment?: Record<string, string>;
    /** Which part of the voting the application is; both when not given. */
    voting?: VotingPart;
    /** Where its key is kept, when that is known beforehand. */
    home?: string;
  } = {},
): Promise<TestApp> {
  const clock = options.clock ?? testClock();
  const database = await freshDatabase();
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'irikteu-home-')));
  const settings = await readSettings(
    {
      IRIKTEU_HOME: home,
      LOG_LEVEL: 'fatal',
      // On a busy machine a list takes longer than a reader would wait: here the page waits for it.
      IRIKTEU_LIST_PATIENCE: '60',
      ...options.environment,
    },
    database.url,
    options.voting,
  );
  const testing = await Test.createTestingModule({
    imports: [AppModule.with(settings, clock)],
  }).compile();
  const nest = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), {
    logger: false,
  });
  await configureApp(nest);
  noteRenderedPages(nest);
  await nest.init();
  await nest.getHttpAdapter().getInstance().ready();
  let staffCount = 0;
  return {
    nest,
    clock,
    get: (type) => nest.get(type as never, { strict: false }),
    rows: (sql, parameters = []) => nest.get(Database).rows(sql, parameters),
    staff: async (role, territory = null, name = `${role} ${++staffCount}`) => {
      const opened = await nest.get(Accounts).openForStaff(
        {
          login: `staff-${++staffCount}`,
          name,
          password: 'a long enough password',
          grants: [{ role, territory: (territory ?? everywhere(role)) as TerritoryCode | null }],
        },
        null,
      );
      if (!opened.ok) throw new Error(opened.error.kind);
      const actor = await nest.get(Accounts).actor(opened.value);
      if (!actor) throw new Error('the account was just opened');
      return actor;
    },
    browser: () => browserOf(nest),
    close: async () => {
      await nest.close();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Where a role holds that is given without a territory. */
function everywhere(role: Role): string | null {
  return isTerritorial(role) ? 'KZ' : null;
}

function browserOf(nest: NestFastifyApplication): Browser {
  const cookies = new Map<string, string>();
  const request = async (
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    payload?: string | FormData,
  ): Promise<Reply> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await nest.inject({
      method,
      url,
      headers: { 'accept-language': 'en', ...headers, ...(cookie && { cookie }) },
      ...(payload !== undefined && { payload }),
    });
    for (const { name, value } of response.cookies) cookies.set(name, value);
    const { location } = response.headers;
    return {
      status: response.statusCode,
      body: response.body,
      bytes: response.rawPayload,
      location: typeof location === 'string' ? location : undefined,
      json: () => JSON.parse(response.body) as unknown,
    };
  };
  const get: Browser['get'] = (path, headers = {}) => request('GET', path, headers);
  return {
    get,
    submit: async (path, fields, from = path) => {
      const shown = await get(from);
      const token = /name="_csrf" value="([^"]*)"/.exec(shown.body)?.[1] ?? '';
      const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
      const form = new URLSearchParams();
      for (const [name, value] of pairs) form.append(name, value);
      form.set('_csrf', token);
      return await request(
        'POST',
        path,
        { 'content-type': 'application/x-www-form-urlencoded' },
        form.toString(),
      );
    },
    upload: (path, form) => request('POST', path, {}, form),
    post: (path, json, headers = {}) =>
      request(
        'POST',
        path,
        { 'content-type': 'application/json', ...headers },
        JSON.stringify(json),
      ),
    signIn: async (actor) => {
      const tokens = await nest.get(Sessions).start(actor.accountId);
      cookies.set('irikteu_access', tokens.access);
      cookies.set('irikteu_refresh', tokens.refresh);
    },
  };
}
