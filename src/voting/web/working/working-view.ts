import type { Translate } from '../../../platform/web/index.js';
import { flowPicture, mostCells, type FlowPicture } from './flow-picture.js';
import { gradeBars, type GradeBars } from './grade-bars.js';
import { pairwiseTables, type PairwiseTables } from './pairwise-tables.js';
import { placesTable, type PlacesTable } from './places-table.js';
import { roundStories, type RoundStory } from './round-sentences.js';
import { roundsTable, type RoundsTable } from './rounds-table.js';
import { countsOf, namesAt, tiesOf, type ShownCount } from './shown-count.js';
import { sumBars, type SumBars } from './sum-bars.js';
import { workingFiles } from './working-tables.js';
import type { TieView } from '../tie-sentences.js';

/** The working of a count: what of it there is depends on the method. */
export interface WorkingView {
  readonly method: string;
  readonly how: string;
  readonly elected: string;
  /** One, or several where a list is made count by count. */
  readonly counts: readonly CountView[];
  readonly bars: (SumBars & { readonly title: string }) | null;
  readonly pairwise: PairwiseTables | null;
  readonly grades: GradeBars | null;
  readonly places: PlacesTable | null;
  readonly ties: readonly TieView[];
  readonly files: readonly { readonly label: string; readonly href: string }[];
}

/** One count, told, drawn and in numbers. */
interface CountView {
  /** What this count decides; null where there is only one. */
  readonly title: string | null;
  readonly number: number;
  readonly flow: FlowPicture | null;
  readonly flowTooLarge: boolean;
  readonly stories: readonly RoundStory[];
  readonly rounds: (RoundsTable & { readonly caption: string }) | null;
  readonly approximate: boolean;
}

/** Shows a count in the reader's language; `hrefOf` leads to its files. */
export function workingView(
  t: Translate,
  count: ShownCount,
  hrefOf: (file: string) => string,
): WorkingView {
  const { working } = count;
  return {
    method: t('voting-working.method.title', { name: t(`voting-working.method.${count.method}`) }),
    how: howOf(t, count),
    elected:
      count.elected.length === 0
        ? t('voting-working.nobody-elected')
        : `${t('voting-working.elected')}: ${namesAt(count, count.elected)}.`,
    counts: countViews(t, count),
    bars: barsOf(t, count),
    pairwise: working.kind === 'pairwise' ? pairwiseTables(t, count, working) : null,
    grades: working.kind === 'grades' ? gradeBars(t, count, working) : null,
    places: working.kind === 'places' ? placesTable(t, count, working) : null,
    ties: tiesOf(t, count),
    files: workingFiles(t, count).map((file) => ({
      label: t(`voting-working.files.${file}`),
      href: hrefOf(`${file}.csv`),
    })),
  };
}

function howOf(t: Translate, { method, working }: ShownCount): string {
  const how = t(`voting-working.how.${working.kind}`);
  return method === 'list-stv-bottom-up' || method === 'list-stv-top-down'
    ? `${how} ${t(`voting-working.how.${method}`)}`
    : how;
}

/** Pictures only as long as all of them together fit a page. */
function countViews(t: Translate, count: ShownCount): readonly CountView[] {
  const draws = count.rounds.length * count.names.length <= mostCells;
  const counts = countsOf(count);
  return counts.map((one, index) => {
    const place = one.rounds[0]?.place;
    const title =
      place === undefined
        ? t('voting-working.counts.list')
        : t('voting-working.counts.place', { place });
    return {
      ...countView(t, one, draws),
      title: counts.length > 1 ? title : null,
      number: index + 1,
    };
  });
}

function countView(
  t: Translate,
  count: ShownCount,
  draws: boolean,
): Omit<CountView, 'title' | 'number'> {
  const { working, rounds } = count;
  const moves = working.kind === 'transfers' && rounds.length > 0;
  const inTurn = working.kind === 'turns' && rounds.length > 0;
  const flow = moves && draws ? flowPicture(t, count) : null;
  const table = moves || inTurn ? roundsTable(t, count) : null;
  return {
    flow,
    flowTooLarge: moves && rounds.length > 1 && flow === null,
    stories: roundStories(t, count),
    rounds: table && {
      ...table,
      caption: t(`voting-working.${inTurn ? 'turns' : 'rounds'}.caption`),
    },
    approximate: table?.rows.some(({ cells }) => cells.some(isApproximate)) ?? false,
  };
}

function isApproximate({ votes, change }: { votes: string; change: string | null }): boolean {
  return votes.includes('≈') || (change?.includes('≈') ?? false);
}

/** One number for each candidate: the sums, or the points by which a pairwise method ranks. */
function barsOf(t: Translate, count: ShownCount): WorkingView['bars'] {
  const { rounds, working, method } = count;
  const [round, another] = rounds;
  if (!round || another || (working.kind !== 'sums' && working.kind !== 'pairwise')) return null;
  const key = working.kind === 'sums' ? 'heading' : method === 'minimax' ? 'minimax' : 'points';
  return { ...sumBars(t, count, round), title: t(`voting-working.bars.${key}`) };
}
