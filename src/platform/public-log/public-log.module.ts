import { Global, Module } from '@nestjs/common';
import { LedgerApi } from './ledger.api.js';
import { LedgerController } from './ledger.controller.js';
import { PublicLogs } from './public-logs.js';

/** What anybody may ask of the logs. Beside the ledger, because who may do what writes into the ledger itself. */
@Global()
@Module({
  controllers: [LedgerApi, LedgerController],
  providers: [PublicLogs],
  exports: [PublicLogs],
})
export class PublicLogModule {}
