import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SETTINGS, type Settings } from '../settings.js';
import { LedgerEntryEntity } from './ledger-entry.entity.js';
import { LedgerKey } from './ledger-key.js';
import { Ledger } from './ledger.js';
import { SealLedgerService } from './seal-ledger.service.js';
import { TreeHeadEntity } from './tree-head.entity.js';
import { TreeLogs } from './tree-logs.js';
import { TreeTileEntity } from './tree-tile.entity.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([LedgerEntryEntity, TreeHeadEntity, TreeTileEntity])],
  providers: [
    Ledger,
    SealLedgerService,
    TreeLogs,
    {
      provide: LedgerKey,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => LedgerKey.at(settings.home),
    },
  ],
  exports: [Ledger, LedgerKey, SealLedgerService, TreeLogs],
})
export class LedgerModule {}
