import type { OutsideYourTerritory } from '../../platform/identity/index.js';
import type { FilingGap } from '../domain/filing.js';
import type { InterventionRefusal } from '../domain/intervention.js';

/** Why a list cannot be built. */
export type BuildRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'no-such-contest' }
  | { readonly kind: 'results-not-final' }
  | { readonly kind: 'nobody-elected' }
  | { readonly kind: 'already-filed' };

/** Why a place cannot be given. */
export type InterveneRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'no-such-list' }
  | { readonly kind: 'already-filed' }
  | { readonly kind: 'not-built' }
  | { readonly kind: 'outsiders-not-allowed' }
  | { readonly kind: 'name-missing' }
  | InterventionRefusal;

export type ConsentRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'no-such-list' }
  | { readonly kind: 'already-filed' }
  | { readonly kind: 'not-on-list' };

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
