import { wordsIn } from '../../platform/web/index.js';
import type { WriteIssuanceMessage } from '../application/tell-authorised.service.js';

/** Says in both languages of the party that a right to vote was issued, in which vote, and what to do if it was not asked for. */
export const issuanceMessage: WriteIssuanceMessage = (title, pseudonym) => {
  const languages = [wordsIn('kk'), wordsIn('ru')];
  const round = ({ language }: (typeof languages)[number]): string =>
    `${title.body[language]}, ${title.stage[language]}, ${title.unit[language]}`;
  return {
    subject: languages.map((t) => t('voting-roll.message.subject')).join(' / '),
    body: languages
      .map((t) =>
        t('voting-roll.message.body', { round: round(t), pseudonym: pseudonym.toString('hex') }),
      )
      .join('\n\n'),
  };
};
