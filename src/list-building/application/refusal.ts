import type { OutsideYourTerritory } from '../../platform/identity/index.js';
import type { FilingGap } from '../domain/filing.js';
import type { InterventionRefusal } from '../domain/intervention.js';
import type { VacancyRefusal } from '../domain/vacancy.js';

/** Why a list cannot be built. */
export type BuildRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'no-such-contest' }
  | { readonly kind: 'results-not-final' }
  | { readonly kind: 'nobody-elected' }
  | { readonly kind: 'already-filed' }
  /** Under the rules only the columns of those who leave are filled again; building all of it would move the others. */
  | { readonly kind: 'column-by-column' };

/** Why a place cannot be given. */
export type InterveneRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'no-such-list' }
  | { readonly kind: 'already-filed' }
  | { readonly kind: 'not-built' }
  | { readonly kind: 'outsiders-not-allowed' }
  | { readonly kind: 'name-missing' }
  /** The place, or the person, waits for a second signature already. */
  | { readonly kind: 'proposal-waits'; readonly number: number }
  | { readonly kind: 'no-such-proposal' }
  | { readonly kind: 'own-proposal' }
  | { readonly kind: 'ground-missing' }
  | InterventionRefusal;

export type ConsentRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'no-such-list' }
  | { readonly kind: 'already-filed' }
  | { readonly kind: 'not-on-list' }
  | { readonly kind: 'range-wrong'; readonly places: number };

/** Why places cannot be offered, or the offers not be closed. */
export type OfferRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'no-such-list' }
  | { readonly kind: 'not-built' }
  | { readonly kind: 'already-filed' }
  | { readonly kind: 'everybody-answered' }
  | { readonly kind: 'silence-waits' }
  | { readonly kind: 'nothing-to-close' };

/** Why a candidate's answer is not taken. */
export type AnswerRefusal =
  | { readonly kind: 'no-such-list' }
  | { readonly kind: 'not-your-place' }
  | { readonly kind: 'not-built' }
  | { readonly kind: 'already-filed' }
  | { readonly kind: 'not-on-list' }
  | { readonly kind: 'already-declined' }
  | { readonly kind: 'offer-closed' }
  | { readonly kind: 'range-wrong'; readonly places: number };

/** Why a place cannot be yielded. */
export type YieldRefusal =
  | { readonly kind: 'no-such-list' }
  | { readonly kind: 'not-your-place' }
  | { readonly kind: 'not-built' }
  | { readonly kind: 'already-filed' }
  | { readonly kind: 'not-on-list' }
  | { readonly kind: 'yield-to-oneself' }
  | { readonly kind: 'yield-open' }
  | { readonly kind: 'no-such-yield' }
  | { readonly kind: 'places-changed' }
  | { readonly kind: 'place-of-leadership' }
  | { readonly kind: 'quotas-broken'; readonly conflict: readonly string[] }
  | { readonly kind: 'undecided' };

/** Why a list cannot go on after somebody left. */
export type SucceedRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'no-such-list' }
  | { readonly kind: 'not-built' }
  | { readonly kind: 'results-not-final' }
  | { readonly kind: 'result-changed' }
  | { readonly kind: 'nobody-left' };

/** Why a seat cannot be vacated or filled. */
export type SeatRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'no-such-list' }
  | { readonly kind: 'no-such-seat' }
  | { readonly kind: 'seat-vacant' }
  | { readonly kind: 'seat-held' }
  | VacancyRefusal;

/** Why a list cannot be filed: who may not, or everything that is missing. */
export type FileRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'no-such-list' }
  | { readonly kind: 'already-filed' }
  | FilingGap;

export type MandateRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'no-such-list' }
  | { readonly kind: 'not-filed' }
  | { readonly kind: 'already-seated' }
  | { readonly kind: 'seats-not-a-number' }
  | { readonly kind: 'more-seats-than-body'; readonly seats: number }
  | { readonly kind: 'too-few-people'; readonly seats: number; readonly people: number }
  | { readonly kind: 'quotas-conflict'; readonly conflict: readonly string[] }
  | { readonly kind: 'undecided' };

/** The role that builds, changes and files lists. */
export const listOffice = 'central-office';
