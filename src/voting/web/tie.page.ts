import type { Translate } from '../../platform/web/index.js';
import type { RoundConsole } from '../application/round-overviews.js';
import { tieOf } from '../domain/ties/tie-decision.js';
import { countPaths } from './count-paths.js';
import { awaitedCount } from './recounts.page.js';
import { headingOf } from './round.page.js';
import { tieViews } from './tie-sentences.js';

/** The page on which a member of the commission puts tied candidates in order. */
export interface TiePage {
  readonly title: string;
  readonly heading: string;
  readonly back: string;
  /** What is tied, and what the order decides. */
  readonly about: readonly string[];
  readonly candidates: readonly {
    readonly field: string;
    readonly name: string;
    readonly value: string;
  }[];
  readonly reason: string;
  readonly errors: readonly { readonly field: string; readonly sentence: string }[];
}

export function tiePage(
  t: Translate,
  data: RoundConsole,
  tied: readonly string[],
  typed: Readonly<Record<string, unknown>> = {},
  errors: readonly string[] = [],
): TiePage {
  const text = (field: string): string => (typeof typed[field] === 'string' ? typed[field] : '');
  return {
    title: t('voting-count.tie.decide'),
    heading: headingOf(t, data.title).title,
    back: countPaths.console(data.round.id),
    about: aboutTie(t, data, tied),
    candidates: tied.map((id, at) => ({
      field: `c${at}`,
      name: data.candidates.find((candidate) => candidate.id === id)?.name ?? '',
      value: text(`c${at}`),
    })),
    reason: text('reason'),
    errors: errors.map((sentence) => ({ field: 'c0', sentence })),
  };
}

/** Where the count stopped, and what the order will do there. */
function aboutTie(t: Translate, data: RoundConsole, tied: readonly string[]): readonly string[] {
  const counted = awaitedCount(data);
  const tie = counted?.ties.find(({ awaited }) =>
    awaited.some((set) => tieOf(set) === tieOf(tied)),
  );
  if (!counted || !tie) return [];
  const names = new Map<string, string>(data.candidates.map(({ id, name }) => [id, name]));
  const [view] = tieViews(t, [tie], {
    nameOf: (id) => names.get(id) ?? '',
    votesOf: ({ candidates: [first] }) =>
      String(counted.candidates.find(({ candidacyId }) => candidacyId === first)?.votes ?? '—'),
  });
  const means = t(`voting-count.tie.means-${tie.at}`, { round: tie.round ?? 0 });
  return [...(view ? [view.sentence] : []), means];
}
