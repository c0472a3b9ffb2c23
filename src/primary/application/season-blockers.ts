import { Inject, Injectable } from '@nestjs/common';
import type { CalendarDate } from '../../kernel/calendar.js';
import type { Clock, Instant } from '../../kernel/clock.js';
import type { PrimaryId } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import { seasonBlockers, type Blocker, type SeasonMove } from '../domain/season.js';
import { PrimaryDirectory } from './primary-directory.js';
import { SeasonGates } from './season-gates.js';

/** Everything that stands in the way of a move: what the primary says itself and what the other modules say. */
@Injectable()
export class SeasonBlockers {
  constructor(
    private readonly directory: PrimaryDirectory,
    private readonly gates: SeasonGates,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(primaryId: PrimaryId, move: SeasonMove): Promise<Blocker[]> {
    const primary = await this.directory.byId(primaryId);
    if (!primary) return [];
    const contests = await this.directory.contests(primaryId);
    const own = seasonBlockers({
      move,
      today: dayOf(this.clock.now()),
      calendar: primary.rules.calendar,
      contests: contests.length,
    });
    return [...own, ...(await this.gates.blockers(primaryId, move))];
  }
}

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Almaty', dateStyle: 'short' });

/** The day it is in Kazakhstan, which has had one time zone since 1 March 2024. */
export function dayOf(instant: Instant): CalendarDate {
  return day.format(instant) as CalendarDate;
}
