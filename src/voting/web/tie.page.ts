import type { Translate } from '../../platform/web/index.js';
import type { RoundConsole } from '../application/round-overviews.js';
import { countPaths } from './count-paths.js';
import { headingOf } from './round.page.js';

/** The page on which a member of the commission puts tied candidates in order. */
export interface TiePage {
  readonly title: string;
  readonly heading: string;
  readonly back: string;
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
    candidates: tied.map((id, at) => ({
      field: `c${at}`,
      name: data.candidates.find((candidate) => candidate.id === id)?.name ?? '',
      value: text(`c${at}`),
    })),
    reason: text('reason'),
    errors: errors.map((sentence) => ({ field: 'c0', sentence })),
  };
}
