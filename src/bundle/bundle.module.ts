import { Module } from '@nestjs/common';
import { ListBuildingModule } from '../list-building/index.js';
import { PrimaryModule } from '../primary/index.js';
import { VotingModule } from '../voting/index.js';
import { MakeBundleService } from './application/make-bundle.service.js';
import { BundleController } from './web/bundle.controller.js';

/** The archive of a round: what voting and list building publish, put together. */
@Module({
  imports: [ListBuildingModule, PrimaryModule, VotingModule],
  controllers: [BundleController],
  providers: [MakeBundleService],
  exports: [MakeBundleService],
})
export class BundleModule {}
