import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId, TerritoryCode } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import {
  fileAppeal,
  stateAfterRuling,
  stateWhileOpen,
  type AppealLevel,
} from '../domain/appeal.js';
import { isActive } from '../domain/application-state.js';
import { AppealRepository, type FiledAppeal } from '../persistence/appeal.repository.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import type { Dossier } from '../persistence/dossier.js';
import { CandidateNews } from './candidate-news.js';
import { ContestFrames } from './contest-frames.js';
import { Elsewhere } from './elsewhere.js';
import type { CandidateRefusal } from './refusal.js';
import { isOwn } from './scope.js';

/**
 * Appeals against a refusal or a striking off, at the step of the ladder that is open now. Where the step suspends, the
 * decision loses its effect until the ruling.
 */
@Injectable()
export class FileAppealService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly directory: PrimaryDirectory,
    private readonly frames: ContestFrames,
    private readonly elsewhere: Elsewhere,
    private readonly candidacies: CandidacyRepository,
    private readonly appeals: AppealRepository,
    private readonly news: CandidateNews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async file(
    id: CandidacyId,
    text: string,
    actor: Actor,
  ): Promise<Result<string, CandidateRefusal[]>> {
    return await this.database.decide((tx) => this.decide(tx, id, text.trim(), actor));
  }

  private async decide(
    tx: Tx,
    id: CandidacyId,
    text: string,
    actor: Actor,
  ): Promise<Result<string, CandidateRefusal[]>> {
    const now = this.clock.now();
    const [dossier] = await this.candidacies.lock(tx, [id]);
    if (!dossier) return refuse([{ kind: 'application-unknown' }]);
    if (!isOwn(actor, dossier)) return refuse([{ kind: 'not-your-application' }]);
    const earlier = appealsAgainst(dossier, await this.appeals.ofCandidacy(id, tx));
    const { adverse } = dossier;
    if (!adverse || !isContestable(dossier, earlier))
      return refuse([{ kind: 'nothing-to-appeal' }]);
    const { primary } = await this.frames.known(dossier.contestId);
    const decision = { effect: adverse.effect, level: dossier.level, noticeAt: adverse.at };
    const filed = fileAppeal(primary.rules.appeals.ladder, decision, earlier, text, now);
    if (!filed.ok) return filed;
    const { appeal, way } = filed.value;
    const stateNow = stateWhileOpen(adverse.effect, appeal.suspensive);
    const { others, slot } = await this.elsewhere.withFreeSlot(dossier, tx);
    const most = primary.rules.eligibility.candidaciesPerLevel;
    if (isActive(stateNow) && others.length >= most) {
      return refuse(others.map((other) => ({ kind: 'candidacy-elsewhere', other, most })));
    }
    if (way.after === 'silence') await this.appeals.lapseOpen(tx, id);
    const body = await this.bodyOf(appeal.step, dossier);
    const row: FiledAppeal = {
      ...appeal,
      id: randomUUID(),
      candidacyId: id,
      body,
      effect: adverse.effect,
      contestedAt: adverse.at,
      text,
      ruling: null,
      ruledBy: null,
    };
    await this.appeals.add(tx, row);
    await this.candidacies.moveByAppeal(tx, id, stateNow, slot, now);
    await this.ledger.append(tx, {
      kind: 'candidacy-appeal-filed',
      subject: id,
      actor: actor.accountId,
      data: { appeal: row.id, step: row.step, suspensive: row.suspensive, state: stateNow },
    });
    const { contact } = dossier.person;
    await this.news.tell(tx, [{ candidacyId: id, contact, kind: 'appeal-filed', text: '' }], now);
    return accept(row.id);
  }

  private async bodyOf(step: AppealLevel, dossier: Dossier): Promise<TerritoryCode | null> {
    if (step === 'central') return null;
    if (step === 'territorial' || dossier.level !== 'district') return dossier.territory;
    const territory = await this.directory.territory(dossier.territory);
    return territory?.parent ?? null;
  }
}

/** The appeals against the decision in force; those against an earlier one do not count any more. */
export function appealsAgainst(
  { adverse }: Pick<Dossier, 'adverse'>,
  appeals: readonly FiledAppeal[],
): FiledAppeal[] {
  return appeals.filter(({ contestedAt }) => contestedAt.getTime() === adverse?.at.getTime());
}

/** Whether there is a decision against the candidate that is in force or suspended by an appeal. */
export function isContestable(
  { adverse, state }: Pick<Dossier, 'adverse' | 'state'>,
  appeals: readonly FiledAppeal[],
): boolean {
  const last = appeals.at(-1);
  if (!adverse || last?.outcome === 'overturned') return false;
  if (state === stateAfterRuling(adverse.effect, 'upheld')) return true;
  return last?.outcome === null && last.suspensive;
}
