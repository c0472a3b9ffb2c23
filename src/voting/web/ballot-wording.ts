import type { Translate } from '../../platform/web/index.js';
import type { Words } from '../../primary/index.js';
import type { BallotForm } from '../domain/ballots/ballot.js';

/**
 * How the choice is made: marks, votes with buttons for more and less, a scale or a list for each candidate, or candidates put
 * one after the other.
 */
type BallotLayout = 'radio' | 'checkbox' | 'votes' | 'scale' | 'list' | 'order';

/** What a ballot says and offers. */
export interface BallotWording {
  readonly layout: BallotLayout;
  readonly instruction: string;
  /** What leaving candidates out means. */
  readonly note: string | null;
  /** How many marks, votes or places there are, and what they are called. */
  readonly left: { readonly label: string; readonly value: number } | null;
  /** What can be chosen beside each candidate. */
  readonly options: readonly { readonly value: number; readonly label: string }[];
}

/** Longer scales are chosen from a list: radio buttons would not stand side by side on a phone. */
const longestScale = 10;

/** What the ballot of a form says to the voter, and what can be chosen beside each candidate. */
export function ballotWording(
  form: BallotForm,
  grades: readonly Words[] | null,
  t: Translate,
): BallotWording {
  const say = (key: string, values: Readonly<Record<string, number>> = {}): string =>
    t(`voting-box.vote.${key}`, values);
  const plain = { note: null, left: null, options: [] };
  switch (form.kind) {
    case 'single':
      return { ...plain, layout: 'radio', instruction: say('choose-one') };
    case 'rating': {
      const { marks } = form;
      const left = { label: say('left'), value: marks };
      return {
        ...plain,
        layout: 'checkbox',
        instruction: say('choose-up-to', { marks }),
        left,
      };
    }
    case 'cumulative': {
      const { votes, mostForOne: most } = form;
      const left = { label: say('votes-left'), value: votes };
      return { ...plain, layout: 'votes', instruction: say('give-votes', { votes, most }), left };
    }
    case 'score':
      return scoreWording(form.highest, grades, t);
    case 'ranking':
      return form.equalRanks
        ? {
            layout: 'list',
            instruction: say('rank-equal'),
            note: say('rank-note'),
            left: null,
            options: upTo(1, form.ranks).map((value) => ({
              value,
              label: say('place', { value }),
            })),
          }
        : {
            ...plain,
            layout: 'order',
            instruction: say('rank', { ranks: form.ranks }),
            note: say('rank-note'),
            left: { label: say('ranked'), value: form.ranks },
          };
  }
}

function scoreWording(
  highest: number,
  grades: readonly Words[] | null,
  t: Translate,
): BallotWording {
  const scores = upTo(0, highest).map((value) => ({
    value,
    label: grades?.[value]?.[t.language] ?? String(value),
  }));
  return {
    layout: highest > longestScale ? 'list' : 'scale',
    instruction: grades ? t('voting-box.vote.grade') : t('voting-box.vote.score', { highest }),
    note: t('voting-box.vote.score-note'),
    left: null,
    // The best grade is read first; numbers run as on a ruler.
    options: grades ? scores.reverse() : scores,
  };
}

function upTo(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
