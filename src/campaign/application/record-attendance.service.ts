import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { checkAttendance, type AttendanceMark } from '../domain/attendance.js';
import type { DebateId } from '../domain/ids.js';
import { DebateRepository } from '../persistence/debate.repository.js';
import type { CampaignRefusal } from './refusal.js';
import { runsDebates } from './scope.js';

@Injectable()
export class RecordAttendanceService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly debates: DebateRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Marks any number of participants at once, all of them or nobody. Reasons stay out of the public record. */
  async record(
    id: DebateId,
    marks: readonly AttendanceMark[],
    actor: Actor,
  ): Promise<Result<{ readonly changed: number }, CampaignRefusal[]>> {
    return await this.database.decide(
      async (tx): Promise<Result<{ readonly changed: number }, CampaignRefusal[]>> => {
        const debate = await this.debates.hold(tx, id);
        if (!debate) return refuse([{ kind: 'debate-unknown' }]);
        if (!runsDebates(actor, debate.unit)) return refuse([{ kind: 'outside-your-territory' }]);
        const now = this.clock.now();
        const checked = checkAttendance(debate, debate.slots, marks, now);
        if (!checked.ok) return checked;
        const changes = checked.value;
        if (changes.length === 0) return accept({ changed: 0 });
        await this.debates.mark(tx, id, changes, { account: actor.accountId, at: now });
        await this.ledger.append(tx, {
          kind: 'debate-attendance-recorded',
          subject: id,
          actor: actor.accountId,
          data: {
            marks: changes.map(({ candidacyId, attendance }) => ({
              candidacy: candidacyId,
              attendance,
            })),
          },
        });
        return accept({ changed: changes.length });
      },
    );
  }
}
