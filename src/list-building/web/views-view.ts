import type { Translate } from '../../platform/web/index.js';
import type { RankedList } from '../application/list-directory.js';
import { fiveViews } from './five-views.js';
import { listHref, queryPairs, viewKeys, type ListQuery, type ViewKey } from './list-query.js';
import { slopeChart, type SlopeChart, type SlopeLabel, type Way } from './slope-chart.js';
import { placesIn, viewOrders } from './view-orders.js';

/** Who is who, and whom the filter shows. */
export interface Shown {
  readonly name: (id: string) => string;
  readonly isShown: (id: string) => boolean;
}

/** The five views as the page prints them. */
export interface ViewsView {
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly place: number;
    readonly cells: readonly PrintedCell[];
  }[];
  /** Views that have not come about yet. */
  readonly ahead: string | null;
  readonly leftOut: string | null;
  readonly width: { readonly label: string; readonly href: string };
}

export interface PrintedCell {
  readonly name: string;
  readonly href: string;
  readonly empty: boolean;
  readonly chosen: boolean;
  readonly mark: string;
  readonly leaves: boolean;
}

export function viewsView(
  list: RankedList,
  query: ListQuery,
  { name, isShown }: Shown,
  t: Translate,
): ViewsView | null {
  const orders = viewOrders(list);
  const there = viewKeys.filter((key) => orders[key].length > 0);
  if (there.length === 0) return null;
  const ahead = viewKeys.filter((key) => orders[key].length === 0);
  const two = there.filter((key) => key === query.from || key === query.to);
  const { columns, rows } = fiveViews(orders, {
    shown: query.onlyTwo ? two : there,
    person: query.person,
    isShown,
    merit: (id) => list.people.get(id)?.merit ?? null,
  });
  return {
    columns: columns.map((key) => viewLabel(key, t)),
    rows: rows.map(({ place, cells }) => ({
      place,
      cells: cells.map(({ person, leftOut, chosen, mark, leaves }) => ({
        name: person === null ? (leftOut ? '·' : '') : name(person),
        href: person === null ? '' : listHref(query, { person }, '#views'),
        empty: person === null,
        ...{ chosen, mark, leaves },
      })),
    })),
    ahead:
      ahead.length > 0
        ? t('list-page.views.ahead', { views: ahead.map((key) => viewLabel(key, t)).join(', ') })
        : null,
    leftOut: query.group === null ? null : t('list-page.views.left-out'),
    width: {
      label: t(`list-page.views.${query.onlyTwo ? 'show-all' : 'show-two'}`, {
        from: viewLabel(query.from, t),
        to: viewLabel(query.to, t),
      }),
      href: listHref(query, { onlyTwo: !query.onlyTwo }, '#views'),
    },
  };
}

/** The picture of who moved where, with its table and the form that chooses the two views. */
export interface SlopeView extends Omit<
  SlopeChart,
  'left' | 'right' | 'rows' | 'counts' | 'paths'
> {
  readonly paths: readonly { readonly way: Way; readonly d: string }[];
  readonly title: string;
  readonly fromLabel: string;
  readonly toLabel: string;
  /** The names on the left stand apart from the numbers, so that a narrow screen can do without them. */
  readonly left: readonly (PrintedLabel & { readonly name: string })[];
  readonly right: readonly PrintedLabel[];
  readonly rows: readonly {
    readonly name: string;
    readonly from: string;
    readonly to: string;
    readonly move: string;
    readonly chosen: boolean;
  }[];
  readonly legend: readonly { readonly way: Way; readonly line: string }[];
  readonly choices: {
    readonly from: readonly ViewChoice[];
    readonly to: readonly ViewChoice[];
    readonly kept: readonly { readonly name: string; readonly value: string }[];
  };
}

export interface PrintedLabel {
  readonly y: number;
  readonly text: string;
  readonly chosen: boolean;
}

export interface ViewChoice {
  readonly key: ViewKey;
  readonly label: string;
  readonly chosen: boolean;
}

/** Null where one of the two views has not come about yet. */
export function slopeView(
  list: RankedList,
  query: ListQuery,
  { name, isShown }: Shown,
  t: Translate,
): SlopeView | null {
  const orders = viewOrders(list);
  const [from, to] = [orders[query.from], orders[query.to]];
  if (from.length === 0 || to.length === 0) return null;
  const merit = (id: string) => list.people.get(id)?.merit ?? null;
  const outside = (id: string) => outsideRank(list, id, t);
  const below = (id: string) => String(merit(id) ?? '–');
  const outsideFrom = query.from === 'as-voted' ? below : outside;
  const chart = slopeChart({
    ...{ from, to, isShown },
    person: query.person,
    outside: { from: outsideFrom, to: outside },
    merit,
  });
  const there = viewKeys.filter((key) => orders[key].length > 0);
  const choices = (side: 'from' | 'to'): ViewChoice[] =>
    there.map((key) => ({ key, label: viewLabel(key, t), chosen: key === query[side] }));
  const label = (text: (label: SlopeLabel) => string) => (one: SlopeLabel) => ({
    y: one.y,
    text: text(one),
    chosen: one.chosen,
  });
  return {
    ...chart,
    title: t('list-page.slope.title', {
      from: viewLabel(query.from, t),
      to: viewLabel(query.to, t),
    }),
    fromLabel: viewLabel(query.from, t),
    toLabel: viewLabel(query.to, t),
    left: chart.left.map((one) => ({ ...label(({ rank }) => rank)(one), name: name(one.person) })),
    right: chart.right.map(
      label(({ person, rank, mark }) => [rank, name(person), mark].filter(Boolean).join(' ')),
    ),
    rows: chart.rows.map((row) => ({
      name: name(row.person),
      from: row.from === null ? outsideFrom(row.person) : String(row.from),
      to: row.to === null ? outside(row.person) : String(row.to),
      move: row.mark,
      chosen: row.person === query.person,
    })),
    legend: (['rose', 'fell', 'kept', 'came', 'left'] as const)
      .filter((way) => chart.counts[way] > 0)
      .map((way) => ({ way, line: t(`list-page.slope.${way}`, { count: chart.counts[way] }) })),
    choices: {
      from: choices('from'),
      to: choices('to'),
      kept: queryPairs({ ...query, from: 'as-voted', to: 'after-interventions' }),
    },
  };
}

/** Somebody chosen: where they stand in every view, and the way to the reasons. */
export interface ChosenView {
  readonly name: string;
  readonly standing: string | null;
  readonly steps: readonly { readonly view: string; readonly place: string }[];
  readonly placeAnchor: string | null;
  readonly lossAnchor: string | null;
  readonly clear: string;
}

export function chosenView(
  list: RankedList,
  person: string,
  {
    t,
    ...about
  }: Pick<ChosenView, 'name' | 'standing' | 'placeAnchor' | 'lossAnchor' | 'clear'> & {
    readonly t: Translate;
  },
): ChosenView {
  const orders = viewOrders(list);
  return {
    ...about,
    steps: viewKeys
      .filter((key) => orders[key].length > 0)
      .map((key) => {
        const place = placesIn(orders[key]).get(person);
        return {
          view: viewLabel(key, t),
          place: place === undefined ? outsideRank(list, person, t) : `№ ${place}`,
        };
      }),
  };
}

/** What a view is called. */
export function viewLabel(key: ViewKey, t: Translate): string {
  return t(`list-building.page.views.${key}`);
}

/** What stands beside somebody who has no place in a view: the number in the reserve, or the rank by votes. */
function outsideRank({ outcome, people }: RankedList, id: string, t: Translate): string {
  const reserve =
    outcome.status === 'built'
      ? outcome.reserve.find(({ candidate }) => candidate === id)?.reserve
      : undefined;
  if (reserve !== undefined) return t('list-page.outside.reserve', { reserve });
  const merit = people.get(id)?.merit ?? null;
  return merit === null ? '–' : t('list-page.outside.merit', { merit });
}
