import { wordsIn, writeMoment } from '../../platform/web/index.js';
import type { WriteOffer } from '../application/offer-places.service.js';

/** Says in both languages of the party which place is offered and until when to answer. */
export const offerMessage: WriteOffer = (place, answerBy) => {
  const both = [wordsIn('kk'), wordsIn('ru')];
  return {
    subject: both.map((t) => t('list-succession.message.subject')).join(' / '),
    body: both
      .map((t) =>
        answerBy
          ? t('list-succession.message.deadline', { place, at: writeMoment(answerBy, t.language) })
          : t('list-succession.message.open', { place }),
      )
      .join('\n\n'),
  };
};
