import type { RankedList } from '../application/list-directory.js';
import type { QuotaStanding } from '../domain/broken-quotas.js';
import type { Translate } from '../../platform/web/index.js';
import type { QuotaNames } from './list-sentences.js';

export function quotaNames({ input }: Pick<RankedList, 'input'>): QuotaNames {
  return new Map(input.quotas.map(({ id, name }) => [id, name]));
}

/** "at least 3", "at most 2" or "2 to 3". */
export function needOf({ atLeast, atMost, people }: QuotaStanding, t: Translate): string {
  if (atMost >= people) return t('list-building.page.at-least', { count: atLeast });
  if (atLeast === 0) return t('list-building.page.at-most', { count: atMost });
  return t('list-building.page.between', { least: atLeast, most: atMost });
}
