import type { Fraction, Rounding } from '../../kernel/exact.js';

/** Everything a list is built from, read and checked. The candidates stand in merit order, best first. */
export interface ListInput {
  readonly places: number;
  readonly objective: Objective;
  readonly candidates: readonly ListCandidate[];
  readonly quotas: readonly Quota[];
  readonly fixed: readonly FixedPlace[];
  readonly barred: readonly string[];
}

/**
 * `by-place`: place 1 goes to the best candidate for whom a list still exists, then place 2, and so on.
 * `members-first`: the same question first settles who is on the list, then the places.
 */
export type Objective = 'by-place' | 'members-first';

export interface ListCandidate {
  readonly id: string;
  readonly name: string;
  readonly groups: readonly string[];
  /** Did not stand in the primary: has no merit rank and gets a place by intervention only. */
  readonly outsider: boolean;
}

/** A rule on how many members of a group stand on certain places. */
export interface Quota {
  readonly id: string;
  /** What people call the quota; its `id` where the file gives no name. */
  readonly name: Names;
  /** The groups together: whoever is in one of them counts, once. */
  readonly group: readonly string[];
  readonly scope: Scope;
  readonly atLeast: Amount | null;
  readonly atMost: Amount | null;
  readonly strength: Strength;
  /** For reserved places: whether a member who got in higher up uses the reservation up. */
  readonly usedUpByElected: boolean;
}

export interface Names {
  readonly kk: string;
  readonly ru: string;
  readonly en: string;
}

/** Hard quotas always hold. Soft ones are satisfied in order of priority, 1 first, each as nearly as the harder ones allow. */
export type Strength = 'hard' | { readonly soft: number };

export type Scope =
  | { readonly kind: 'list' }
  | { readonly kind: 'top'; readonly places: number }
  | { readonly kind: 'prefix'; readonly from: number }
  | { readonly kind: 'stretch'; readonly length: number; readonly lastRun: LastRun }
  /** Counted from place `from` on: 1, unless the first places are left to others. */
  | { readonly kind: 'gap'; readonly most: number; readonly from: number }
  | { readonly kind: 'place'; readonly place: number }
  | { readonly kind: 'every'; readonly from: number; readonly step: number }
  | { readonly kind: 'window'; readonly from: number; readonly to: number };

/**
 * What holds in a last stretch that is shorter than the others. `balanced`: its own share, and where the floor would
 * exceed the ceiling the two change places, "as near to balance as possible" (LOREG art. 44 bis). `free`: nothing.
 */
export type LastRun = 'balanced' | 'free';

export type Amount =
  { readonly count: number } | { readonly share: Fraction; readonly round: Rounding };

/** A place given to a person by an intervention of the leadership, or only kept by whoever had it. */
export interface FixedPlace {
  readonly place: number;
  readonly candidate: string;
  readonly reason: string;
  /** Kept from the version before (or yielded by one to the other): no intervention, and outside its cap. */
  readonly kept?: true;
}
