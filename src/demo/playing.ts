import type { INestApplicationContext } from '@nestjs/common';
import type { DemoClock } from './demo-clock.js';
import type { DemoPlan } from './plan.js';
import type { Progress } from './progress.js';

/** What every act of the demonstration works with. */
export interface Playing {
  readonly app: INestApplicationContext;
  readonly clock: DemoClock;
  readonly plan: DemoPlan;
  readonly progress: Progress;
}
