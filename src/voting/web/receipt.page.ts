import type { Translate } from '../../platform/web/index.js';
import type { RoundTitle } from '../application/round-titles.js';

export interface ReceiptPage {
  readonly title: string;
  readonly round: string;
  readonly errors: readonly { readonly field: string; readonly sentence: string }[];
  readonly values: { readonly serial: string };
  readonly answer: {
    readonly tone: string;
    readonly sentence: string;
    readonly leafHash: string | null;
  } | null;
}

/** A number that was typed, and the ballot found under it: `null` when there is none, `undefined` when it is no number. */
export interface AskedReceipt {
  readonly serial: string;
  readonly leafHash: string | null | undefined;
}

export function receiptPage(t: Translate, title: RoundTitle, asked?: AskedReceipt): ReceiptPage {
  const malformed = asked !== undefined && asked.leafHash === undefined;
  const { language } = t;
  return {
    title: t('voting-box.box.title'),
    round: `${title.body[language]}: ${title.stage[language]}, ${title.unit[language]}`,
    errors: malformed ? [{ field: 'serial', sentence: t('voting-box.error.serial-shape') }] : [],
    values: { serial: asked?.serial ?? '' },
    answer: asked?.leafHash === undefined ? null : answerOf(asked.leafHash, t),
  };
}

function answerOf(leafHash: string | null, t: Translate): ReceiptPage['answer'] {
  return leafHash === null
    ? { tone: 'bad', sentence: t('voting-box.box.absent'), leafHash }
    : { tone: 'good', sentence: t('voting-box.box.present'), leafHash };
}
