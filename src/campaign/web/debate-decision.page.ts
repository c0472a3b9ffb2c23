import type { FieldSentence, Translate } from '../../platform/web/index.js';
import type { Debate } from '../application/debate-directory.js';
import { campaignPaths, pathTo } from './paths.js';

/** A page that says what a decision will do before it is taken, with one field to fill in. */
export interface DebateDecisionPage {
  readonly title: string;
  readonly status: string;
  readonly errors: readonly FieldSentence[];
  readonly action: string;
  readonly field: string;
  readonly label: string;
  readonly hint: string;
  readonly long: boolean;
  readonly value: string;
  readonly submit: string;
  readonly back: string;
}

type Kind = 'draw' | 'cancellation' | 'absence';

const fields = { draw: 'word', cancellation: 'reason', absence: 'text' } as const;

/** The confirming page of a draw, a cancellation or a striking off. */
export function debateDecisionPage(
  kind: Kind,
  debate: Debate,
  person: { readonly id: string; readonly name: string } | null,
  value: string,
  errors: readonly FieldSentence[],
  t: Translate,
): DebateDecisionPage {
  const gaps = { id: debate.id, candidacy: person?.id ?? '' };
  const words = { name: person?.name ?? '', at: debate.startsAt };
  const field = fields[kind];
  return {
    title: t(`campaign.commission.${kind}.title`, words),
    status: t(`campaign.commission.${kind}.status`, words),
    errors,
    action: pathTo(campaignPaths[kind], gaps),
    field,
    label: t(`campaign.commission.${kind}.${field}`),
    hint: kind === 'draw' ? t('campaign.commission.draw.word-hint') : '',
    long: kind === 'absence',
    value,
    submit: t(`campaign.commission.${kind}.submit`),
    back: pathTo(campaignPaths.commissionDebate, gaps),
  };
}
