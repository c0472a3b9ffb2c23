import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { stateAfterRuling } from '../domain/appeal.js';
import { isActive } from '../domain/application-state.js';
import { AppealRepository, type FiledAppeal } from '../persistence/appeal.repository.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import type { Dossier } from '../persistence/dossier.js';
import { CandidateNews } from './candidate-news.js';
import { ContestFrames } from './contest-frames.js';
import { Elsewhere } from './elsewhere.js';
import type { CandidateRefusal } from './refusal.js';
import { wholeCountry } from './scope.js';

export interface Ruling {
  readonly outcome: 'upheld' | 'overturned';
  readonly text: string;
}

/** Party control rules on an appeal. The ruling has its effect by itself: the decision stands, or the candidate is registered. */
@Injectable()
export class RuleOnAppealService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly frames: ContestFrames,
    private readonly elsewhere: Elsewhere,
    private readonly candidacies: CandidacyRepository,
    private readonly appeals: AppealRepository,
    private readonly news: CandidateNews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async rule(
    appealId: string,
    ruling: Ruling,
    actor: Actor,
  ): Promise<Result<true, CandidateRefusal[]>> {
    return await this.database.decide(async (tx): Promise<Result<true, CandidateRefusal[]>> => {
      const known = await this.appeals.byId(appealId, tx);
      if (!known) return refuse([{ kind: 'appeal-unknown' }]);
      const [dossier] = await this.candidacies.lock(tx, [known.candidacyId]);
      const appeal = await this.appeals.byId(appealId, tx);
      if (!dossier || !appeal) return refuse([{ kind: 'appeal-unknown' }]);
      const all = await this.appeals.ofCandidacy(dossier.id, tx);
      const refusals = refusalsOf(appeal, all, ruling, actor);
      const state = stateAfterRuling(appeal.effect, ruling.outcome);
      const { others, slot } = await this.elsewhere.withFreeSlot(dossier, tx);
      const { primary } = await this.frames.known(dossier.contestId);
      const most = primary.rules.eligibility.candidaciesPerLevel;
      if (isActive(state) && others.length >= most) {
        refusals.push(
          ...others.map((other) => ({ kind: 'candidacy-elsewhere', other, most }) as const),
        );
      }
      if (refusals.length > 0) return refuse(refusals);
      await this.store(tx, dossier, appeal, { ...ruling, text: ruling.text.trim() }, actor);
      await this.candidacies.moveByAppeal(tx, dossier.id, state, slot, this.clock.now());
      return accept(true);
    });
  }

  private async store(
    tx: Tx,
    dossier: Dossier,
    appeal: FiledAppeal,
    ruling: Ruling,
    actor: Actor,
  ): Promise<void> {
    const now = this.clock.now();
    await this.appeals.rule(tx, appeal.id, ruling, actor.accountId, now);
    await this.ledger.append(tx, {
      kind: `candidacy-appeal-${ruling.outcome}`,
      subject: dossier.id,
      actor: actor.accountId,
      data: { appeal: appeal.id, step: appeal.step, effect: appeal.effect },
    });
    const news = {
      candidacyId: dossier.id,
      contact: dossier.person.contact,
      kind: `appeal-${ruling.outcome}`,
      text: ruling.text,
    } as const;
    await this.news.tell(tx, [news], now);
  }
}

/** Nobody rules twice on the same case: whoever ruled at a step below does not rule at the next. */
function refusalsOf(
  appeal: FiledAppeal,
  all: readonly FiledAppeal[],
  ruling: Ruling,
  actor: Actor,
): CandidateRefusal[] {
  const refusals: CandidateRefusal[] = [];
  if (!actsIn(actor, appeal.body ?? wholeCountry, 'party-control')) {
    refusals.push({ kind: 'outside-your-territory' });
  }
  if (appeal.outcome !== null) refusals.push({ kind: 'appeal-closed' });
  if (all.some(({ ruledBy }) => ruledBy === actor.accountId))
    refusals.push({ kind: 'ruled-below' });
  if (!ruling.text.trim()) refusals.push({ kind: 'text-missing' });
  return refusals;
}
