import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { CLOCK } from '../../platform/clock.js';
import { registrationOn, type Registration } from '../domain/registration.js';
import { PrimaryDirectory, type Primary } from './primary-directory.js';
import { dayOf } from './season-blockers.js';

/** A season, and whether applications are taken in it today. */
export interface SeasonToday {
  readonly primary: Primary;
  readonly registration: Registration;
}

/** Whether applications are taken now, for everything that offers to apply. */
@Injectable()
export class RegistrationWindow {
  constructor(
    private readonly directory: PrimaryDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  of({ state, rules }: Primary): Registration {
    return registrationOn(dayOf(this.clock.now()), state, rules.calendar);
  }

  /** The season that is on; null while none has been announced. */
  async current(): Promise<SeasonToday | null> {
    const primary = await this.directory.current();
    if (!primary || primary.state === 'draft') return null;
    return { primary, registration: this.of(primary) };
  }
}
