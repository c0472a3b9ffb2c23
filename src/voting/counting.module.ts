import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PrimaryModule } from '../primary/index.js';
import { RoundResults } from './application/round-results.js';
import { DissentEntity } from './persistence/dissent.entity.js';
import { PaperEntryEntity } from './persistence/paper-entry.entity.js';
import { PlaceEntity } from './persistence/place.entity.js';
import { ProtocolSignatureEntity } from './persistence/protocol-signature.entity.js';
import { ResultEntity } from './persistence/result.entity.js';
import { TieDecisionEntity } from './persistence/tie-decision.entity.js';

/** The counting half of the voting room: paper, count, ties, signatures, results. */
@Module({
  imports: [
    PrimaryModule,
    TypeOrmModule.forFeature([
      DissentEntity,
      PaperEntryEntity,
      PlaceEntity,
      ProtocolSignatureEntity,
      ResultEntity,
      TieDecisionEntity,
    ]),
  ],
  providers: [RoundResults],
  exports: [RoundResults],
})
export class CountingModule {}
