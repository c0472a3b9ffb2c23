import { wordsIn } from '../../platform/web/index.js';
import type { WriteMessage } from '../application/complaint-news.js';

/** Says in both languages of the party what was decided and where to read on; reasons stay on the page. */
export const complaintMessage: WriteMessage = (kind) => {
  const [kk, ru] = [wordsIn('kk'), wordsIn('ru')];
  return {
    subject: `${kk('campaign.news.subject')} / ${ru('campaign.news.subject')}`,
    body: [kk, ru]
      .map((t) => `${t(`campaign.news.${kind}`)} ${t('campaign.news.more')}`)
      .join('\n\n'),
  };
};
