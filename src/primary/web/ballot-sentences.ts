import type { Translate } from '../../platform/web/index.js';
import type { BallotAmount, StageRule } from '../domain/rule-set.js';
import { writeShare } from './write-share.js';

/** What a voter may do on a ballot of the stage. */
export function ballotSentence({ ballot }: StageRule, t: Translate): string {
  switch (ballot.kind) {
    case 'single':
      return t('primary.sentence.stage.single');
    case 'rating':
      return amountSentence('rating', ballot.marks, t);
    case 'cumulative':
      return amountSentence('cumulative', ballot.votes, t, { most: ballot.mostForOne });
    case 'score': {
      const grades = ballot.grades?.map((grade) => grade[t.language]).join(', ');
      return grades === undefined
        ? t('primary.sentence.stage.score', { highest: ballot.highest })
        : t('primary.sentence.stage.grades', { grades });
    }
    case 'ranking': {
      const ranking = ballot.ranks
        ? amountSentence('ranking', ballot.ranks, t)
        : t('primary.sentence.stage.ranking-all');
      const equal = t(`primary.sentence.stage.equal-ranks.${ballot.equalRanks ? 'yes' : 'no'}`);
      return `${ranking} ${equal}`;
    }
  }
}

function amountSentence(
  kind: 'rating' | 'cumulative' | 'ranking',
  amount: BallotAmount,
  t: Translate,
  values: Readonly<Record<string, number>> = {},
): string {
  return 'count' in amount
    ? t(`primary.sentence.stage.${kind}`, { marks: amount.count, ...values })
    : t(`primary.sentence.stage.${kind}-per-seat`, {
        marks: writeShare(amount.perSeat),
        ...values,
      });
}

/** How the ballots are counted; said where the rule set says it, for the usual way needs no words. */
export function countingSentence({ counting }: StageRule, t: Translate): string[] {
  if (!counting) return [];
  const options = Object.entries(counting.options ?? {}).map(([name, word]) => `${name}: ${word}`);
  const method = t(`primary.method.${counting.method}`);
  return options.length === 0
    ? [t('primary.sentence.stage.counting', { method })]
    : [t('primary.sentence.stage.counting-options', { method, options: options.join(', ') })];
}
