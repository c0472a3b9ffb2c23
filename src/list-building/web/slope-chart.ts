import type { PlacedCandidate } from '../domain/list-outcome.js';

/** A picture of who moved where: one line for each person on the list, from the rank by votes to the place. */
export interface SlopeChart {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly SlopeLine[];
}

export interface SlopeLine {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly xName: number;
  /** Rose above the rank by votes; drawn dashed, so that colour is not the only sign. */
  readonly rose: boolean;
}

const rowHeight = 20;
const margin = 14;
const [left, right, width] = [40, 260, 520];

/** The chart of a built list; outsiders, who have no rank, are left out. */
export function slopeChart(
  list: readonly PlacedCandidate[],
  name: (id: string) => string,
): SlopeChart {
  const ranked = list.flatMap(({ place, candidate, merit }) =>
    merit === null ? [] : [{ place, candidate, merit }],
  );
  const lowest = Math.max(1, ...ranked.flatMap(({ place, merit }) => [place, merit]));
  const y = (rank: number) => margin + (rank - 1) * rowHeight;
  return {
    width,
    height: 2 * margin + (lowest - 1) * rowHeight,
    lines: ranked.map(({ place, candidate, merit }) => ({
      name: name(candidate),
      from: merit,
      to: place,
      x1: left,
      y1: y(merit),
      x2: right,
      y2: y(place),
      xName: right + 30,
      rose: merit > place,
    })),
  };
}
