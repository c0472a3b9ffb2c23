import type { TallyAnswer } from '../application/tally-answer.js';

const readings = {
  single: 'of each ranking the first choice is counted',
  rating: 'everybody who is ranked has one mark, whatever the order',
} as const;

/** The result as a table for the terminal. */
export function tallyText(answer: TallyAnswer, reading: keyof typeof readings | null): string {
  const { method, seats, ballots, rounds, ties } = answer;
  const several = rounds.length > 1;
  return [
    `${method}, ${seats} seats: ${ballots.total} ballots, ${ballots.valid} valid, ${ballots.invalid} invalid`,
    ...(reading ? [readings[reading]] : []),
    ...rankingLines(answer, several ? {} : (rounds[0]?.votes ?? {})),
    ...(several ? rounds.flatMap(roundLines) : []),
    ...ties.map(
      ({ candidates, at, resolvedBy, order }) =>
        `tie (${at}): ${candidates.join(', ')}; ${resolvedBy === null ? 'not decided' : `by ${resolvedBy}: ${order.join(', ')}`}`,
    ),
    '',
  ].join('\n');
}

function rankingLines(
  { ranking, elected }: TallyAnswer,
  votes: Readonly<Record<string, string>>,
): readonly string[] {
  const chosen = new Set(elected);
  return ranking.flatMap(({ rank, candidates }) =>
    candidates.map((name) => {
      const sum = Object.hasOwn(votes, name) ? `${(votes[name] ?? '').padStart(9)}  ` : '';
      return `${String(rank).padStart(4)} ${chosen.has(name) ? '*' : ' '} ${sum}${name}`;
    }),
  );
}

function roundLines({
  number,
  quota,
  votes,
  nonTransferable,
  elected,
  excluded,
  transfer,
}: TallyAnswer['rounds'][number]): readonly string[] {
  const facts = [
    `round ${number}`,
    ...(quota === undefined ? [] : [`quota ${quota}`]),
    ...(elected.length > 0 ? [`elected ${elected.join(', ')}`] : []),
    ...(excluded.length > 0 ? [`excluded ${excluded.join(', ')}`] : []),
    ...(transfer ? [`then the ${transfer.kind} of ${transfer.from.join(', ')}`] : []),
  ];
  const held = Object.entries(votes).map(([name, sum]) => `${sum.padStart(16)}  ${name}`);
  const lost = nonTransferable === undefined ? [] : [`${nonTransferable.padStart(16)}  —`];
  return [facts.join('; '), ...held, ...lost];
}
