import type { Translate } from '../../platform/web/index.js';
import type { Feasibility } from '../application/feasibility-check.js';
import { infeasibleSentences } from './list-sentences.js';
import { listPaths } from './paths.js';

export interface FeasibilityPage {
  readonly title: string;
  readonly sentence: string;
  readonly rows: readonly {
    readonly contest: string;
    readonly registered: string;
    readonly tone: 'good' | 'warn' | 'bad';
    readonly answer: string;
  }[];
  readonly back: string;
}

/** The question of every contest before the vote: can the quotas be kept with those who are registered? */
export function feasibilityPage(answers: readonly Feasibility[], t: Translate): FeasibilityPage {
  const possible = answers.filter(({ answer }) => answer === 'feasible').length;
  return {
    title: t('list-building.feasibility.title'),
    sentence: t('list-building.feasibility.status', {
      contests: answers.length,
      possible,
      impossible: answers.length - possible,
    }),
    rows: answers.map((feasibility) => ({
      contest: `${feasibility.contest.bodyName[t.language]}, ${feasibility.contest.territoryName[t.language]}`,
      registered: new Intl.NumberFormat(t.language).format(feasibility.registered),
      ...answerOf(feasibility, t),
    })),
    back: listPaths.office,
  };
}

function answerOf(
  { answer, contest, registered, input }: Feasibility,
  t: Translate,
): { tone: 'good' | 'warn' | 'bad'; answer: string } {
  if (answer === 'nobody') return { tone: 'warn', answer: t('list-building.feasibility.nobody') };
  if (answer === 'undecided') return { tone: 'warn', answer: t('list-building.undecided') };
  if (answer !== 'feasible') {
    const quotas = new Map(input?.quotas.map(({ id, name }) => [id, name]));
    return { tone: 'bad', answer: infeasibleSentences(answer, quotas, t).join(' ') };
  }
  return registered < contest.places
    ? {
        tone: 'warn',
        answer: t('list-building.feasibility.short', {
          allowed: contest.places,
          people: registered,
        }),
      }
    : { tone: 'good', answer: t('list-building.feasibility.possible') };
}
