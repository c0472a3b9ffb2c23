import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { ContestId, TerritoryCode } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { FileStore } from '../../platform/files/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { isWithin, PrimaryDirectory } from '../../primary/index.js';
import { fileComplaint, type ComplaintText } from '../domain/complaint.js';
import type { ComplaintId } from '../domain/ids.js';
import { ComplaintRepository } from '../persistence/complaint.repository.js';
import type { Evidence } from '../persistence/evidence.js';
import type { HandedIn } from './handed-in.js';
import type { CampaignRefusal } from './refusal.js';
import { standsNear, watches } from './scope.js';

export interface NewComplaint extends ComplaintText {
  readonly contestId: ContestId;
  /** Whose commission it is about, for a complaint about one; the territory of the contest when not given. */
  readonly territory?: TerritoryCode;
  readonly evidence?: HandedIn | null;
}

@Injectable()
export class FileComplaintService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly files: FileStore,
    private readonly primaries: PrimaryDirectory,
    private readonly candidates: CandidateDirectory,
    private readonly complaints: ComplaintRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Files a complaint by a candidate of the same places, an observer or a member of a commission there. It is heard first
   * by the body of the contest's territory, the one that registers and strikes off.
   */
  async file(
    complaint: NewComplaint,
    actor: Actor,
  ): Promise<Result<ComplaintId, CampaignRefusal[]>> {
    const contest = await this.primaries.contest(complaint.contestId);
    if (!contest) return refuse([{ kind: 'contest-unknown' }]);
    const about = complaint.respondent === null ? complaint.territory : undefined;
    const code = about ?? contest.territory;
    if (!isWithin(code, contest.territory)) return refuse([{ kind: 'unit-outside-contest' }]);
    const [primary, territory, own, respondent] = await Promise.all([
      this.primaries.byId(contest.primaryId),
      this.primaries.territory(code),
      this.candidates.ofAccount(actor.accountId),
      complaint.respondent && this.candidates.candidacy(complaint.respondent),
    ]);
    if (!territory) return refuse([{ kind: 'unit-outside-contest' }]);
    if (!own.some((mine) => standsNear(mine, code)) && !watches(actor, code)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    const now = this.clock.now();
    const opened = fileComplaint(
      defined(primary, 'the season of a contest').rules.appeals.ladder,
      complaint,
      respondent && {
        registered: respondent.state === 'registered' && respondent.contestId === contest.id,
        isComplainant: own.some(({ id }) => id === respondent.id),
      },
      territory.level,
      now,
    );
    if (!opened.ok) return opened;
    const evidence = await this.keep(complaint.evidence ?? null);
    if (!evidence.ok) return evidence;
    const hearing = opened.value;
    const id = randomUUID() as string as ComplaintId;
    await this.database.transaction(async (tx) => {
      await this.complaints.add(tx, {
        ...hearing,
        id,
        primaryId: contest.primaryId,
        contestId: contest.id,
        territory: code,
        ground: complaint.ground,
        respondent: complaint.respondent,
        happenedAt: complaint.happenedAt,
        text: complaint.text.trim(),
        filedBy: actor.accountId,
        filedAt: now,
        evidence: evidence.value,
      });
      await this.ledger.append(tx, {
        kind: 'complaint-filed',
        subject: id,
        actor: actor.accountId,
        data: {
          contest: contest.id,
          territory: code,
          ground: complaint.ground,
          respondent: complaint.respondent,
          step: hearing.step,
          decideBy: hearing.decideBy.toISOString(),
        },
      });
    });
    return accept(id);
  }

  private async keep(upload: HandedIn | null): Promise<Result<Evidence | null, CampaignRefusal[]>> {
    if (!upload) return accept(null);
    const kept = await this.files.keep(upload.name, upload.content);
    if (!kept.ok) return refuse([kept.error]);
    const { type, hash } = kept.value;
    return accept({ name: upload.name, type, hash });
  }
}
