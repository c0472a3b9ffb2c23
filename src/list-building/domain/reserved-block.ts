/** A place that the rules keep for a group, with the two answers that were given before anybody voted. */
export interface ReservedPlace {
  /** The column of the template it belongs to. */
  readonly column: string;
  readonly place: number;
  /** Whoever stands there belongs to every one of these groups. */
  readonly everyGroup: readonly string[];
  /** Whether a member of the group who got in above on votes uses the reservation up. */
  readonly usedUpByElected: boolean;
  readonly whenUsedUp: 'stays' | 'block-moves-up';
  /** The places above it that go by votes, in ascending order, and the groups that do not stand there. */
  readonly votedAbove: readonly { readonly place: number; readonly closedTo: readonly string[] }[];
}

/** What is left of the reservations once the votes are known. */
export interface SettledReservations<T> {
  /** The reservations that hold, each with the place where it holds now. */
  readonly kept: readonly { readonly reserved: T; readonly place: number }[];
  /** Those that members of the group used up on votes. */
  readonly lapsed: readonly T[];
}

interface Voted {
  readonly groups: readonly string[];
}

/**
 * Settles the reservations of a template. `voted` are the people who may stand, in merit order; `given` the places that an
 * intervention gave away.
 *
 * Who got in on votes: the places that go by votes are handed out down the merit order, quotas aside. The j-th place kept
 * for the same groups is used up when j of their members got in above it: one person uses up one reservation. Where a
 * place that was used up stays, it goes by votes. Where the block moves up, it is struck from the row of reserved places,
 * and every reserved place below it moves up to the next in the row; places of votes and of the leadership do not move.
 * The places that become free at the end of the row go by votes.
 */
export function settleReservations<T extends ReservedPlace>(
  reservations: readonly T[],
  voted: readonly Voted[],
  given: readonly number[] = [],
): SettledReservations<T> {
  const inOrder = reservations.toSorted((a, b) => a.place - b.place);
  const lapsed = new Set(
    inOrder.filter((one) => {
      if (!one.usedUpByElected) return false;
      const nth = inOrder.filter((other) => sameClaim(other, one) && other.place <= one.place);
      return membersElectedAbove(one, voted, given) >= nth.length;
    }),
  );
  const row = inOrder.filter((one) => !lapsed.has(one) || one.whenUsedUp === 'block-moves-up');
  const held = row.filter((one) => !lapsed.has(one));
  // The row keeps its places; what was struck from it lets everything below move up.
  const places = row.map(({ place }) => place);
  return {
    kept: held.map((reserved, index) => ({ reserved, place: places[index] ?? reserved.place })),
    lapsed: inOrder.filter((one) => lapsed.has(one)),
  };
}

/** How many members of the group get a place above on votes alone. */
function membersElectedAbove(
  { everyGroup, votedAbove }: ReservedPlace,
  voted: readonly Voted[],
  given: readonly number[],
): number {
  const left = [...voted];
  let members = 0;
  for (const { place, closedTo } of votedAbove) {
    if (given.includes(place)) continue;
    const next = left.findIndex(({ groups }) => !closedTo.some((group) => groups.includes(group)));
    const [person] = next < 0 ? [] : left.splice(next, 1);
    if (person && everyGroup.every((group) => person.groups.includes(group))) members++;
  }
  return members;
}

function sameClaim(a: ReservedPlace, b: ReservedPlace): boolean {
  return (
    a.usedUpByElected === b.usedUpByElected &&
    a.everyGroup.length === b.everyGroup.length &&
    a.everyGroup.every((group) => b.everyGroup.includes(group))
  );
}
