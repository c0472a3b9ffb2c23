import { Module } from '@nestjs/common';
import { BoxModule } from './box.module.js';
import { CountingModule } from './counting.module.js';

@Module({ imports: [BoxModule, CountingModule], exports: [BoxModule, CountingModule] })
export class VotingModule {}
