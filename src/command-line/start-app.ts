import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { AppModule } from '../app.module.js';
import { configureApp } from '../configure-app.js';
import { readSettings, type Settings } from '../platform/settings.js';

export interface StartedApp {
  readonly app: NestFastifyApplication;
  readonly settings: Settings;
}

/** The whole application on a database, ready but not yet listening. */
export async function startApp(databaseUrl: string): Promise<StartedApp> {
  const settings = await readSettings(process.env, databaseUrl);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(settings),
    new FastifyAdapter({ trustProxy: process.env['IRIKTEU_BEHIND_PROXY'] === 'yes' }),
    { logger: ['fatal', 'error', 'warn'] },
  );
  await configureApp(app);
  await app.init();
  app.useLogger(app.get(Logger));
  return { app, settings };
}
