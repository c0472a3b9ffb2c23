import { wordsIn, writeMoment, type Translate } from '../../platform/web/index.js';
import type { PlaceWords } from '../application/place-messages.js';

/** The messages about places, in both languages of the party. */
export const placeWords: PlaceWords = {
  offered: (place, answerBy) =>
    letter((t) =>
      answerBy
        ? t('list-succession.message.deadline', { place, at: writeMoment(answerBy, t.language) })
        : t('list-succession.message.open', { place }),
    ),
  silent: () => letter((t) => t('list-succession.message.silent')),
  changed: ({ from, to }, cause) =>
    letter((t) =>
      [
        t(`list-succession.message.${changeOf(from, to)}`, { from: from ?? '', to: to ?? '' }),
        t(`list-succession.message.because.${cause}`),
        t('list-succession.message.more'),
      ].join(' '),
    ),
};

function changeOf(from: number | null, to: number | null): 'came-in' | 'left' | 'moved' {
  if (from === null) return 'came-in';
  return to === null ? 'left' : 'moved';
}

function letter(write: (t: Translate) => string): { subject: string; body: string } {
  const both = [wordsIn('kk'), wordsIn('ru')];
  return {
    subject: both.map((t) => t('list-succession.message.subject')).join(' / '),
    body: both.map(write).join('\n\n'),
  };
}
