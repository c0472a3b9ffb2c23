import { writeMoment, type Translate } from '../../platform/web/index.js';
import type { RankedList } from '../application/list-directory.js';
import { contestNames, personName, statusSentence } from './list.page.js';
import { listRows } from './list-table.js';
import { viewKeys } from './list-query.js';
import { loserView, type Telling } from './place-reasons.js';
import { needOf, quotaNames } from './quota-names.js';
import { viewLabel } from './views-view.js';
import { viewOrders } from './view-orders.js';
import { writeWorkbook, type WorkbookSheet } from './workbook.js';

/** The whole list as a workbook: places with reasons, views, passed over, quotas, reserve, and what it was built from. */
function workbookSheets(list: RankedList, t: Translate): WorkbookSheet[] {
  const built = list.outcome.status === 'built' ? list.outcome : null;
  const name = (id: string) => personName(list, id);
  const quotas = quotaNames(list);
  const told: Telling | null = built && { list, built, name, quotas };
  const word = (key: string) => t(`list-building.page.${key}`);
  const orders = viewOrders(list);
  const longest = Math.max(0, ...viewKeys.map((key) => orders[key].length));
  return [
    {
      name: t('list-page.sheet.list'),
      widths: [8, 32, 12, 12, 12, 12, 12, 12, 90],
      rows: listRows(list, t),
    },
    {
      name: t('list-page.sheet.views'),
      widths: [8, ...viewKeys.map(() => 32)],
      rows: [
        [word('place'), ...viewKeys.map((key) => viewLabel(key, t))],
        ...Array.from({ length: longest }, (_, index) => [
          index + 1,
          ...viewKeys.map((key) => {
            const id = orders[key][index];
            return id === undefined ? '' : name(id);
          }),
        ]),
      ],
    },
    {
      name: t('list-page.sheet.passed-over'),
      widths: [32, 12, 12, 110],
      rows: [
        [word('person'), word('by-votes'), word('place'), word('reason')],
        ...(told ? lossRows(told, t) : []),
      ],
    },
    {
      name: t('list-page.sheet.quotas'),
      widths: [60, 10, 10, 12, 18, 14],
      rows: [
        ['quota', 'from', 'to', 'members', 'need', 'kept'].map((key) =>
          t(`list-page.sheet.${key}`),
        ),
        ...list.quotas.map((standing) => [
          quotas.get(standing.quota)?.[t.language] ?? standing.quota,
          standing.from,
          standing.to,
          standing.members,
          needOf(standing, t),
          word(standing.kept ? 'kept' : 'broken'),
        ]),
      ],
    },
    {
      name: t('list-page.sheet.reserve'),
      widths: [10, 32, 12],
      rows: [
        [t('list-page.sheet.number'), word('person'), word('by-votes')],
        ...(told?.built.reserve ?? []).map(({ reserve, candidate, merit }) => [
          reserve,
          name(candidate),
          merit,
        ]),
      ],
    },
    { name: t('list-page.sheet.about'), widths: [28, 90], rows: aboutRows(list, t) },
  ];
}

export async function listWorkbook(list: RankedList, t: Translate): Promise<Buffer> {
  return await writeWorkbook(workbookSheets(list, t));
}

function lossRows(told: Telling, t: Translate): (string | number)[][] {
  return told.built.displaced.flatMap((loser) =>
    loserView(loser, told, t).runs.map(({ sentence }) => [
      told.name(loser.candidate),
      loser.merit,
      loser.place ?? '',
      sentence,
    ]),
  );
}

function aboutRows(list: RankedList, t: Translate): (string | number)[][] {
  const row = (key: string, value: string | number) => [t(`list-page.sheet.${key}`), value];
  return [
    row('contest', t('list-building.page.title', contestNames(list, t))),
    row('status', statusSentence(list, t)),
    row('version', list.version),
    row('made', writeMoment(list.madeAt, t.language)),
    row('by', list.madeByName),
    row('hash', list.inputHash),
    ...list.resultHashes.map((hash) => row('result', hash)),
    row('command', 'npx irikteu list build document.json'),
  ];
}
