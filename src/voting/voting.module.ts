import { Module } from '@nestjs/common';
import { CountingModule } from './counting.module.js';
import { RegisterModule } from './register.module.js';

/** The voting room without the taking of ballots, which may be a program of its own. */
@Module({ imports: [RegisterModule, CountingModule], exports: [RegisterModule, CountingModule] })
export class VotingModule {}
