import { stringify } from 'csv-stringify/sync';
import type { TallyAnswer } from '../application/tally-answer.js';

/**
 * The result as a table: a row for each candidate in the order of the ranking, a column for each round; below them what the
 * rounds have besides the votes.
 */
export function tallyCsv(answer: TallyAnswer): string {
  const { ranking, rounds, elected } = answer;
  const places = new Map(elected.map((name, index) => [name, String(index + 1)]));
  const head = ['rank', 'candidate', 'elected', ...rounds.map(({ number }) => `round ${number}`)];
  const rows = ranking.flatMap(({ rank, candidates }) =>
    candidates.map((name) => [
      String(rank),
      name,
      places.get(name) ?? '',
      ...rounds.map(({ votes }) => (Object.hasOwn(votes, name) ? (votes[name] ?? '') : '')),
    ]),
  );
  return stringify([head, ...rows, ...factRows(rounds)]);
}

/** What is the same for all candidates of a round; only the rows in which a round says something. */
function factRows(rounds: TallyAnswer['rounds']): readonly (readonly string[])[] {
  const facts: readonly (readonly [string, readonly string[]])[] = [
    ['non-transferable', rounds.map(({ nonTransferable = '' }) => nonTransferable)],
    ['lost by rounding', rounds.map(({ roundingLoss = '' }) => roundingLoss)],
    ['quota', rounds.map(({ quota = '' }) => quota)],
    ['elected', rounds.map(({ elected }) => elected.join(', '))],
    ['excluded', rounds.map(({ excluded }) => excluded.join(', '))],
    [
      'transfer',
      rounds.map(({ transfer }) =>
        transfer ? `${transfer.kind}: ${transfer.from.join(', ')}` : '',
      ),
    ],
  ];
  return facts
    .filter(([, cells]) => cells.some((cell) => cell !== ''))
    .map(([name, cells]) => ['', name, '', ...cells]);
}
