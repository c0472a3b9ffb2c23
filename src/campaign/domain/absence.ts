import { accept, refuse, type Result } from '../../kernel/result.js';
import type { Attendance } from './attendance.js';
import type { DebateState } from './debate-state.js';

/** What the rule set says about debates. */
export interface DebateDuty {
  readonly obligatory: boolean;
  readonly absenceStrikesOff: boolean;
}

export type AbsenceRefusal =
  | { readonly kind: 'rules-do-not-strike-off' }
  | { readonly kind: 'debate-not-held' }
  | { readonly kind: 'not-absent'; readonly attendance: Attendance | null };

/**
 * Whether the commission may strike a participant off for absence: only where the rules make debates a duty and absence
 * its breach, only after the debate was held, and never someone who was there or whose reason was accepted. Whether it
 * does so stays its own decision: of 34 removed in 2020, 28 were removed for missing debates, while 125 had declined
 * them (ratel.kz/kaz/kakie_narushenija…; caravan.kz/news/proshli-ehkvator-678038).
 */
export function absenceAsGround(
  duty: DebateDuty,
  debate: DebateState,
  attendance: Attendance | null,
): Result<'debate-absence', AbsenceRefusal[]> {
  const reasons: AbsenceRefusal[] = [];
  if (!duty.obligatory || !duty.absenceStrikesOff) {
    reasons.push({ kind: 'rules-do-not-strike-off' });
  }
  if (debate !== 'held') reasons.push({ kind: 'debate-not-held' });
  if (attendance !== 'absent') reasons.push({ kind: 'not-absent', attendance });
  return reasons.length > 0 ? refuse(reasons) : accept('debate-absence');
}
