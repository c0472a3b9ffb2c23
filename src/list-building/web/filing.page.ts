import type { Translate } from '../../platform/web/index.js';
import type { RuleSet } from '../../primary/index.js';
import type { ListedPerson, RankedList } from '../application/list-directory.js';
import type { FilingGap } from '../domain/filing.js';
import { personName } from './list.page.js';
import { listPath } from './paths.js';
import { gapSentence } from './refusal-sentence.js';

export interface ConfirmFilingPage {
  readonly title: string;
  readonly sentence: string;
  readonly missing: readonly string[];
  readonly refused: readonly string[];
  readonly ready: boolean;
  readonly minutes: { readonly value: string; readonly required: boolean };
  /** What every person on the list brings, as the election commission will look at it. */
  readonly people: readonly CompletenessRow[];
  readonly back: string;
}

interface Mark {
  readonly text: string;
  readonly tone: 'good' | 'bad' | '';
}

interface CompletenessRow {
  readonly place: number;
  readonly name: string;
  readonly registered: Mark;
  readonly consent: Mark;
  readonly membership: Mark;
  readonly certificates: Mark;
}

/** The page that says what filing will do, or everything that is missing and what to do about it. */
export function confirmFilingPage(
  list: RankedList,
  gaps: readonly FilingGap[],
  rules: RuleSet,
  t: Translate,
  sent: { readonly refused: readonly string[]; readonly minutes: string } = {
    refused: [],
    minutes: '',
  },
): ConfirmFilingPage {
  const { order } = rules.filing;
  return {
    title: t('list-building.office.confirm-filing.title'),
    sentence: t('list-building.office.confirm-filing.status', {
      order: t(`list-building.office.confirm-filing.${order}`),
    }),
    missing: gaps.map((gap) => gapSentence(gap, list, t)),
    refused: sent.refused,
    ready: list.state === 'built' && gaps.every(({ kind }) => kind === 'no-minutes'),
    minutes: {
      value: sent.minutes,
      required: rules.filing.requires.includes('congress-minutes'),
    },
    people: list.views.afterInterventions.map((id, index) => ({
      place: index + 1,
      name: personName(list, id),
      ...marksOf(list.people.get(id), gapsOf(gaps, id), rules, t),
    })),
    back: listPath('workbench', list.id),
  };
}

function gapsOf(gaps: readonly FilingGap[], candidate: string): FilingGap['kind'][] {
  return gaps.flatMap((gap) =>
    'candidate' in gap && gap.candidate === candidate ? [gap.kind] : [],
  );
}

function marksOf(
  person: ListedPerson | undefined,
  lacks: readonly FilingGap['kind'][],
  { filing, groups }: RuleSet,
  t: Translate,
): Omit<CompletenessRow, 'place' | 'name'> {
  const mark = (there: boolean): Mark => ({
    text: t(`list-mandates.filing.${there ? 'yes' : 'no'}`),
    tone: there ? 'good' : 'bad',
  });
  const notAsked: Mark = { text: t('list-mandates.filing.not-asked'), tone: '' };
  const vouched: Mark = { text: t('list-mandates.filing.vouched'), tone: 'good' };
  const outsider = person?.documents === null;
  const asked = (what: RuleSet['filing']['requires'][number]) => filing.requires.includes(what);
  const counted = groups.some(
    (group) => group.kind === 'certificate' && person?.groups.includes(group.id),
  );
  return {
    registered: mark(!lacks.includes('no-longer-registered')),
    consent: asked('consent') ? mark(person?.consent === 'given') : notAsked,
    membership: asked('membership')
      ? outsider
        ? vouched
        : mark(!lacks.includes('not-a-member'))
      : notAsked,
    certificates:
      asked('disability-certificate') && counted
        ? outsider
          ? vouched
          : mark(!lacks.includes('no-document'))
        : notAsked,
  };
}
