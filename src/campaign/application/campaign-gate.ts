import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { PrimaryId } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import { SeasonGates, type Blocker, type SeasonMove } from '../../primary/index.js';
import { ComplaintRepository } from '../persistence/complaint.repository.js';
import { DebateRepository } from '../persistence/debate.repository.js';

/**
 * What the campaign has against a move of the season: debates that have begun and whose register is not closed keep the
 * vote from beginning, complaints that wait for a body keep the lists from being filed.
 */
@Injectable()
export class CampaignGate implements OnModuleInit {
  constructor(
    private readonly gates: SeasonGates,
    private readonly debates: DebateRepository,
    private readonly complaints: ComplaintRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.gates.add((primaryId, move) => this.blockers(primaryId, move));
  }

  private async blockers(primaryId: PrimaryId, { to }: SeasonMove): Promise<Blocker[]> {
    if (to === 'voting') {
      const count = await this.debates.unfinished(primaryId, this.clock.now());
      return blockerOf('debates-unfinished', count);
    }
    if (to === 'filed') {
      return blockerOf('complaints-waiting', await this.complaints.waiting(primaryId));
    }
    return [];
  }
}

function blockerOf(kind: string, number: number): Blocker[] {
  return number === 0 ? [] : [{ module: 'campaign', kind, values: { number } }];
}
