import {
  compareFractions,
  fraction,
  shareOf,
  type Fraction,
  type Rounding,
} from '../../kernel/exact.js';

/** A share of newcomers the party set itself, with its rounding. It warns and does not bind. */
export interface RenewalTarget {
  readonly share: Fraction;
  readonly round: Rounding;
}

/** How far a list is renewed, by person. */
export interface RenewalReport {
  readonly list: RenewalShare;
  /** On the places expected to win. */
  readonly seats: RenewalShare;
  /** Newcomers among the first p places, for every p. */
  readonly prefixes: readonly number[];
}

export interface RenewalShare {
  readonly newcomers: number;
  readonly of: number;
  readonly target: number;
  readonly met: boolean;
}

/** Measures renewal over the list, over the seats expected and over every beginning of the list. */
export function renewalOf(
  list: readonly string[],
  newcomers: ReadonlySet<string>,
  seats: number,
  targets: { readonly list: RenewalTarget; readonly seats: RenewalTarget },
): RenewalReport {
  let count = 0;
  const prefixes = list.map((id) => (newcomers.has(id) ? ++count : count));
  const share = (places: number, target: RenewalTarget): RenewalShare => {
    const found = prefixes[places - 1] ?? 0;
    const wanted = shareOf(target.share, places, target.round);
    return { newcomers: found, of: places, target: wanted, met: found >= wanted };
  };
  return {
    list: share(list.length, targets.list),
    seats: share(Math.min(seats, list.length), targets.seats),
    prefixes,
  };
}

/** Whether `part` of `whole` is at least the share, exactly: 12 of 40 is 30 %, 11 of 39 is not. */
export function reaches(part: number, whole: number, share: Fraction): boolean {
  return whole === 0 || compareFractions(fraction(part, whole), share) >= 0;
}
