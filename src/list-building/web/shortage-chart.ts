import type { Translate } from '../../platform/web/index.js';
import type { NoList, Shortage } from '../domain/list-outcome.js';
import { namesOf, type QuotaNames } from './list-sentences.js';

/** What is missing for a list, drawn: for each shortage a bar of the people there beside those needed. */
export interface ShortageChart {
  readonly conflict: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly bars: readonly ShortageBar[];
}

export interface ShortageBar {
  readonly name: string;
  readonly needs: number;
  readonly has: number;
  readonly missing: number;
  readonly y: number;
  readonly hasWidth: number;
  readonly missingWidth: number;
  readonly needsX: number;
}

const width = 260;
const rowHeight = 44;

export function shortageChart(
  { conflict, shortage }: Pick<NoList, 'conflict' | 'shortage'>,
  quotas: QuotaNames,
  t: Translate,
): ShortageChart {
  const most = Math.max(1, ...shortage.map(({ needs }) => needs));
  const length = (people: number) => Math.round((people * width * 0.75) / most);
  return {
    conflict: conflict.map((id) => namesOf([id], quotas, t)),
    width,
    height: shortage.length * rowHeight,
    bars: shortage.map((item, index) => ({
      name: nameOf(item, quotas, t),
      needs: item.needs,
      has: item.has,
      missing: item.needs - item.has,
      y: index * rowHeight,
      hasWidth: length(item.has),
      missingWidth: length(item.needs) - length(item.has),
      needsX: length(item.needs) + 6,
    })),
  };
}

function nameOf({ quota, of }: Shortage, quotas: QuotaNames, t: Translate): string {
  if (quota === null) return t('list-page.shortage.people');
  const name = namesOf([quota], quotas, t);
  return of === 'others' ? t('list-page.shortage.others', { quota: name }) : name;
}
