import { wordsIn } from '../../platform/web/index.js';
import type { WriteMessage } from '../application/candidate-news.js';

/** Says in both languages of the party what happened and where to read on; reasons stay on the candidate's page. */
export const candidateMessage: WriteMessage = (kind) => {
  const [kk, ru] = [wordsIn('kk'), wordsIn('ru')];
  return {
    subject: `${kk('candidate.message.subject')} / ${ru('candidate.message.subject')}`,
    body: [kk, ru]
      .map((t) => `${t(`candidate.news.${kind}`)} ${t('candidate.message.more')}`)
      .join('\n\n'),
  };
};
