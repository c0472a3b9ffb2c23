import type { Translate } from '../../platform/web/index.js';
import type { Contest } from '../../primary/index.js';
import type { ListSummary } from '../application/list-directory.js';
import { buildPath, contestListPath, listPath, listPaths } from './paths.js';

export interface ListsPage {
  readonly title: string;
  readonly sentence: string;
  readonly rows: readonly ListRow[];
  /** What came of building all, said once. */
  readonly notice: string | null;
  readonly buildAll: string;
  readonly feasibility: string;
}

export interface ListRow {
  readonly contest: string;
  readonly state: string;
  readonly tone: 'good' | 'warn' | 'bad';
  readonly places: string;
  readonly href: string | null;
  /** The office: what filing still needs, and the address that builds the list. */
  readonly missing: string;
  readonly build: string | null;
}

/** The lists of all contests: for everybody with links to the lists, for the office with links to the workbenches. */
export function listsPage(
  contests: readonly Contest[],
  lists: readonly ListSummary[],
  t: Translate,
  office: { readonly gaps: ReadonlyMap<string, number>; readonly notice: string | null } | null,
): ListsPage {
  const byContest = new Map(lists.map((list) => [list.contestId, list]));
  const count = (...states: readonly string[]) =>
    lists.filter(({ state }) => states.includes(state)).length;
  return {
    title: t('list-building.lists.title'),
    sentence: t('list-building.lists.status', {
      contests: contests.length,
      built: count('built'),
      filed: count('filed'),
      impossible: count('infeasible', 'undecided'),
    }),
    rows: contests.map((contest) => {
      const list = byContest.get(contest.id);
      return {
        contest: `${contest.bodyName[t.language]}, ${contest.territoryName[t.language]}`,
        state: t(`list-building.state.${list?.state ?? 'none'}`),
        tone: toneOf(list),
        places: list ? String(list.places) : '–',
        href: hrefOf(contest, list, office !== null),
        missing: office && list?.state === 'built' ? String(office.gaps.get(list.id) ?? 0) : '',
        build: office && list?.state !== 'filed' ? buildPath(contest.id) : null,
      };
    }),
    notice: office?.notice ?? null,
    buildAll: listPaths.buildAll,
    feasibility: listPaths.feasibility,
  };
}

/** The list, or for everybody but the office the page that says when there will be one. */
function hrefOf({ id }: Contest, list: ListSummary | undefined, office: boolean): string | null {
  if (!list) return office ? null : contestListPath(id);
  return listPath(office ? 'workbench' : 'list', list.id);
}

function toneOf(list: ListSummary | undefined): ListRow['tone'] {
  switch (list?.state) {
    case 'filed':
      return 'good';
    case 'infeasible':
    case 'undecided':
      return 'bad';
    default:
      return 'warn';
  }
}
