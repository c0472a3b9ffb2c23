import type { Translate } from '../../platform/web/index.js';
import { readingOf, type CountedFile } from '../application/count-ballot-file.js';
import { tallyAnswer, type RoundAnswer, type TallyAnswer } from '../application/tally-answer.js';
import { lotWasDrawn, tieViews } from './tie-sentences.js';

/** What the protocol names besides the count. */
export interface ProtocolFacts {
  /** What was counted, where the file has no title. */
  readonly file: string;
  /** What the lot was drawn from. */
  readonly seed: string;
}

/** The protocol of a count in the language of the reader: method, sums, ranking, rounds, ties. Plain text that is Markdown too. */
export function tallyProtocol(counted: CountedFile, facts: ProtocolFacts, t: Translate): string {
  const answer = tallyAnswer(counted);
  return [
    `# ${t('voting-tally.title', { what: counted.file.title ?? facts.file })}`,
    ...headLines(answer, counted, t),
    `## ${t('voting-tally.result')}`,
    rankingTable(answer, t),
    ...answer.rounds.flatMap((round) => roundLines(round, t)),
    ...tieLines(counted, facts, t),
    '',
  ].join('\n\n');
}

function headLines(answer: TallyAnswer, counted: CountedFile, t: Translate): readonly string[] {
  const { method, seats, ballots, withdrawn = [] } = answer;
  const reading = readingOf(counted);
  return [
    t('voting-tally.method', { method: t(`primary.method.${method}`), name: method }),
    t('voting-tally.seats', { seats }),
    t('voting-tally.ballots', {
      total: ballots.total,
      valid: ballots.valid,
      invalid: ballots.invalid,
    }),
    ...bulleted(
      Object.entries(ballots.invalidBy).map(([reason, number]) =>
        t('voting-tally.invalid', { reason: t(`voting-count.invalid.${reason}`), number }),
      ),
    ),
    ...(withdrawn.length > 0 ? [t('voting-tally.withdrawn', { names: list(withdrawn) })] : []),
    ...(reading ? [t(`voting-tally.reading.${reading}`)] : []),
  ];
}

function rankingTable({ ranking, elected }: TallyAnswer, t: Translate): string {
  const chosen = new Set(elected);
  return table(
    [t('voting-tally.column.rank'), t('voting-tally.column.candidate'), ''],
    ranking.flatMap(({ rank, candidates }) =>
      candidates.map((name) => [
        String(rank),
        name,
        chosen.has(name) ? t('voting-tally.elected-mark') : '',
      ]),
    ),
  );
}

function roundLines(round: RoundAnswer, t: Translate): readonly string[] {
  const { number, quota, votes, nonTransferable, roundingLoss, elected, excluded, transfer } =
    round;
  const rows = Object.entries(votes).map(([name, sum]) => [name, sum]);
  if (nonTransferable !== undefined)
    rows.push([t('voting-tally.non-transferable'), nonTransferable]);
  if (roundingLoss !== undefined) rows.push([t('voting-tally.rounding-loss'), roundingLoss]);
  return [
    `## ${t('voting-tally.round', { number })}`,
    ...(quota === undefined ? [] : [t('voting-tally.quota', { quota })]),
    table([t('voting-tally.column.candidate'), t('voting-tally.column.votes')], rows),
    ...(elected.length > 0 ? [t('voting-tally.elected', { names: list(elected) })] : []),
    ...(excluded.length > 0 ? [t('voting-tally.excluded', { names: list(excluded) })] : []),
    ...(transfer
      ? [t(`voting-tally.transfer.${transfer.kind}`, { names: list(transfer.from) })]
      : []),
  ];
}

function tieLines(
  { tally, file }: CountedFile,
  { seed }: ProtocolFacts,
  t: Translate,
): readonly string[] {
  const last = tally.rounds.at(-1)?.votes ?? [];
  const views = tieViews(t, tally.ties, {
    nameOf: (id) => id,
    votesOf: ({ candidates: [first = ''] }) => last[file.candidates.indexOf(first)] ?? '',
  });
  if (views.length === 0) return [];
  return [
    `## ${t('voting-count.tie.title')}`,
    ...views.flatMap(({ sentence, steps, order }) => [
      sentence,
      ...bulleted([...steps, ...(order === null ? [] : [order])]),
    ]),
    ...(lotWasDrawn(tally.ties) ? [`${t('voting-count.tie.seed')} ${seed}`] : []),
  ];
}

function bulleted(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [lines.map((line) => `- ${line}`).join('\n')];
}

function list(names: readonly string[]): string {
  return names.join(', ');
}

/** A table in Markdown; a bar within a name would end its cell. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
