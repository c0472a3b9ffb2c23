import type { Instant } from '../../kernel/clock.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { moveDebate, type DebateMoveRefusal, type DebateState } from './debate-state.js';

/** What the commission announces: where and when, where it can be watched, and who debates. */
export interface DebatePlan {
  readonly place: string;
  readonly startsAt: Instant;
  /** Where the debate is streamed; null when the address is not known yet. */
  readonly streamAddress: string | null;
  readonly participants: readonly CandidacyId[];
}

/** A candidacy named for a debate, as the register of candidacies knows it. */
export interface NamedParticipant {
  readonly id: CandidacyId;
  readonly registered: boolean;
  /** Stands in the contest of the debate, in its unit or within it. */
  readonly standsHere: boolean;
}

export type ScheduleRefusal =
  | { readonly kind: 'campaign-not-on' }
  | { readonly kind: 'place-missing' }
  | { readonly kind: 'starts-in-the-past' }
  | { readonly kind: 'stream-address-malformed' }
  | { readonly kind: 'too-few-participants'; readonly least: number }
  | { readonly kind: 'participant-twice'; readonly candidacies: readonly CandidacyId[] }
  | { readonly kind: 'not-registered'; readonly candidacies: readonly CandidacyId[] }
  | { readonly kind: 'stands-elsewhere'; readonly candidacies: readonly CandidacyId[] };

/** One person alone does not debate. */
export const leastParticipants = 2;

/** Everything that is wrong with a plan, at once; `known` are those of its participants that exist. */
export function checkPlan(
  plan: DebatePlan,
  known: readonly NamedParticipant[],
  campaignIsOn: boolean,
  now: Instant,
): Result<DebatePlan, ScheduleRefusal[]> {
  const { participants, streamAddress } = plan;
  const twice = participants.filter((id, index) => participants.indexOf(id) !== index);
  const notRegistered = participants.filter((id) => !factsOf(id, known)?.registered);
  const elsewhere = known.filter((one) => one.registered && !one.standsHere).map(({ id }) => id);
  const reasons: ScheduleRefusal[] = [];
  if (!campaignIsOn) reasons.push({ kind: 'campaign-not-on' });
  if (!plan.place.trim()) reasons.push({ kind: 'place-missing' });
  if (plan.startsAt <= now) reasons.push({ kind: 'starts-in-the-past' });
  if (streamAddress !== null && !isWebAddress(streamAddress)) {
    reasons.push({ kind: 'stream-address-malformed' });
  }
  if (new Set(participants).size < leastParticipants) {
    reasons.push({ kind: 'too-few-participants', least: leastParticipants });
  }
  if (twice.length > 0) reasons.push({ kind: 'participant-twice', candidacies: twice });
  if (notRegistered.length > 0)
    reasons.push({ kind: 'not-registered', candidacies: notRegistered });
  if (elsewhere.length > 0) reasons.push({ kind: 'stands-elsewhere', candidacies: elsewhere });
  return reasons.length > 0 ? refuse(reasons) : accept(plan);
}

/** Whether a text is an address that a browser opens; anything but the web (`javascript:`, `file:`) is refused. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s<>"']+$/.test(text);
}

export type HoldRefusal =
  | DebateMoveRefusal
  | { readonly kind: 'debate-not-begun'; readonly startsAt: Instant }
  | { readonly kind: 'attendance-incomplete'; readonly candidacies: readonly CandidacyId[] }
  | { readonly kind: 'stream-address-malformed' };

/** A debate may be recorded as held once it has begun and everybody on its list is accounted for. */
export function holdDebate(
  debate: { readonly state: DebateState; readonly startsAt: Instant },
  unmarked: readonly CandidacyId[],
  recordingAddress: string | null,
  now: Instant,
): Result<DebateState, HoldRefusal[]> {
  const moved = moveDebate(debate.state, 'held');
  if (!moved.ok) return refuse([moved.error]);
  const reasons: HoldRefusal[] = [];
  if (now < debate.startsAt) reasons.push({ kind: 'debate-not-begun', startsAt: debate.startsAt });
  if (unmarked.length > 0) reasons.push({ kind: 'attendance-incomplete', candidacies: unmarked });
  if (recordingAddress !== null && !isWebAddress(recordingAddress)) {
    reasons.push({ kind: 'stream-address-malformed' });
  }
  return reasons.length > 0 ? refuse(reasons) : accept(moved.value);
}

export type CancelRefusal = DebateMoveRefusal | { readonly kind: 'cancel-reason-missing' };

/** A cancelled debate says why. */
export function cancelDebate(
  state: DebateState,
  reason: string,
): Result<DebateState, CancelRefusal[]> {
  const moved = moveDebate(state, 'cancelled');
  if (!moved.ok) return refuse([moved.error]);
  return reason.trim() ? accept(moved.value) : refuse([{ kind: 'cancel-reason-missing' }]);
}

function factsOf(
  id: CandidacyId,
  known: readonly NamedParticipant[],
): NamedParticipant | undefined {
  return known.find((one) => one.id === id);
}
