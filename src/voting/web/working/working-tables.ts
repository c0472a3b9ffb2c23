import { stringify } from 'csv-stringify/sync';
import { spreadsheetText, type Translate } from '../../../platform/web/index.js';
import { minus, plainExact, readExact } from './exact-text.js';
import { holderName } from './flow-picture.js';
import { countsOf, gradeName } from './grade-bars.js';
import { movements } from './movements.js';
import { lockState, pairAt } from './pairwise-tables.js';
import { cumulated } from './places-table.js';
import { inFinalOrder, nameAt, tiesOf, votesAt, type ShownCount } from './shown-count.js';

/** One table of a count: its file's stem is its key. */
interface WorkingTable {
  readonly key: WorkingTableKey;
  /** Keys of the column heads. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

type WorkingTableKey =
  'result' | 'rounds' | 'transfers' | 'pairs' | 'locks' | 'grades' | 'places' | 'ties';

/** The files a count has, in the order in which a page offers them. */
export function workingFiles(t: Translate, count: ShownCount): readonly string[] {
  return tablesOf(t, count).map(({ key }) => key);
}

/** One table of a count as CSV, numbers plain and exact, one to a row; null where the count has no such table. */
export function workingCsv(t: Translate, count: ShownCount, file: string): string | null {
  const table = tablesOf(t, count).find(({ key }) => key === file);
  if (!table) return null;
  const head = table.head.map((key) => t(`voting-working.column.${key}`));
  const rows = table.rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? String(cell) : cell)),
  );
  return stringify([head, ...rows], { bom: true });
}

function tablesOf(t: Translate, count: ShownCount): readonly WorkingTable[] {
  return [
    resultTable(t, count),
    ...(hasRoundsFile(count) ? [roundsFile(t, count)] : []),
    ...(movements(count.rounds).some((movement) => movement !== null)
      ? [transfersFile(t, count)]
      : []),
    ...workingFile(t, count),
    ...tiesFile(t, count),
  ];
}

/** Grades and places say more than the figure that their rounds show. */
function hasRoundsFile({ rounds, working }: ShownCount): boolean {
  return rounds.length > 0 && working.kind !== 'grades' && working.kind !== 'places';
}

function resultTable(t: Translate, count: ShownCount): WorkingTable {
  return {
    key: 'result',
    head: ['rank', 'candidate', 'elected'],
    rows: count.ranking.flatMap(({ rank, candidates }) =>
      candidates.map((position) => [
        rank,
        nameCell(count, position),
        t(`voting-working.${count.elected.includes(position) ? 'yes' : 'no'}`),
      ]),
    ),
  };
}

function roundsFile(t: Translate, count: ShownCount): WorkingTable {
  const { rounds } = count;
  return {
    key: 'rounds',
    head: [
      'round',
      'candidate',
      count.working.kind === 'pairwise' ? 'points' : 'votes',
      'change',
      'decision',
      'quota',
      'keep-factor',
    ],
    rows: rounds.flatMap((round, index) => {
      const past = rounds[index - 1];
      const before = past?.place === round.place ? past : undefined;
      const quota = round.quota === undefined ? '' : plainExact(readExact(round.quota));
      const candidates = inFinalOrder(count).map((position) => {
        const votes = votesAt(round, position);
        const factor = round.keepFactors?.[position];
        return [
          round.number,
          nameCell(count, position),
          plainExact(votes),
          before ? plainExact(minus(votes, votesAt(before, position))) : '',
          round.elected.includes(position)
            ? t('voting-working.rounds.elected')
            : round.excluded.includes(position)
              ? t('voting-working.rounds.excluded')
              : '',
          quota,
          factor === undefined ? '' : plainExact(readExact(factor)),
        ];
      });
      const rest = [
        { key: 'non-transferable', votes: round.nonTransferable, earlier: before?.nonTransferable },
        { key: 'lost', votes: round.roundingLoss, earlier: before?.roundingLoss },
      ].flatMap(({ key, votes, earlier }) =>
        votes === undefined
          ? []
          : [
              [
                round.number,
                t(`voting-working.rounds.${key}`),
                plainExact(readExact(votes)),
                earlier === undefined
                  ? ''
                  : plainExact(minus(readExact(votes), readExact(earlier))),
                '',
                quota,
                '',
              ],
            ],
      );
      return [...candidates, ...rest];
    }),
  };
}

/** One giver or one receiver: a row a pair. Several of both: what each gave and what each received, to and from nobody. */
function transfersFile(t: Translate, count: ShownCount): WorkingTable {
  const name = (holder: Parameters<typeof holderName>[2]): string =>
    spreadsheetText(holderName(t, count, holder));
  return {
    key: 'transfers',
    head: ['round', 'from', 'to', 'votes'],
    rows: movements(count.rounds).flatMap((movement, index) => {
      if (!movement) return [];
      const { from, to } = movement;
      const round = count.rounds[index]?.number ?? 0;
      const [giver, receiver] = [
        from.length === 1 ? from[0] : null,
        to.length === 1 ? to[0] : null,
      ];
      const received = to.map(({ holder, votes }) => [
        round,
        giver ? name(giver.holder) : '',
        name(holder),
        plainExact(votes),
      ]);
      const given = from.map(({ holder, votes }) => [
        round,
        name(holder),
        receiver ? name(receiver.holder) : '',
        plainExact(votes),
      ]);
      if (giver) return received;
      return receiver ? given : [...given, ...received];
    }),
  };
}

function workingFile(t: Translate, count: ShownCount): readonly WorkingTable[] {
  const { working } = count;
  const order = inFinalOrder(count);
  switch (working.kind) {
    case 'sums':
    case 'transfers':
    case 'turns':
      return [];
    case 'pairwise':
      return [
        {
          key: 'pairs',
          head: ['over', 'under', 'prefer', 'path', 'path-opposition'],
          rows: order.flatMap((row) =>
            order
              .filter((column) => column !== row)
              .map((column) => [
                nameCell(count, row),
                nameCell(count, column),
                pairAt(working.preferred, row, column),
                working.strongestPaths ? pairAt(working.strongestPaths, row, column) : '',
                working.pathOpposition ? pairAt(working.pathOpposition, row, column) : '',
              ]),
          ),
        },
        ...(working.locks
          ? [
              {
                key: 'locks' as const,
                head: ['over', 'under', 'strength', 'state'],
                rows: working.locks.map((lock) => [
                  nameCell(count, lock.over),
                  nameCell(count, lock.under),
                  lock.strength,
                  lockState(t, lock),
                ]),
              },
            ]
          : []),
      ];
    case 'grades':
      return [
        {
          key: 'grades',
          head: ['candidate', 'grade', 'name', 'voters'],
          rows: order.flatMap((position) =>
            countsOf(working, position).map((voters, grade) => [
              nameCell(count, position),
              grade,
              spreadsheetText(gradeName(t, count, grade)),
              voters,
            ]),
          ),
        },
      ];
    case 'places':
      return [
        {
          key: 'places',
          head: ['candidate', 'place', 'votes', 'up-to-place'],
          rows: order.flatMap((position) =>
            cumulated(countsOf(working, position)).map(({ own, together }, index) => [
              nameCell(count, position),
              index + 1,
              own,
              together,
            ]),
          ),
        },
      ];
  }
}

function tiesFile(t: Translate, count: ShownCount): readonly WorkingTable[] {
  const ties = tiesOf(t, count);
  if (ties.length === 0) return [];
  const rows = ties.map(({ sentence, steps, order }) =>
    [sentence, steps.join('; '), order ?? ''].map(spreadsheetText),
  );
  return [{ key: 'ties', head: ['tie', 'step', 'order'], rows }];
}

function nameCell(count: ShownCount, position: number): string {
  return spreadsheetText(nameAt(count, position));
}
