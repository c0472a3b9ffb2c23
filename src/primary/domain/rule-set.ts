import type { Rounding } from '../../kernel/exact.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import type { TerritoryCode } from '../../kernel/ids.js';

/** A text in the languages of the party. Kazakh and Russian are required by law, English is for observers. */
export interface Words {
  readonly kk: string;
  readonly ru: string;
  readonly en: string;
}

/** The rule set: everything a party could decide differently, in one document, frozen when the first round opens. */
export interface RuleSet {
  readonly format: 'irikteu-rules/1';
  readonly title: Words;
  /** Where the rules come from: statutes, instructions, addresses. */
  readonly sources: readonly string[];
  readonly calendar: CalendarRule;
  readonly eligibility: EligibilityRule;
  readonly nomination: readonly NominationRoute[];
  readonly documents: readonly DocumentRule[];
  readonly groups: readonly GroupRule[];
  readonly debates: DebateRule;
  readonly commissions: CommissionRule;
  readonly appeals: AppealRule;
  readonly bodies: readonly BodyRule[];
  readonly filing: FilingRule;
}

/** The days of the season. A stage lasts from the first to the last named day, both included. */
export interface CalendarRule {
  readonly announced: CalendarDate;
  readonly registration: DateSpan;
  readonly campaigning: DateSpan;
  readonly voting: DateSpan;
  /** Ages and residence count on this day unless a rule names another. */
  readonly referenceDate: CalendarDate;
  readonly filing: CalendarDate;
}

export interface DateSpan {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

export interface EligibilityRule {
  /** Completed years on the reference date, by the level of the body. */
  readonly minimumAge: Readonly<Partial<Record<TerritoryLevel, number>>>;
  readonly residenceYears: number;
  /** `required`: a member when applying; `by-close`: may join until registration closes; `none`: open to all. */
  readonly membership: 'required' | 'by-close' | 'none';
  readonly barredBy: readonly ('unspent-conviction' | 'corruption-offence' | 'expulsion')[];
  readonly candidaciesPerLevel: number;
}

export type NominationRoute = 'party-organisation' | 'self';

export interface DocumentRule {
  readonly id: string;
  readonly name: Words;
  readonly required: 'always' | 'for-group' | 'for-route';
  /** The group or nomination route that needs the document. */
  readonly of?: string;
}

export type GroupRule =
  | { readonly id: string; readonly name: Words; readonly kind: 'sex'; readonly sex: Sex }
  | {
      readonly id: string;
      readonly name: Words;
      readonly kind: 'age';
      /** Younger than this many completed years on the day. */
      readonly under: number;
      readonly on?: CalendarDate;
    }
  | {
      readonly id: string;
      readonly name: Words;
      readonly kind: 'certificate';
      readonly document: string;
    }
  | {
      readonly id: string;
      readonly name: Words;
      /** Renewal: held no place on the previous list and (or) no seat in the body, by person. */
      readonly kind: 'newcomer';
      readonly notIn: readonly ('previous-list' | 'same-body' | 'any-body')[];
    };

export type Sex = 'female' | 'male';

export interface DebateRule {
  readonly obligatory: boolean;
  /** Absence without a reason the commission accepts is ground for striking off. */
  readonly absenceStrikesOff: boolean;
  readonly minutesEach: number;
}

export interface CommissionRule {
  readonly members: number;
  /** The share of members that must take part in a decision. */
  readonly quorum: ShareAmount;
  /** The share of those voting that carries a decision: more than this. */
  readonly majority: string;
  /** Members who must sign the protocol of a round. */
  readonly signatures: ShareAmount;
}

export interface AppealRule {
  readonly ladder: readonly AppealStep[];
}

export interface AppealStep {
  readonly level: 'territorial' | 'regional' | 'central';
  readonly fileWithinDays: number;
  readonly decideWithinDays: number;
  /** While the appeal is open the decision appealed against has no effect. */
  readonly suspensive: boolean;
}

export type TerritoryLevel = 'country' | 'region' | 'district';

/** One kind of body; every territory of its level gets a contest. */
export interface BodyRule {
  readonly id: string;
  readonly name: Words;
  readonly level: TerritoryLevel;
  /** Restricts the contests to these territories and their descendants; absent: all of the level. */
  readonly within?: readonly TerritoryCode[];
  readonly seats: SeatRule;
  readonly list: ListLengthRule;
  readonly path: readonly StageRule[];
  readonly merge: MergeRule;
  readonly objective: 'by-place' | 'members-first';
  readonly quotas: readonly QuotaRule[];
  readonly renewal: RenewalRule;
  readonly centralQuota: CentralQuotaRule;
  /** The places of the list handed out column by column; absent: every place goes by merit and quotas. */
  readonly slots?: SlotTemplate;
  /** What happens when somebody leaves; absent: see `successionOf`. */
  readonly succession?: SuccessionRule;
}

/** How far a list is rebuilt when somebody leaves it, who answers by when, and who takes a vacated seat. */
export interface SuccessionRule {
  readonly beforeFiling: 'whole-list' | 'column';
  readonly afterFiling: 'whole-list' | 'column' | 'number-stays-empty';
  /** Absent: an offered place has no deadline. */
  readonly confirmWithinHours?: number;
  /** Absent: `waits`. */
  readonly silence?: 'waits' | 'declines';
  readonly vacancy: VacancyRule;
}

export type VacancyRule =
  | { readonly kind: 'next-in-order' }
  | { readonly kind: 'same-group'; readonly groups: readonly string[] }
  | { readonly kind: 'by-decision' };

/** A list whose places belong to columns: national, leader, young … (the Likud pattern). */
export interface SlotTemplate {
  /** `true`: every place of the list belongs to a column. `false`: places not named go by merit. */
  readonly complete: boolean;
  readonly columns: readonly SlotColumn[];
}

/** The places of one column, such as `2-13, 15, 17-18`, and who may stand there. */
export type SlotColumn = MeritColumn | LeadershipColumn | ReservedColumn;

interface ColumnOfPlaces {
  readonly id: string;
  readonly name: Words;
  readonly places: string;
}

export interface MeritColumn extends ColumnOfPlaces {
  readonly filledBy: 'merit';
  /** Groups that have a column of their own and do not stand here. */
  readonly closedTo?: readonly string[];
}

export interface LeadershipColumn extends ColumnOfPlaces {
  readonly filledBy: 'leadership';
}

/** Places reserved for a group. Likud and Kadima went to court over the two answers in 2008. */
export interface ReservedColumn extends ColumnOfPlaces {
  readonly filledBy: 'group';
  /** A person here belongs to every one of these groups: a new woman is a woman and a newcomer. */
  readonly everyGroup: readonly string[];
  /** Whether a member of the group who got in above on votes uses the reservation up. */
  readonly usedUpByElected: boolean;
  /** A used-up place `stays` where it is and goes by votes, or it goes and the `block-moves-up`: the reserved places below it. */
  readonly whenUsedUp: 'stays' | 'block-moves-up';
}

export interface SeatRule {
  readonly default: number;
  readonly byTerritory?: Readonly<Record<string, number>>;
}

/** Places on the list = seats × factor, rounded as stated. */
export interface ListLengthRule {
  readonly factor: string;
  readonly round: Rounding;
}

/** One stage of the selection path: a vote in every unit of a level. */
export interface StageRule {
  readonly id: string;
  readonly name: Words;
  readonly unit: TerritoryLevel;
  readonly electorate: 'members' | 'delegates' | 'commission';
  readonly channels: readonly ('online' | 'paper')[];
  readonly ballot: BallotRule;
  /** How the ballots are counted; absent: the usual way for the ballot. */
  readonly counting?: CountingRule;
  /** Least turnout, as a share of the roll; absent: none. */
  readonly quorum?: ShareAmount;
  readonly unitSeats: UnitSeatsRule;
  readonly cut: CutRule;
  readonly ties: readonly TieRule[];
}

/** A method of counting by its name, with those of its options that differ from the default. */
export interface CountingRule {
  readonly method: string;
  readonly options?: Readonly<Record<string, string>>;
}

export type BallotRule =
  | { readonly kind: 'single' }
  | {
      readonly kind: 'rating';
      /** The most marks a ballot may carry. */
      readonly marks: BallotAmount;
    }
  | {
      readonly kind: 'cumulative';
      /** How many votes a ballot gives away, and how many of them one candidate may get. */
      readonly votes: BallotAmount;
      readonly mostForOne: number;
    }
  | {
      readonly kind: 'score';
      /** Scores run from 0 to this. */
      readonly highest: number;
      /** What the scores are called, from 0 up; absent: they are numbers. */
      readonly grades?: readonly Words[];
    }
  | {
      readonly kind: 'ranking';
      /** The most places a ballot may fill; absent: all candidates may be ranked. */
      readonly ranks?: BallotAmount;
      readonly equalRanks: boolean;
    };

/** An amount on a ballot: a number, or so many for each seat of the unit. */
export type BallotAmount =
  { readonly count: number } | { readonly perSeat: string; readonly round: Rounding };

/** How many of the contest's seats a unit fills: all of them, or its part by the number of members (or equally). */
export type UnitSeatsRule =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'apportioned';
      readonly method: 'dhondt' | 'sainte-lague' | 'equal';
      /** Every unit has at least this many. */
      readonly atLeast: number;
    };

/** Who goes on to the next stage, or into the merit order after the last one. */
export type CutRule =
  | { readonly kind: 'top'; readonly count: number }
  | { readonly kind: 'per-seat'; readonly factor: string; readonly round: Rounding }
  | { readonly kind: 'share'; readonly share: string; readonly round: Rounding }
  | { readonly kind: 'all' };

/** One step of the tie policy; the steps are tried in order. */
export type TieRule =
  | { readonly kind: 'earlier-stage' }
  | {
      readonly kind: 'earlier-round';
      readonly direction: 'backwards' | 'forwards';
      readonly many: 'narrow' | 'all-differ';
    }
  | { readonly kind: 'first-preferences' }
  | { readonly kind: 'elder' }
  | { readonly kind: 'younger' }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'stated-order' }
  | { readonly kind: 'lot' }
  | { readonly kind: 'ask' };

/** How the units of the last stage become one merit order. */
export type MergeRule =
  | { readonly kind: 'single-unit' }
  | { readonly kind: 'share-of-valid' }
  | { readonly kind: 'share-of-roll' }
  | { readonly kind: 'round-robin'; readonly unitsBy: 'roll' | 'territory' }
  | { readonly kind: 'highest-averages'; readonly method: 'dhondt' | 'sainte-lague' };

/** A quota in the terms of the list builder; see `docs/rules.md`. */
export interface QuotaRule {
  readonly id: string;
  readonly name: Words;
  /** The groups together: their union. */
  readonly group: readonly string[];
  readonly scope: QuotaScope;
  readonly atLeast?: Amount;
  readonly atMost?: Amount;
  readonly strength?: 'hard' | { readonly soft: number };
  readonly usedUpByElected?: boolean;
}

export type QuotaScope =
  | { readonly kind: 'list' }
  /** The places expected to win: a number, or the seats of the contest. */
  | { readonly kind: 'top'; readonly places: number | 'seats' }
  | { readonly kind: 'prefix'; readonly from: number }
  /** What holds in a last stretch that is shorter than the others; absent: `balanced`. */
  | { readonly kind: 'stretch'; readonly length: number; readonly lastRun?: 'balanced' | 'free' }
  /** Counted from place `from` on; absent: from place 1. */
  | { readonly kind: 'gap'; readonly most: number; readonly from?: number }
  | { readonly kind: 'place'; readonly place: number }
  | { readonly kind: 'every'; readonly from: number; readonly step: number }
  | { readonly kind: 'window'; readonly from: number; readonly to: number };

export type Amount = { readonly count: number } | ShareAmount;

export interface ShareAmount {
  readonly share: string;
  readonly round: Rounding;
}

/** Renewal is a target: it is measured and reported, and binds only where a quota says so. */
export interface RenewalRule {
  readonly group: string;
  readonly listTarget: ShareAmount;
  readonly seatTarget: ShareAmount;
}

/** The cap on places the leadership may fill, set before the race. */
export interface CentralQuotaRule {
  readonly cap: Amount;
  /** Whether someone who did not stand in the primary may be placed. */
  readonly outsiders: boolean;
}

export interface FilingRule {
  readonly order: 'alphabetical-kk' | 'ranked';
  readonly requires: readonly (
    'consent' | 'membership' | 'disability-certificate' | 'congress-minutes'
  )[];
}
