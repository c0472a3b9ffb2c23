import { Module, type DynamicModule } from '@nestjs/common';
import type { Clock } from './kernel/clock.js';
import { PlatformModule } from './platform/platform.module.js';
import type { Settings } from './platform/settings.js';
import { BundleModule } from './bundle/index.js';
import { CampaignModule } from './campaign/index.js';
import { CandidateModule } from './candidate/index.js';
import { ListBuildingModule } from './list-building/index.js';
import { PrimaryModule } from './primary/index.js';
import { CastingModule, LoneBoxModule, VotingModule } from './voting/index.js';

/** The house: the platform and the rooms; or the ballot box alone, or everything but the box. */
@Module({})
export class AppModule {
  static with(settings: Settings, clock?: Clock): DynamicModule {
    const platform = PlatformModule.with(settings, clock);
    const rooms = {
      whole: [...register, CastingModule],
      register,
      box: [LoneBoxModule],
    };
    return { module: AppModule, imports: [platform, ...rooms[settings.voting.kind]] };
  }
}

const register = [
  PrimaryModule,
  CandidateModule,
  CampaignModule,
  VotingModule,
  ListBuildingModule,
  BundleModule,
];
