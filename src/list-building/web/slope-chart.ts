import { moveMark, placesIn, type ViewOrder } from './view-orders.js';

/** A picture of who moved where between two views of a list: a line a person, with the same numbers as a table. */
export interface SlopeChart {
  readonly width: number;
  readonly height: number;
  /** The lines of everybody, one path a way of moving. */
  readonly paths: readonly { readonly way: Way; readonly d: string }[];
  readonly chosen: string | null;
  readonly left: readonly SlopeLabel[];
  readonly right: readonly SlopeLabel[];
  readonly leftX: number;
  readonly rightX: number;
  /** Where the places end and those from outside the list begin; null where there are none. */
  readonly edge: number | null;
  readonly rows: readonly SlopeRow[];
  readonly counts: Readonly<Record<Way, number>>;
}

/** `came`: was not in the first view; `left`: is not in the second one. */
export type Way = 'kept' | 'rose' | 'fell' | 'came' | 'left';

export interface SlopeLabel {
  readonly person: string;
  readonly y: number;
  /** The place, the rank below the list or the number in the reserve, as it stands beside the name. */
  readonly rank: string;
  readonly mark: string;
  readonly chosen: boolean;
}

export interface SlopeRow {
  readonly person: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly way: Way;
  readonly mark: string;
}

export interface SlopeQuestion {
  readonly from: ViewOrder;
  readonly to: ViewOrder;
  readonly isShown: (id: string) => boolean;
  readonly person: string | null;
  /** What stands beside people who are outside one of the views: a rank by votes, a number in the reserve. */
  readonly outside: { readonly from: (id: string) => string; readonly to: (id: string) => string };
  /** The rank by votes, by which those who come in stand below each other; null for somebody who did not stand. */
  readonly merit: (id: string) => number | null;
}

const ways: readonly Way[] = ['kept', 'rose', 'fell', 'came', 'left'];
const rowHeight = 18;
const top = 14;
const gap = 22;
const [left, right, width] = [250, 400, 660];

export function slopeChart(question: SlopeQuestion): SlopeChart {
  const { from, to, isShown, person, outside, merit } = question;
  const [before, after] = [placesIn(from), placesIn(to)];
  const people = [...new Set([...to, ...from])].filter(isShown);
  const rows = people.map((id): SlopeRow => {
    const [was, is] = [before.get(id) ?? null, after.get(id) ?? null];
    return { person: id, from: was, to: is, ...moved(was, is) };
  });
  const ordered = [
    ...rows.filter((row) => row.to !== null),
    ...rows.filter((row) => row.to === null).toSorted((a, b) => (a.from ?? 0) - (b.from ?? 0)),
  ];
  const [y, height, edge] = ladder(ordered, Math.max(from.length, to.length), merit);
  const line = ({ person: id }: SlopeRow) =>
    `M${left} ${y.from.get(id) ?? 0}L${right} ${y.to.get(id) ?? 0}`;
  const chosen = ordered.find((row) => row.person === person);
  return {
    ...{ width, height, edge, rows: ordered },
    paths: ways.flatMap((way) => {
      const d = ordered
        .filter((row) => row.way === way && row !== chosen)
        .map(line)
        .join('');
      return d === '' ? [] : [{ way, d }];
    }),
    chosen: chosen ? line(chosen) : null,
    left: ordered.map((row) => ({
      person: row.person,
      y: y.from.get(row.person) ?? 0,
      rank: row.from === null ? outside.from(row.person) : String(row.from),
      mark: '',
      chosen: row === chosen,
    })),
    right: ordered.map((row) => ({
      person: row.person,
      y: y.to.get(row.person) ?? 0,
      rank: row.to === null ? outside.to(row.person) : String(row.to),
      mark: row.way === 'kept' ? '' : row.mark,
      chosen: row === chosen,
    })),
    leftX: left,
    rightX: right,
    counts: Object.fromEntries(
      ways.map((way) => [way, ordered.filter((row) => row.way === way).length]),
    ) as Record<Way, number>,
  };
}

function moved(from: number | null, to: number | null): { way: Way; mark: string } {
  if (from === null) return { way: 'came', mark: '+' };
  if (to === null) return { way: 'left', mark: '×' };
  const way = from === to ? 'kept' : from > to ? 'rose' : 'fell';
  return { way, mark: moveMark(from, to) };
}

/** Heights: places above; below an edge those who came in on the left, those who left on the right. */
function ladder(rows: readonly SlopeRow[], places: number, merit: SlopeQuestion['merit']) {
  const atPlace = (place: number) => top + (place - 1) * rowHeight;
  const below = atPlace(places + 1) + gap;
  const rank = ({ person }: SlopeRow) => merit(person) ?? Number.MAX_SAFE_INTEGER;
  const came = rows.filter(({ way }) => way === 'came').toSorted((a, b) => rank(a) - rank(b));
  const gone = rows.filter(({ way }) => way === 'left');
  const heights = (
    side: 'from' | 'to',
    outsideRows: readonly SlopeRow[],
  ): ReadonlyMap<string, number> =>
    new Map([
      ...rows.flatMap((row): [string, number][] => {
        const place = row[side];
        return place === null ? [] : [[row.person, atPlace(place)]];
      }),
      ...outsideRows.map((row, index): [string, number] => [row.person, below + index * rowHeight]),
    ]);
  const more = Math.max(came.length, gone.length);
  const height = more > 0 ? below + more * rowHeight : atPlace(places) + top;
  return [
    { from: heights('from', came), to: heights('to', gone) },
    height,
    more > 0 ? below - gap : null,
  ] as const;
}
