/** What becomes of somebody from one list to another: from version to version, or from a list to a what-if. */
export interface Difference {
  readonly candidate: string;
  /** The place before; null: was not on the list. */
  readonly from: number | null;
  /** The place after; null: is not on the list. */
  readonly to: number | null;
  readonly kind: 'came-in' | 'left' | 'rose' | 'fell' | 'stayed';
}

/** Everybody who stands on one of two lists, in the order of the second; those who are no longer on it come last. */
export function versionDifference(
  before: readonly (string | null)[],
  after: readonly (string | null)[],
): Difference[] {
  const placeBefore = placesOf(before);
  const placeAfter = placesOf(after);
  const here = [...placeAfter].map(([candidate, to]) =>
    differenceOf(candidate, placeBefore.get(candidate) ?? null, to),
  );
  const left = [...placeBefore]
    .filter(([candidate]) => !placeAfter.has(candidate))
    .map(([candidate, from]) => differenceOf(candidate, from, null));
  return [...here, ...left];
}

function placesOf(order: readonly (string | null)[]): Map<string, number> {
  return new Map(
    order.flatMap((candidate, index) =>
      candidate === null ? [] : [[candidate, index + 1] as const],
    ),
  );
}

function differenceOf(candidate: string, from: number | null, to: number | null): Difference {
  return { candidate, from, to, kind: kindOf(from, to) };
}

function kindOf(from: number | null, to: number | null): Difference['kind'] {
  if (from === null) return 'came-in';
  if (to === null) return 'left';
  if (from === to) return 'stayed';
  return to < from ? 'rose' : 'fell';
}
