import { second } from '../kernel/clock.js';
import type { Progress } from '../demo/progress.js';
import { Turns } from '../platform/database/turns.js';
import type { Round } from '../voting/index.js';
import type { Commissions } from './commissions.js';

/** The closing that all rounds have in common, as the commissions move it while voters are still coming. */
export class Closing {
  /** Milliseconds of the epoch. */
  at: number;
  private readonly turns = new Turns(1);

  constructor(
    private readonly rounds: readonly Round[],
    private readonly commissions: Commissions,
    private readonly progress: Progress,
  ) {
    this.at = Math.min(...rounds.map(({ closesAt }) => closesAt.getTime()));
  }

  /** Sees to it that so many milliseconds are left. */
  async leave(milliseconds: number): Promise<void> {
    await this.turns.take(async () => {
      if (this.at - Date.now() >= milliseconds) return;
      this.at = Math.ceil((Date.now() + milliseconds) / second) * second;
      await this.commissions.extend(this.rounds, new Date(this.at));
      this.progress.line(`  · closing extended to ${new Date(this.at).toISOString()}`);
    });
  }

  /** Does what an extension in between would spoil: extending a paused round ends its pause. */
  async undisturbed<T>(work: () => Promise<T>): Promise<T> {
    return await this.turns.take(work);
  }
}
