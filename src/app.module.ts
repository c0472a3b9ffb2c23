import { Module, type DynamicModule } from '@nestjs/common';
import type { Clock } from './kernel/clock.js';
import { PlatformModule } from './platform/platform.module.js';
import type { Settings } from './platform/settings.js';
import { BundleModule } from './bundle/index.js';
import { CampaignModule } from './campaign/index.js';
import { CandidateModule } from './candidate/index.js';
import { ListBuildingModule } from './list-building/index.js';
import { PrimaryModule } from './primary/index.js';
import { VotingModule } from './voting/index.js';

/** The house: the platform and the rooms. */
@Module({})
export class AppModule {
  static with(settings: Settings, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(settings, clock),
        PrimaryModule,
        CandidateModule,
        CampaignModule,
        VotingModule,
        ListBuildingModule,
        BundleModule,
      ],
    };
  }
}
