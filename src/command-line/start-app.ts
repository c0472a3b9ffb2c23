import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import type { Clock } from '../kernel/clock.js';
import { AppModule } from '../app.module.js';
import { configureApp } from '../configure-app.js';
import { readSettings, type Settings, type VotingPart } from '../platform/settings.js';

export interface StartedApp {
  readonly app: NestFastifyApplication;
  readonly settings: Settings;
}

interface StartOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly clock?: Clock;
  readonly voting?: VotingPart;
}

/** The whole application on a database, ready but not yet listening. */
export async function startApp(
  databaseUrl: string,
  { environment = process.env, clock, voting }: StartOptions = {},
): Promise<StartedApp> {
  const settings = await readSettings(environment, databaseUrl, voting);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(settings, clock),
    new FastifyAdapter({ trustProxy: process.env['IRIKTEU_BEHIND_PROXY'] === 'yes' }),
    { logger: ['fatal', 'error', 'warn'] },
  );
  await configureApp(app);
  await app.init();
  app.useLogger(app.get(Logger));
  return { app, settings };
}
