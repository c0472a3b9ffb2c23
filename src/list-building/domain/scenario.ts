/** Two lists of the same people, place by place, and what the difference means for each person. */
export interface ListDifference {
  readonly places: readonly PlacePair[];
  /** On both lists, higher on the second; the largest gain first. */
  readonly gain: readonly Move[];
  /** On both lists, lower on the second; the largest loss first. */
  readonly lose: readonly Move[];
  /** On the second list only, by place there. */
  readonly comeIn: readonly Move[];
  /** On the first list only, by place there. */
  readonly dropOut: readonly Move[];
}

export interface PlacePair {
  readonly place: number;
  /** Null where the list has no such place. */
  readonly first: string | null;
  readonly second: string | null;
}

export interface Move {
  readonly person: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** Who gains and who loses when the second list takes the place of the first; both by place, best first. */
export function differenceOf(first: readonly string[], second: readonly string[]): ListDifference {
  const placeIn = (list: readonly string[], person: string) => {
    const index = list.indexOf(person);
    return index < 0 ? null : index + 1;
  };
  const moves = [...new Set([...first, ...second])].map((person): Move => ({
    person,
    from: placeIn(first, person),
    to: placeIn(second, person),
  }));
  const stayers = moves.flatMap(({ person, from, to }) =>
    from !== null && to !== null && from !== to ? [{ person, from, to }] : [],
  );
  return {
    places: Array.from({ length: Math.max(first.length, second.length) }, (_, index) => ({
      place: index + 1,
      first: first[index] ?? null,
      second: second[index] ?? null,
    })),
    gain: stayers
      .filter(({ from, to }) => to < from)
      .toSorted((a, b) => b.from - b.to - (a.from - a.to) || a.to - b.to),
    lose: stayers
      .filter(({ from, to }) => to > from)
      .toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.to - b.to),
    comeIn: moves.filter(({ from }) => from === null).toSorted((a, b) => (a.to ?? 0) - (b.to ?? 0)),
    dropOut: moves.filter(({ to }) => to === null),
  };
}
