import { viewKeys, type ViewKey } from './list-query.js';
import { moveMark, placesIn, type ViewOrder } from './view-orders.js';

/** The views of a list beside each other, a row a place, so that a person can be followed across. */
export interface FiveViews {
  readonly columns: readonly ViewKey[];
  readonly rows: readonly {
    readonly place: number;
    readonly cells: readonly ViewCell[];
  }[];
}

/** Who stands on a place in one view, and how they got there from the view on the left. */
export interface ViewCell {
  /** Null: nobody, or somebody whom the filter leaves out. */
  readonly person: string | null;
  readonly leftOut: boolean;
  readonly chosen: boolean;
  /** `▲ 3`, `▼ 2`, `+` for who was not in the ranked view before, `№ 4` for the place behind an alphabetical line or a seat. */
  readonly mark: string;
  /** Stands in this ranked view and no longer in the next one. */
  readonly leaves: boolean;
}

export interface ViewsQuestion {
  readonly shown: readonly ViewKey[];
  readonly person: string | null;
  readonly isShown: (id: string) => boolean;
  /** The rank by votes, for those who come in from below the list. */
  readonly merit: (id: string) => number | null;
}

const ranked: readonly ViewKey[] = ['as-voted', 'after-quotas', 'after-interventions'];

export function fiveViews(
  orders: Readonly<Record<ViewKey, ViewOrder>>,
  { shown, person, isShown, merit }: ViewsQuestion,
): FiveViews {
  const columns = viewKeys.filter((key) => shown.includes(key));
  const places = new Map(viewKeys.map((key) => [key, placesIn(orders[key])]));
  const placeIn = (key: ViewKey, id: string) => places.get(key)?.get(id);
  const longest = Math.max(0, ...columns.map((key) => orders[key].length));
  const cell = (key: ViewKey, index: number): ViewCell => {
    const id = orders[key][index];
    if (id === undefined) return nobody;
    if (!isShown(id)) return { ...nobody, leftOut: true };
    const next = ranked[ranked.indexOf(key) + 1];
    return {
      person: id,
      leftOut: false,
      chosen: id === person,
      mark: markOf(key, index + 1, id, placeIn, merit),
      leaves:
        ranked.includes(key) &&
        next !== undefined &&
        orders[next].length > 0 &&
        placeIn(next, id) === undefined,
    };
  };
  return {
    columns,
    rows: Array.from({ length: longest }, (_, index) => ({
      place: index + 1,
      cells: columns.map((key) => cell(key, index)),
    })),
  };
}

const nobody: ViewCell = { person: null, leftOut: false, chosen: false, mark: '', leaves: false };

function markOf(
  key: ViewKey,
  place: number,
  id: string,
  placeIn: (key: ViewKey, id: string) => number | undefined,
  merit: (id: string) => number | null,
): string {
  if (key === 'as-voted') return '';
  if (key === 'as-filed' || key === 'mandates') {
    const final = placeIn('after-interventions', id);
    return final === undefined ? '' : `№ ${final}`;
  }
  const before = placeIn(key === 'after-quotas' ? 'as-voted' : 'after-quotas', id);
  const from = before ?? (key === 'after-quotas' ? merit(id) : null);
  if (from === null) return '+';
  return from === place ? '' : moveMark(from, place);
}
