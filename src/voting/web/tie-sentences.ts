import type { Translate } from '../../platform/web/index.js';
import type { TieReport } from '../domain/ties/ties.js';

/** A tie told step by step: who tied and where, what each step of the policy separated, and the order it gave. */
export interface TieView {
  readonly sentence: string;
  readonly steps: readonly string[];
  readonly order: string | null;
}

/** Who the tied are and what they had. */
export interface TieNames {
  readonly nameOf: (id: string) => string;
  /** The votes in which they were equal, as written for the reader; null where the method has none. */
  readonly votesOf: (tie: TieReport) => string | null;
}

/** The ties that decided something; those wholly below the cut did not. */
export function tieViews(
  t: Translate,
  ties: readonly TieReport[],
  names: TieNames,
): readonly TieView[] {
  return ties.filter(({ at }) => at !== 'below').map((tie) => tieView(t, tie, names));
}

/** Whether a lot was drawn, so that the page must say from what. */
export function lotWasDrawn(ties: readonly TieReport[]): boolean {
  return ties.some(({ steps }) => steps.some(({ by }) => by === 'lot'));
}

function tieView(t: Translate, tie: TieReport, { nameOf, votesOf }: TieNames): TieView {
  const named = (ids: readonly string[]): string => ids.map(nameOf).join(', ');
  const inOrder = (classes: readonly (readonly string[])[]): string =>
    classes.map((same) => same.map(nameOf).join(' = ')).join(' → ');
  const votes = tie.round === undefined ? votesOf(tie) : null;
  return {
    sentence: t(`voting-count.tie.at-${tie.at}${votes === null ? '' : '-with'}`, {
      names: named(tie.candidates),
      votes: votes ?? '',
      round: tie.round ?? 0,
    }),
    steps: tie.steps.map(({ by, classes }) =>
      t(`voting-count.tie.by-${by}`, { order: inOrder(classes) }),
    ),
    order: orderOf(t, tie, inOrder),
  };
}

function orderOf(
  t: Translate,
  tie: TieReport,
  inOrder: (classes: readonly (readonly string[])[]) => string,
): string | null {
  if (tie.resolvedBy === null) return t('voting-count.tie.open');
  return tie.steps.length === 1 ? null : t('voting-count.tie.order', { order: inOrder(tie.order) });
}
