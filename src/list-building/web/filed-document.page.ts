import { stringify } from 'csv-stringify/sync';
import { spreadsheetText, writeMoment, type Translate } from '../../platform/web/index.js';
import type { RankedList } from '../application/list-directory.js';
import { contestNames, personName } from './list.page.js';
import { listPath } from './paths.js';

export interface FiledDocumentPage {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly rows: readonly {
    readonly number: number;
    readonly name: string;
    readonly note: string | null;
  }[];
  readonly table: string;
  readonly back: string;
}

/** The document as it was filed, to be printed: the names in their order, and who left since. */
export function filedDocumentPage(
  list: RankedList,
  order: 'alphabetical-kk' | 'ranked',
  t: Translate,
): FiledDocumentPage {
  const { filing } = list;
  return {
    title: t('list-mandates.filed.title', contestNames(list, t)),
    sentences: [
      ...(filing
        ? [
            t('list-mandates.filed.sentence', {
              at: writeMoment(filing.filedAt, t.language),
              by: filing.filedByName,
            }),
          ]
        : []),
      ...(filing?.minutes ? [t('list-mandates.filed.minutes', { minutes: filing.minutes })] : []),
      t(`list-mandates.filed.${order === 'ranked' ? 'ranked' : 'alphabet'}`),
    ],
    rows: list.views.asFiled.map((id, index) => ({
      number: index + 1,
      name: personName(list, id),
      note: list.people.get(id)?.standing === false ? t('list-mandates.filed.struck') : null,
    })),
    table: listPath('filedTable', list.id),
    back: listPath('list', list.id),
  };
}

/** The filed document as a table for spreadsheets. */
export function filedTable(list: RankedList, t: Translate): string {
  const head = [t('list-mandates.filed.number'), t('list-mandates.filed.name')];
  const rows = list.views.asFiled.map((id, index) => [
    index + 1,
    spreadsheetText(personName(list, id)),
  ]);
  return stringify([head, ...rows], { bom: true });
}
