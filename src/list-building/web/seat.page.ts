import type { FieldSentence, Translate } from '../../platform/web/index.js';
import type { RuleSet } from '../../primary/index.js';
import type { RankedList } from '../application/list-directory.js';
import type { ListSuccession } from '../application/succession-directory.js';
import { personName } from './list.page.js';
import { listPath, seatPath } from './paths.js';
import { lastHolder } from './seats.part.js';

export interface VacateSeatPage {
  readonly title: string;
  readonly sentence: string;
  readonly errors: readonly FieldSentence[];
  readonly action: string;
  /** What was typed, kept where it was refused. */
  readonly reason: string;
  readonly back: string;
}

/** What was sent with a form that is shown again. */
export interface SentSeatForm {
  readonly candidate: string;
  readonly reason: string;
}

/** The page that says what vacating a seat will do; null where there is no such seat. */
export function vacateSeatPage(
  list: RankedList,
  { seats }: ListSuccession,
  seat: number,
  t: Translate,
  errors: readonly FieldSentence[],
  { reason }: SentSeatForm,
): VacateSeatPage | null {
  const holder = lastHolder(seats, seat);
  if (!holder) return null;
  return {
    title: t('list-mandates.vacate.title', { seat }),
    sentence: t('list-mandates.vacate.sentence', { person: personName(list, holder.candidateId) }),
    errors,
    action: seatPath('vacating', list.id, seat),
    reason,
    back: listPath('workbench', list.id),
  };
}

export interface FillSeatPage {
  readonly title: string;
  readonly sentence: string;
  /** Who gets the seat by rule; null where a decision names somebody, or nobody can take it. */
  readonly successor: string | null;
  readonly errors: readonly FieldSentence[];
  readonly action: string;
  /** Whether the rules leave the choice to a decision. */
  readonly decision: boolean;
  readonly reserve: readonly {
    readonly id: string;
    readonly name: string;
    readonly chosen: boolean;
  }[];
  readonly reason: string;
  readonly back: string;
}

/** The page that says how a vacant seat is filled, with the reserve; null where there is no such seat. */
export function fillSeatPage(
  list: RankedList,
  { seats, reserve, rule }: ListSuccession,
  { seat, successor }: { readonly seat: number; readonly successor: string | null },
  { groups: known }: Pick<RuleSet, 'groups'>,
  t: Translate,
  errors: readonly FieldSentence[],
  sent: SentSeatForm,
): FillSeatPage | null {
  if (!lastHolder(seats, seat)) return null;
  const named = rule.vacancy.kind === 'same-group' ? rule.vacancy.groups : [];
  const groups = named
    .map((id) => known.find((group) => group.id === id)?.name[t.language] ?? id)
    .join(', ');
  return {
    title: t('list-mandates.fill.title', { seat }),
    sentence: t(`list-mandates.rule.vacancy.${rule.vacancy.kind}`, { groups }),
    successor:
      successor === null
        ? null
        : t('list-mandates.fill.by-rule', { person: personName(list, successor) }),
    errors,
    action: seatPath('filling', list.id, seat),
    decision: rule.vacancy.kind === 'by-decision',
    reserve: reserve.map((id, index) => ({
      id,
      name: `${index + 1}. ${personName(list, id)}`,
      chosen: id === sent.candidate,
    })),
    reason: sent.reason,
    back: listPath('workbench', list.id),
  };
}
