import { stringify } from 'csv-stringify/sync';
import { spreadsheetText, writeMoment, type Translate } from '../../platform/web/index.js';
import type { Scenario } from '../application/scenario-directory.js';
import { reasonSentence } from './list-sentences.js';
import { quotaNames } from './quota-names.js';
import { changeOf, nameIn, placePairs, scenarioMoves } from './scenario-moves.js';
import { quotaRows } from './scenario.page.js';
import { writeWorkbook, type WorkbookSheet } from './workbook.js';

/** A scenario as a file: the label stands first, and every field that could pass for a list carries another name. */
export function scenarioFile(scenario: Scenario, t: Translate): object {
  const { name, note, madeByName, madeAt, version, inputHash, outcome, input } = scenario;
  return {
    whatIf: t('list-scenario.label'),
    scenario: { name, note, madeBy: madeByName, madeAt, ofVersion: version, inputHash },
    whatIfDocument: JSON.parse(input) as unknown,
    whatIfOutcome: outcome,
  };
}

/** A scenario as a table for spreadsheets: every row carries the label. */
export function scenarioTable(scenario: Scenario, t: Translate): string {
  const guarded = placeRows(scenario, t).map((row) =>
    row.map((cell) => (typeof cell === 'string' ? spreadsheetText(cell) : cell)),
  );
  return stringify(guarded, { bom: true });
}

/** A scenario as a workbook: places with reasons, who moves, quotas, what it is. Every row of every sheet carries the label. */
export async function scenarioWorkbook(scenario: Scenario, t: Translate): Promise<Buffer> {
  const sheets: WorkbookSheet[] = [
    {
      name: t('list-scenario.sheet.places'),
      widths: [24, 8, 32, 32, 90],
      rows: placeRows(scenario, t),
    },
    {
      name: t('list-scenario.sheet.moves'),
      widths: [24, 20, 32, 18],
      rows: moveRows(scenario, t),
    },
    {
      name: t('list-scenario.sheet.quotas'),
      widths: [24, 50, 60, 40, 60, 40],
      rows: standingRows(scenario, t),
    },
    {
      name: t('list-scenario.sheet.about'),
      widths: [24, 28, 90],
      rows: aboutRows(scenario, t),
    },
  ];
  return await writeWorkbook(sheets);
}

type Row = readonly (string | number)[];

function placeRows(scenario: Scenario, t: Translate): Row[] {
  const { sealed, changed, outcome } = scenario;
  const person = nameIn(sealed);
  const named = (id: string | null) => (id === null ? '' : person(id));
  const quotas = quotaNames({ input: changed });
  const reasons = new Map(
    (outcome?.status === 'built' ? outcome.list : []).map(({ place, reason }) => [
      place,
      reasonSentence(reason, quotas, t),
    ]),
  );
  const label = t('list-scenario.label');
  return [
    [
      label,
      t('list-building.page.place'),
      t('list-scenario.the-list'),
      label,
      t('list-building.page.reason'),
    ],
    ...placePairs(scenario).map(({ place, list, scenario: other }) => [
      label,
      place,
      named(list),
      named(other),
      reasons.get(place) ?? '',
    ]),
  ];
}

function moveRows(scenario: Scenario, t: Translate): Row[] {
  const person = nameIn(scenario.sealed);
  const label = t('list-scenario.label');
  const all = scenario.outcome?.status === 'built' ? scenarioMoves(scenario) : [];
  return [
    [
      label,
      t('list-scenario.moves.title'),
      t('list-building.page.person'),
      t('list-scenario.differs'),
    ],
    ...all.flatMap(({ title, moves }) =>
      moves.map((move) => [
        label,
        t(`list-scenario.moves.${title}`),
        person(move.candidate),
        changeOf(move, t),
      ]),
    ),
  ];
}

function standingRows(scenario: Scenario, t: Translate): Row[] {
  const label = t('list-scenario.label');
  const [list, other] = [t('list-scenario.the-list'), t('list-scenario.what-if')];
  return [
    [label, t('list-scenario.quota'), list, list, other, other],
    ...quotaRows(scenario, t).map((row) => [
      label,
      row.name,
      row.list.rule,
      `${row.list.sign} ${row.list.line}`.trim(),
      row.scenario.rule,
      `${row.scenario.sign} ${row.scenario.line}`.trim(),
    ]),
  ];
}

function aboutRows(scenario: Scenario, t: Translate): Row[] {
  const { name, note, madeByName, madeAt, version, inputHash, outcome } = scenario;
  const label = t('list-scenario.label');
  return [
    [label, t('list-scenario.title'), name],
    [label, t('list-scenario.sheet.note'), note],
    [label, t('list-page.sheet.status'), t(`list-scenario.status.${outcome?.status ?? 'open'}`)],
    [label, t('list-page.sheet.version'), version],
    [label, t('list-page.sheet.made'), writeMoment(madeAt, t.language)],
    [label, t('list-page.sheet.by'), madeByName],
    [label, t('list-page.sheet.hash'), inputHash],
  ];
}
