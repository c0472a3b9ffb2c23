import { day, later, type Instant } from '../../kernel/clock.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import type { ApplicationState } from './application-state.js';

export type AppealLevel = 'territorial' | 'regional' | 'central';

/** One step of the ladder, in the shape the rule set has it. */
export interface AppealStep {
  readonly level: AppealLevel;
  readonly fileWithinDays: number;
  readonly decideWithinDays: number;
  /** While the appeal is open the decision appealed against has no effect. */
  readonly suspensive: boolean;
}

/** A decision against a candidate: what was decided and when the candidate was told. */
export interface ContestedDecision {
  readonly effect: 'refused' | 'struck-off';
  readonly level: 'country' | 'region' | 'district';
  readonly noticeAt: Instant;
}

/** `lapsed`: the body let its deadline pass and the appellant went on to the next step. */
export type AppealOutcome = 'upheld' | 'overturned' | 'lapsed';

export interface Appeal {
  readonly step: AppealLevel;
  readonly filedAt: Instant;
  readonly decideBy: Instant;
  readonly suspensive: boolean;
  readonly outcome: AppealOutcome | null;
  readonly ruledAt: Instant | null;
}

export type AppealRefusal =
  | { readonly kind: 'appeal-open'; readonly decideBy: Instant }
  | { readonly kind: 'appeal-won' }
  | { readonly kind: 'ladder-exhausted' }
  | { readonly kind: 'appeal-too-late'; readonly deadline: Instant }
  | { readonly kind: 'appeal-text-missing' };

/** The next step a person may take and until when. */
export interface AppealWay {
  readonly step: AppealStep;
  readonly deadline: Instant;
  /** The body of the step before let its deadline pass; its appeal lapses when the next is filed. */
  readonly after: 'decision' | 'ruling' | 'silence';
}

const lowestStep = { district: 'territorial', region: 'regional', country: 'central' } as const;
const rank: Readonly<Record<AppealLevel, number>> = { territorial: 0, regional: 1, central: 2 };

/**
 * The way of appeal that is open now. It begins at the level of the commission that decided and goes up one step after
 * each ruling against the appellant, or when a body lets its own deadline pass. Refused once the ladder is used up.
 */
export function wayOfAppeal(
  ladder: readonly AppealStep[],
  decision: ContestedDecision,
  appeals: readonly Appeal[],
  now: Instant,
): Result<AppealWay, AppealRefusal> {
  const last = appeals.at(-1);
  if (last?.outcome === 'overturned') return refuse({ kind: 'appeal-won' });
  if (last?.outcome === null && now <= last.decideBy) {
    return refuse({ kind: 'appeal-open', decideBy: last.decideBy });
  }
  const above = last ? rank[last.step] + 1 : rank[lowestStep[decision.level]];
  const step = [...ladder]
    .sort((a, b) => rank[a.level] - rank[b.level])
    .find(({ level }) => rank[level] >= above);
  if (!step) return refuse({ kind: 'ladder-exhausted' });
  const since = last ? (last.ruledAt ?? last.decideBy) : decision.noticeAt;
  const after = last ? (last.ruledAt ? 'ruling' : 'silence') : 'decision';
  return accept({ step, deadline: later(since, step.fileWithinDays * day), after });
}

/** A new appeal with its own clock, or why it cannot be filed now. */
export function fileAppeal(
  ladder: readonly AppealStep[],
  decision: ContestedDecision,
  appeals: readonly Appeal[],
  text: string,
  now: Instant,
): Result<{ readonly appeal: Appeal; readonly way: AppealWay }, AppealRefusal[]> {
  const way = wayOfAppeal(ladder, decision, appeals, now);
  if (!way.ok) return refuse([way.error]);
  const { step, deadline } = way.value;
  const reasons: AppealRefusal[] = [];
  if (now > deadline) reasons.push({ kind: 'appeal-too-late', deadline });
  if (!text.trim()) reasons.push({ kind: 'appeal-text-missing' });
  if (reasons.length > 0) return refuse(reasons);
  const appeal: Appeal = {
    step: step.level,
    filedAt: now,
    decideBy: later(now, step.decideWithinDays * day),
    suspensive: step.suspensive,
    outcome: null,
    ruledAt: null,
  };
  return accept({ appeal, way: way.value });
}

/** The state a candidacy is in while the appeal is open: a suspended refusal is undecided, a suspended striking off is undone. */
export function stateWhileOpen(
  effect: ContestedDecision['effect'],
  suspensive: boolean,
): ApplicationState {
  if (!suspensive) return effect;
  return effect === 'refused' ? 'under-review' : 'registered';
}

/** The state a ruling leaves the candidacy in: the decision stands, or the candidate is registered. */
export function stateAfterRuling(
  effect: ContestedDecision['effect'],
  outcome: AppealOutcome,
): ApplicationState {
  return outcome === 'overturned' ? 'registered' : effect;
}

/** Whether the body has let its deadline pass. */
export function isOverdue(appeal: Pick<Appeal, 'outcome' | 'decideBy'>, now: Instant): boolean {
  return appeal.outcome === null && now > appeal.decideBy;
}
