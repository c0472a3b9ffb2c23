import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CandidateDirectory, type Candidacy } from '../../candidate/index.js';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { ContestId, TerritoryCode } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { isWithin, PrimaryDirectory } from '../../primary/index.js';
import { checkPlan, type DebatePlan, type NamedParticipant } from '../domain/debate.js';
import type { DebateId } from '../domain/ids.js';
import { DebateRepository } from '../persistence/debate.repository.js';
import { sealHalf } from './lot-seed.js';
import type { CampaignRefusal } from './refusal.js';
import { runsDebates } from './scope.js';

export interface NewDebate extends DebatePlan {
  readonly contestId: ContestId;
  /** Where it takes place: the territory of the contest or one within it. Those who debate stand there. */
  readonly unit: TerritoryCode;
}

@Injectable()
export class ScheduleDebateService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly primaries: PrimaryDirectory,
    private readonly candidates: CandidateDirectory,
    private readonly debates: DebateRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Announces a debate and binds the program's half of the lot, so that the order cannot be chosen afterwards. */
  async schedule(debate: NewDebate, actor: Actor): Promise<Result<DebateId, CampaignRefusal[]>> {
    const contest = await this.primaries.contest(debate.contestId);
    if (!contest) return refuse([{ kind: 'contest-unknown' }]);
    if (!isWithin(debate.unit, contest.territory))
      return refuse([{ kind: 'unit-outside-contest' }]);
    if (!runsDebates(actor, debate.unit)) return refuse([{ kind: 'outside-your-territory' }]);
    const [primary, named] = await Promise.all([
      this.primaries.byId(contest.primaryId),
      this.candidates.candidacies(debate.participants),
    ]);
    const { state } = defined(primary, 'the season of a contest');
    const campaignIsOn = state === 'campaigning' || state === 'voting';
    const now = this.clock.now();
    const checked = checkPlan(
      debate,
      named.map((candidacy) => asParticipant(candidacy, debate)),
      campaignIsOn,
      now,
    );
    if (!checked.ok) return checked;
    const [id, lot] = [randomUUID() as string as DebateId, sealHalf()];
    await this.database.transaction(async (tx) => {
      const row = {
        id,
        primaryId: contest.primaryId,
        contestId: contest.id,
        unit: debate.unit,
        place: debate.place.trim(),
        startsAt: debate.startsAt,
        streamAddress: debate.streamAddress,
        lotSecret: lot.secret,
        lotCommitment: lot.commitment,
        scheduledBy: actor.accountId,
        scheduledAt: now,
      };
      await this.debates.add(tx, row, debate.participants);
      await this.ledger.append(tx, {
        kind: 'debate-scheduled',
        subject: id,
        actor: actor.accountId,
        data: {
          contest: contest.id,
          unit: debate.unit,
          startsAt: debate.startsAt.toISOString(),
          participants: [...debate.participants].sort(),
          lotCommitment: lot.commitment,
        },
      });
    });
    return accept(id);
  }
}

function asParticipant(
  candidacy: Candidacy,
  { contestId, unit }: Pick<NewDebate, 'contestId' | 'unit'>,
): NamedParticipant {
  return {
    id: candidacy.id,
    registered: candidacy.state === 'registered',
    standsHere: candidacy.contestId === contestId && isWithin(candidacy.unit, unit),
  };
}
