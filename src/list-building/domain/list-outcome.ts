/** What building a list came to. */
export type ListOutcome = BuiltList | InfeasibleList | UndecidedList;

export interface BuiltList {
  readonly status: 'built';
  readonly list: readonly PlacedCandidate[];
  readonly displaced: readonly DisplacedCandidate[];
  readonly waived: readonly Waiver[];
  readonly reserve: readonly ReserveCandidate[];
  readonly displacement: Displacement;
}

/** No list keeps the quotas: the smallest set of them that conflict, and the shortages in numbers. */
export interface NoList {
  readonly status: 'infeasible';
  readonly conflict: readonly string[];
  /** The conflict exists only because of the places given by intervention. */
  readonly becauseOfFixed: boolean;
  readonly shortage: readonly Shortage[];
}

/** The same with what shows it. */
export interface InfeasibleList extends NoList {
  /**
   * That the conflict leaves no list. Null where people are fewer than places, where whole people had to be tried place by
   * place, and where nothing smaller than all the hard quotas was found to conflict.
   */
  readonly proof: Proof | null;
}

/** The question could not be decided in the time allowed. Never a guessed list. */
export interface UndecidedList {
  readonly status: 'undecided';
  /** The first place that could not be settled; 0 where not even the existence of a list was. */
  readonly place: number;
}

export interface PlacedCandidate {
  readonly place: number;
  readonly candidate: string;
  /** The rank by votes; null for somebody who did not stand. */
  readonly merit: number | null;
  readonly reason: PlaceReason;
}

export type PlaceReason =
  | { readonly kind: 'merit' }
  | { readonly kind: 'quota'; readonly because: readonly Cause[] }
  | { readonly kind: 'fixed'; readonly reason: string }
  /** Kept, and decided by nobody anew: another column was filled again, or (told by `reason`) one yielded to the other. */
  | { readonly kind: 'kept'; readonly reason: string };

/** Why candidates could not have a place: the smallest set of quotas that rules them out, and the counting behind it. */
export interface Cause {
  readonly quotas: readonly string[];
  readonly certificate: Certificate;
}

/** The counting in numbers. */
export type Certificate =
  | {
      /** By place `to` so many are required, so many are there, and only `remaining` places are left for the rest. */
      readonly kind: 'floor';
      readonly quota: string;
      readonly from: number;
      readonly to: number;
      readonly required: number;
      readonly present: number;
      readonly remaining: readonly number[];
    }
  | {
      /** On these places at most so many may stand, and so many already do. */
      readonly kind: 'ceiling';
      readonly quota: string;
      readonly from: number;
      readonly to: number;
      readonly allowed: number;
      readonly present: number;
    }
  | {
      /** So many more are required on these places, and only so many are left: nobody may be spent elsewhere. */
      readonly kind: 'supply';
      readonly quota: string;
      readonly from: number;
      readonly to: number;
      readonly required: number;
      readonly present: number;
      readonly left: number;
    }
  | {
      /** No single window says it: these quotas together leave no way to complete the list. */
      readonly kind: 'together';
      readonly quotas: readonly string[];
      /** Null where whole people had to be tried place by place: that search is not written down. */
      readonly proof: Proof | null;
    };

/**
 * Why a list that begins so cannot be completed, for anyone to check in whole numbers. A kind is everybody still free who
 * counts for exactly the same of the quotas named in the proof; `counting` lists these.
 */
export type Proof = Leaf | Fork;

/**
 * People are worth the floors they count in, less the ceilings, less the supplies of their kind, plus its dues, each as
 * often as `times` says. What the floors still ask for, less what the ceilings still allow, less the people left, plus
 * those due, is more than the best people on all open places could be worth (Farkas' lemma).
 */
export interface Leaf {
  readonly floors: readonly (Stretch & { readonly atLeast: number; readonly times: number })[];
  readonly ceilings: readonly (Stretch & { readonly atMost: number; readonly times: number })[];
  readonly supplies: readonly CountedKind[];
  readonly dues: readonly CountedKind[];
}

/** Either at most `atMost` members stand on these places (`then`), or more do (`otherwise`): neither can be. */
export interface Fork extends Stretch {
  readonly atMost: number;
  readonly then: Proof;
  readonly otherwise: Proof;
}

/** The members of a quota's group on places `from … to`. */
export interface Stretch {
  readonly quota: string;
  readonly from: number;
  readonly to: number;
}

export interface CountedKind {
  readonly counting: readonly string[];
  readonly times: number;
}

export interface DisplacedCandidate {
  readonly candidate: string;
  readonly merit: number;
  /** Null: in the reserve. */
  readonly place: number | null;
  readonly passedOver: readonly PassedOver[];
}

/** A run of places at which somebody with fewer votes was taken, for one and the same reason. */
export interface PassedOver {
  /** Empty where the members of the list were settled before its places. */
  readonly places: readonly number[];
  readonly because: readonly string[];
  readonly certificate: Certificate | { readonly kind: 'intervention' } | { readonly kind: 'kept' };
}

/** A soft quota that could not be kept in full: where it was eased and by how many people. */
export interface Waiver {
  readonly quota: string;
  /** The most that any place of it was eased by. */
  readonly easedBy: number;
  readonly windows: readonly { readonly from: number; readonly to: number; readonly by: number }[];
}

/** More members of a group (or more others) are needed than the pool has. */
export interface Shortage {
  /** Null: the pool has too few people for the places. */
  readonly quota: string | null;
  readonly of: 'members' | 'others' | 'people';
  readonly needs: number;
  readonly has: number;
}

export interface ReserveCandidate {
  readonly reserve: number;
  readonly candidate: string;
  readonly merit: number;
}

/** How far the list and its reserve are from the merit order. */
export interface Displacement {
  /** The sum of all moves, up and down. */
  readonly footrule: number;
  /** The number of pairs whose order was turned round. */
  readonly kendall: number;
  /** The most places anybody fell. */
  readonly largestDrop: number;
}
