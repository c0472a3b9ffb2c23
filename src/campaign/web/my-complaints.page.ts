import type { Instant } from '../../kernel/clock.js';
import type { FieldSentence, Translate } from '../../platform/web/index.js';
import type { AppealStep } from '../../primary/index.js';
import type { SeenComplaint } from '../application/complaint-directory.js';
import { complaintGrounds } from '../domain/complaint.js';
import { complaintLine, groupsOf, type ComplaintsPage } from './complaints.page.js';
import type { NameBook } from './name-book.js';
import { campaignPaths } from './paths.js';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

export interface MyComplaintsPage extends ComplaintsPage {
  readonly errors: readonly FieldSentence[];
  readonly action: string;
  readonly contests: readonly Choice[];
  /** The form; null until a contest is chosen. */
  readonly form: {
    readonly contest: string;
    readonly deadline: string;
    readonly respondents: readonly Choice[];
    readonly grounds: readonly Choice[];
    readonly happenedAt: string;
    readonly text: string;
  } | null;
}

/** Where the reader may complain, and about whom. */
export interface ComplaintPlace {
  readonly contests: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: {
    readonly id: string;
    readonly people: readonly { readonly id: string; readonly name: string }[];
    /** The step that will hear it. */
    readonly step: AppealStep | null;
  } | null;
}

export type TypedComplaint = Readonly<
  Record<'respondent' | 'ground' | 'happenedAt' | 'text', string>
>;

export const nothingTyped: TypedComplaint = {
  respondent: '',
  ground: '',
  happenedAt: '',
  text: '',
};

/** What the reader filed or has to answer for, and the form for a new complaint. */
export function myComplaintsPage(
  seen: readonly SeenComplaint[],
  place: ComplaintPlace,
  facts: {
    readonly names: NameBook;
    readonly now: Instant;
    readonly typed: TypedComplaint;
    readonly errors: readonly FieldSentence[];
  },
  t: Translate,
): MyComplaintsPage {
  const { names, now, typed, errors } = facts;
  const filed = seen.filter(({ party }) => party === 'complainant');
  const against = seen.filter(({ party }) => party === 'respondent');
  return {
    title: t('campaign.my-complaints.title'),
    status: t('campaign.my-complaints.status', { filed: filed.length, against: against.length }),
    groups: groupsOf(
      [
        [t('campaign.my-complaints.against'), against],
        [t('campaign.my-complaints.filed'), filed],
      ],
      (one) => complaintLine(one, campaignPaths.myComplaint, names, now, t),
    ),
    errors,
    action: campaignPaths.myComplaints,
    contests: place.contests.map(({ id, name }) => ({
      value: id,
      label: name,
      chosen: id === place.chosen?.id,
    })),
    form: place.chosen && formOf(place.chosen, typed, t),
  };
}

function formOf(
  { id, people, step }: NonNullable<ComplaintPlace['chosen']>,
  typed: TypedComplaint,
  t: Translate,
): MyComplaintsPage['form'] {
  const commission = { id: 'commission', name: t('campaign.my-complaints.about-commission') };
  return {
    contest: id,
    deadline: step
      ? t('campaign.my-complaints.deadline', {
          days: step.fileWithinDays,
          decide: step.decideWithinDays,
        })
      : '',
    respondents: [...people, commission].map(({ id: value, name }) => ({
      value,
      label: name,
      chosen: value === typed.respondent,
    })),
    grounds: complaintGrounds.map((ground) => ({
      value: ground,
      label: t(`campaign.ground.${ground}`),
      chosen: ground === typed.ground,
    })),
    happenedAt: typed.happenedAt,
    text: typed.text,
  };
}
