import type { Translate } from '../../platform/web/index.js';
import { contestPath, type Contest } from '../../primary/index.js';
import { contestNames } from './list.page.js';
import { listPaths } from './paths.js';

/** The page of a list that is not there yet: what it waits for. */
export interface NoListPage {
  readonly title: string;
  readonly sentence: string;
  readonly contest: string;
  readonly all: string;
}

export function noListYet(contest: Contest, published: boolean, t: Translate): NoListPage {
  return {
    title: t('list-building.page.title', contestNames({ contest }, t)),
    sentence: t(`list-page.not-yet.${published ? 'not-built' : 'not-published'}`),
    contest: contestPath(contest.id),
    all: listPaths.lists,
  };
}
