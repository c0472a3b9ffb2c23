import { Injectable, Logger } from '@nestjs/common';
import type { CandidacyId } from '../../kernel/ids.js';
import type { Actor } from '../../platform/identity/index.js';

/** What another room does when a candidate is gone: the departure is committed when it is called. */
type DepartureListener = (candidacy: CandidacyId, actor: Actor) => Promise<void>;

/** Where the rooms that come after this one hear that a candidate withdrew or was struck off. */
@Injectable()
export class Departures {
  private readonly logger = new Logger('candidate');
  private readonly listeners: DepartureListener[] = [];

  add(listener: DepartureListener): void {
    this.listeners.push(listener);
  }

  /** The departure stands whatever becomes of this: what a listener could not do is logged and can be done again. */
  async tell(candidacy: CandidacyId, actor: Actor): Promise<void> {
    for (const listener of this.listeners) {
      try {
        await listener(candidacy, actor);
      } catch (error) {
        this.logger.error({ candidacy, error }, 'what follows a departure was not done');
      }
    }
  }
}
