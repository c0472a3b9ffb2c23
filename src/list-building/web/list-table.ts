import { stringify } from 'csv-stringify/sync';
import { spreadsheetText, type Translate } from '../../platform/web/index.js';
import type { RankedList } from '../application/list-directory.js';
import { personName } from './list.page.js';
import { reasonSentence } from './list-sentences.js';
import { quotaNames } from './quota-names.js';

/** The list as a table for spreadsheets: a row a place, with its reason and its place in every view. */
export function listTable(list: RankedList, t: Translate): string {
  const { views, mandates, outcome } = list;
  const quotas = quotaNames(list);
  const placeIn = (view: readonly string[], id: string) => {
    const index = view.indexOf(id);
    return index < 0 ? '' : index + 1;
  };
  const head = [
    t('list-building.page.place'),
    t('list-building.page.person'),
    t('list-building.page.by-votes'),
    t('list-building.page.views.as-voted'),
    t('list-building.page.views.after-quotas'),
    t('list-building.page.views.after-interventions'),
    t('list-building.page.views.as-filed'),
    t('list-building.page.views.mandates'),
    t('list-building.page.reason'),
  ];
  const rows = (outcome.status === 'built' ? outcome.list : []).map(
    ({ place, candidate, merit, reason }) => [
      place,
      spreadsheetText(personName(list, candidate)),
      merit ?? '',
      placeIn(views.asVoted, candidate),
      placeIn(views.afterQuotas, candidate),
      placeIn(views.afterInterventions, candidate),
      placeIn(views.asFiled, candidate),
      mandates.find(({ candidateId, status }) => candidateId === candidate && status === 'seated')
        ?.rank ?? '',
      spreadsheetText(reasonSentence(reason, quotas, t)),
    ],
  );
  return stringify([head, ...rows], { bom: true });
}
