import { defined } from '../../kernel/assert.js';
import { day, later, type Instant } from '../../kernel/clock.js';
import type { AccountId, CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { isWaiting, type ComplaintState } from './complaint-state.js';
import { firstStep, nextStep, type LadderStep, type StepLevel } from './ladder.js';
import type { TerritoryDepth } from './ladder.js';

/** The closed list of what a complaint can be about. The last is about a commission, all others about a candidate. */
export const complaintGrounds = [
  'bribery',
  'use-of-office',
  'pressure-on-voters',
  'false-statements',
  'insult',
  'unlawful-campaigning',
  'identity-fraud',
  'debate-misconduct',
  'commission-breach',
] as const;

export type ComplaintGround = (typeof complaintGrounds)[number];

/** The closed list of sanctions; `removal` strikes the candidate off. */
export const sanctions = ['warning', 'removal'] as const;

export type Sanction = (typeof sanctions)[number];

/** What a person complains of. */
export interface ComplaintText {
  readonly ground: ComplaintGround;
  /** The candidacy complained of; null when the complaint is about a commission. */
  readonly respondent: CandidacyId | null;
  readonly happenedAt: Instant;
  readonly text: string;
}

export type ComplaintRefusal =
  | { readonly kind: 'text-missing' }
  | { readonly kind: 'not-yet-happened' }
  | { readonly kind: 'complaint-too-late'; readonly deadline: Instant }
  | { readonly kind: 'ground-does-not-fit' }
  | { readonly kind: 'against-oneself' }
  | { readonly kind: 'respondent-not-standing' }
  | { readonly kind: 'no-body-on-the-ladder' };

/** Who hears the complaint, and until when it must be decided. */
export interface Hearing {
  readonly step: StepLevel;
  readonly decideBy: Instant;
}

/** What is known of the respondent: whether registered, and whether it is the complainant. */
export interface RespondentFacts {
  readonly registered: boolean;
  readonly isComplainant: boolean;
}

/** Opens the first hearing, or refuses the complaint with every reason. */
export function fileComplaint(
  ladder: readonly LadderStep[],
  complaint: ComplaintText,
  respondent: RespondentFacts | null,
  territory: TerritoryDepth,
  now: Instant,
): Result<Hearing, ComplaintRefusal[]> {
  const step = firstStep(ladder, territory);
  if (!step) return refuse([{ kind: 'no-body-on-the-ladder' }]);
  const deadline = later(complaint.happenedAt, step.fileWithinDays * day);
  const reasons: ComplaintRefusal[] = [];
  if (!complaint.text.trim()) reasons.push({ kind: 'text-missing' });
  if (complaint.happenedAt > now) reasons.push({ kind: 'not-yet-happened' });
  if (now > deadline) reasons.push({ kind: 'complaint-too-late', deadline });
  if ((complaint.ground === 'commission-breach') !== (complaint.respondent === null)) {
    reasons.push({ kind: 'ground-does-not-fit' });
  }
  if (complaint.respondent !== null && !respondent?.registered) {
    reasons.push({ kind: 'respondent-not-standing' });
  }
  if (respondent?.isComplainant) reasons.push({ kind: 'against-oneself' });
  return reasons.length > 0 ? refuse(reasons) : accept(hearingAt(step, now));
}

/** A decision as one body took it. */
export interface ComplaintDecision {
  readonly step: StepLevel;
  readonly outcome: 'upheld' | 'rejected';
  readonly sanction: Sanction | null;
  readonly text: string;
  readonly decidedBy: AccountId;
  readonly decidedAt: Instant;
  /** The last moment to appeal; null when there is no way up. */
  readonly appealBy: Instant | null;
}

/** A complaint as far as a body must know it to decide. */
export interface Complaint {
  readonly state: ComplaintState;
  readonly step: StepLevel;
  readonly decideBy: Instant;
  readonly respondent: CandidacyId | null;
  readonly filedBy: AccountId;
  /** The decisions taken so far, the lowest step first. */
  readonly decisions: readonly ComplaintDecision[];
}

/** What a body says: whether there was a breach, what follows, and why. */
export type Finding = Pick<ComplaintDecision, 'outcome' | 'sanction' | 'text'>;

export type DecideRefusal =
  | { readonly kind: 'complaint-not-waiting'; readonly state: ComplaintState }
  | { readonly kind: 'own-complaint' }
  | { readonly kind: 'decided-below' }
  | { readonly kind: 'text-missing' }
  | { readonly kind: 'sanction-missing' }
  | { readonly kind: 'sanction-without-breach' }
  | { readonly kind: 'sanction-without-candidate' };

/**
 * The decision of the body that hears the complaint, also when it comes late. An upheld complaint about a candidate names
 * a sanction. Nobody decides a complaint of their own, or again what they decided on a lower step. A removal ends the
 * complaint: the person struck off appeals as a candidate, with the ladder and the suspensive effect of that appeal.
 */
export function decideComplaint(
  ladder: readonly LadderStep[],
  complaint: Complaint,
  finding: Finding,
  decidedBy: AccountId,
  now: Instant,
): Result<
  { readonly state: ComplaintState; readonly decision: ComplaintDecision },
  DecideRefusal[]
> {
  if (!isWaiting(complaint.state)) {
    return refuse([{ kind: 'complaint-not-waiting', state: complaint.state }]);
  }
  const reasons = [
    ...whyNotThisPerson(complaint, decidedBy),
    ...whyNotThisFinding(complaint, finding),
  ];
  if (reasons.length > 0) return refuse(reasons);
  const above = finding.sanction === 'removal' ? null : nextStep(ladder, complaint.step);
  const appealBy = above && later(now, above.fileWithinDays * day);
  return accept({
    state: appealBy ? 'decided' : 'final',
    decision: { ...finding, step: complaint.step, decidedBy, decidedAt: now, appealBy },
  });
}

/** In what quality a person appeals. */
export type Party = 'complainant' | 'respondent';

export type ComplaintAppealRefusal =
  | { readonly kind: 'not-a-party' }
  | { readonly kind: 'text-missing' }
  | { readonly kind: 'still-being-decided'; readonly decideBy: Instant }
  | { readonly kind: 'nothing-against-you' }
  | { readonly kind: 'appeal-as-candidate' }
  | { readonly kind: 'ladder-exhausted' }
  | { readonly kind: 'appeal-too-late'; readonly deadline: Instant };

/**
 * Takes the complaint one step up: after a decision, or, for the complainant, when the body let its own deadline pass.
 * The respondent appeals a sanction, the complainant any decision.
 */
export function appealComplaint(
  ladder: readonly LadderStep[],
  complaint: Complaint,
  party: Party | null,
  text: string,
  now: Instant,
): Result<Hearing, ComplaintAppealRefusal[]> {
  const barred = whyNoAppeal(complaint, party, now);
  if (barred) return refuse([barred]);
  const step = nextStep(ladder, complaint.step);
  if (!step) return refuse([{ kind: 'ladder-exhausted' }]);
  const since = isWaiting(complaint.state)
    ? complaint.decideBy
    : defined(complaint.decisions.at(-1), 'the decision of a decided complaint').decidedAt;
  const deadline = later(since, step.fileWithinDays * day);
  const reasons: ComplaintAppealRefusal[] = [];
  if (now > deadline) reasons.push({ kind: 'appeal-too-late', deadline });
  if (!text.trim()) reasons.push({ kind: 'text-missing' });
  return reasons.length > 0 ? refuse(reasons) : accept(hearingAt(step, now));
}

/** Whether a body has let its deadline pass. */
export function isOverdue(complaint: Pick<Complaint, 'state' | 'decideBy'>, now: Instant): boolean {
  return isWaiting(complaint.state) && now > complaint.decideBy;
}

/** The decision that counts now and whether it can still be appealed; null while none was taken or an appeal is open. */
export function decisionInForce(
  complaint: Pick<Complaint, 'state' | 'decisions'>,
  now: Instant,
): { readonly decision: ComplaintDecision; readonly appealable: boolean } | null {
  const decision = complaint.decisions.at(-1);
  if (!decision || isWaiting(complaint.state)) return null;
  return { decision, appealable: decision.appealBy !== null && now <= decision.appealBy };
}

function hearingAt(step: LadderStep, now: Instant): Hearing {
  return { step: step.level, decideBy: later(now, step.decideWithinDays * day) };
}

function whyNotThisPerson(complaint: Complaint, decidedBy: AccountId): DecideRefusal[] {
  const below = complaint.decisions.some((decision) => decision.decidedBy === decidedBy);
  return [
    ...(complaint.filedBy === decidedBy ? [{ kind: 'own-complaint' } as const] : []),
    ...(below ? [{ kind: 'decided-below' } as const] : []),
  ];
}

function whyNotThisFinding(
  { respondent }: Complaint,
  { outcome, sanction, text }: Finding,
): DecideRefusal[] {
  const reasons: DecideRefusal[] = [];
  if (!text.trim()) reasons.push({ kind: 'text-missing' });
  if (outcome === 'rejected' && sanction !== null)
    reasons.push({ kind: 'sanction-without-breach' });
  if (outcome === 'upheld' && respondent !== null && sanction === null) {
    reasons.push({ kind: 'sanction-missing' });
  }
  if (outcome === 'upheld' && respondent === null && sanction !== null) {
    reasons.push({ kind: 'sanction-without-candidate' });
  }
  return reasons;
}

function whyNoAppeal(
  complaint: Complaint,
  party: Party | null,
  now: Instant,
): ComplaintAppealRefusal | null {
  const last = complaint.decisions.at(-1);
  if (party === null) return { kind: 'not-a-party' };
  if (isWaiting(complaint.state)) {
    if (!isOverdue(complaint, now)) {
      return { kind: 'still-being-decided', decideBy: complaint.decideBy };
    }
    return party === 'respondent' ? { kind: 'nothing-against-you' } : null;
  }
  const against = party === 'respondent' ? last?.sanction != null : last?.sanction !== 'removal';
  if (!against) return { kind: 'nothing-against-you' };
  return last?.sanction === 'removal' ? { kind: 'appeal-as-candidate' } : null;
}
