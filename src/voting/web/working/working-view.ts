import type { Translate } from '../../../platform/web/index.js';
import { flowPicture, type FlowPicture } from './flow-picture.js';
import { gradeBars, type GradeBars } from './grade-bars.js';
import { pairwiseTables, type PairwiseTables } from './pairwise-tables.js';
import { placesTable, type PlacesTable } from './places-table.js';
import { roundStories, type RoundStory } from './round-sentences.js';
import { roundsTable, type RoundsTable } from './rounds-table.js';
import { namesAt, tiesOf, type ShownCount } from './shown-count.js';
import { sumBars, type SumBars } from './sum-bars.js';
import { workingFiles } from './working-tables.js';
import type { TieView } from '../tie-sentences.js';

/** The working of a count: what of it there is depends on the method. */
export interface WorkingView {
  readonly method: string;
  readonly how: string;
  readonly elected: string;
  readonly flow: FlowPicture | null;
  readonly flowTooLarge: boolean;
  readonly stories: readonly RoundStory[];
  readonly rounds: (RoundsTable & { readonly caption: string }) | null;
  readonly approximate: boolean;
  readonly bars: (SumBars & { readonly title: string }) | null;
  readonly pairwise: PairwiseTables | null;
  readonly grades: GradeBars | null;
  readonly places: PlacesTable | null;
  readonly ties: readonly TieView[];
  readonly files: readonly { readonly label: string; readonly href: string }[];
}

/** Shows a count in the reader's language; `hrefOf` leads to its files. */
export function workingView(
  t: Translate,
  count: ShownCount,
  hrefOf: (file: string) => string,
): WorkingView {
  const { working, rounds } = count;
  const moves = working.kind === 'transfers' && rounds.length > 0;
  const flow = moves ? flowPicture(t, count) : null;
  const inTurn = working.kind === 'turns' && rounds.length > 0;
  const table = moves || inTurn ? roundsTable(t, count) : null;
  return {
    method: t('voting-working.method.title', { name: t(`voting-working.method.${count.method}`) }),
    how: t(`voting-working.how.${working.kind}`),
    elected:
      count.elected.length === 0
        ? t('voting-working.nobody-elected')
        : `${t('voting-working.elected')}: ${namesAt(count, count.elected)}.`,
    flow,
    flowTooLarge: moves && rounds.length > 1 && flow === null,
    stories: roundStories(t, count),
    rounds: table && {
      ...table,
      caption: t(`voting-working.${inTurn ? 'turns' : 'rounds'}.caption`),
    },
    approximate: table?.rows.some(({ cells }) => cells.some(isApproximate)) ?? false,
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
