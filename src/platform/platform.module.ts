import { Global, Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { systemClock, type Clock } from '../kernel/clock.js';
import { CLOCK } from './clock.js';
import { DatabaseModule } from './database/index.js';
import { FilesModule } from './files/index.js';
import { HealthModule } from './health/health.module.js';
import { IdentityModule } from './identity/index.js';
import { JobsModule } from './jobs/index.js';
import { LedgerModule } from './ledger/index.js';
import { loggerParams } from './logging.js';
import { NotificationModule } from './notification/index.js';
import { PublicLogModule } from './public-log/index.js';
import { cryptographicWords, RANDOM_WORDS } from './random-words.js';
import { SETTINGS, type Settings } from './settings.js';
import { PlainRoutes } from './web/plain-routes.js';

/** What every room of the house stands on. */
@Global()
@Module({})
export class PlatformModule {
  static with(settings: Settings, clock: Clock = systemClock): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        LoggerModule.forRoot(loggerParams(settings)),
        DatabaseModule,
        LedgerModule,
        PublicLogModule,
        FilesModule,
        JobsModule,
        NotificationModule,
        IdentityModule,
        HealthModule,
      ],
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: CLOCK, useValue: clock },
        { provide: RANDOM_WORDS, useFactory: cryptographicWords },
        PlainRoutes,
      ],
      exports: [SETTINGS, CLOCK, RANDOM_WORDS, PlainRoutes],
    };
  }
}
