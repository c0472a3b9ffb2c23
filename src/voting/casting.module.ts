import { Module } from '@nestjs/common';
import { CastBallotService } from './application/cast-ballot.service.js';
import { BallotBoxModule } from './ballot-box.module.js';
import { ReceiptThreads } from './tokens/receipt-threads.js';
import { CastRoute } from './web/cast.route.js';

/** Takes ballots into the box. */
@Module({
  imports: [BallotBoxModule],
  providers: [CastBallotService, CastRoute, ReceiptThreads],
  exports: [CastBallotService],
})
export class CastingModule {}
