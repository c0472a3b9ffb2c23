import { stringify } from 'csv-stringify/sync';
import { spreadsheetText, type Translate } from '../../platform/web/index.js';
import type { RankedList } from '../application/list-directory.js';
import { personName } from './list.page.js';
import { reasonSentence } from './list-sentences.js';
import { quotaNames } from './quota-names.js';
import { placesIn, viewOrders } from './view-orders.js';
import { viewKeys } from './list-query.js';
import { viewLabel } from './views-view.js';

/** The list in rows: a heading, then a row a place with its reason and its place in every view. */
export function listRows(list: RankedList, t: Translate): (string | number)[][] {
  const quotas = quotaNames(list);
  const orders = viewOrders(list);
  const places = viewKeys.map((key) => placesIn(orders[key]));
  return [
    [
      t('list-building.page.place'),
      t('list-building.page.person'),
      t('list-building.page.by-votes'),
      ...viewKeys.map((key) => viewLabel(key, t)),
      t('list-building.page.reason'),
    ],
    ...(list.outcome.status === 'built' ? list.outcome.list : []).map(
      ({ place, candidate, merit, reason }) => [
        place,
        personName(list, candidate),
        merit ?? '',
        ...places.map((inView) => inView.get(candidate) ?? ''),
        reasonSentence(reason, quotas, t),
      ],
    ),
  ];
}

/** The same as CSV: UTF-8 with a byte-order mark, which Excel needs to read Kazakh letters; no cell is a formula. */
export function listTable(list: RankedList, t: Translate): string {
  const guarded = listRows(list, t).map((row) =>
    row.map((cell) => (typeof cell === 'string' ? spreadsheetText(cell) : cell)),
  );
  return stringify(guarded, { bom: true });
}
