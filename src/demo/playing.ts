import type { INestApplicationContext } from '@nestjs/common';
import type { DemoClock } from './demo-clock.js';
import type { DemoPlan } from './plan.js';
import type { Progress } from './progress.js';

/** What acts work with that know no plan. */
export interface Acting {
  readonly app: INestApplicationContext;
  readonly clock: DemoClock;
  readonly progress: Progress;
}

/** What every act of the demonstration works with. */
export interface Playing extends Acting {
  readonly plan: DemoPlan;
}
