import { accept, refuse, type Result } from '../../kernel/result.js';
import { amountOf } from './amount.js';
import { buildList, type Building } from './build-list.js';
import type { Amount, FixedPlace, ListInput } from './list-input.js';
import type { BuiltList } from './list-outcome.js';

/** Somebody who did not stand, as a proposal names them. */
export interface ProposedOutsider {
  readonly family: string;
  readonly given: string;
  readonly patronymic: string | null;
  /** Groups proved by documents, as the rules name them. */
  readonly groups: readonly string[];
}

/** A place the leadership would give: to a candidate, or to somebody who did not stand where the rules allow that. */
export interface ProposedIntervention {
  readonly place: number;
  readonly reason: string;
  readonly person:
    | { readonly kind: 'candidate'; readonly id: string }
    | ({ readonly kind: 'outsider' } & ProposedOutsider);
}

/** Why the leadership may not give this place to this person. */
export type InterventionRefusal =
  | { readonly kind: 'cap-reached'; readonly cap: number }
  | { readonly kind: 'place-outside-list'; readonly places: number }
  | { readonly kind: 'place-already-given'; readonly candidate: string }
  | { readonly kind: 'person-already-placed'; readonly place: number }
  | { readonly kind: 'not-a-candidate' }
  | { readonly kind: 'barred' }
  | { readonly kind: 'reason-missing' }
  | { readonly kind: 'quotas-broken'; readonly conflict: readonly string[] }
  | { readonly kind: 'undecided' };

/** The number of places the leadership may fill on a list of so many, as set before the race. */
export function interventionCap(cap: Amount, places: number): number {
  return amountOf(cap, places);
}

/** A signed act of the leadership, as far as the question is whether it still stands. */
export interface SignedPlace {
  readonly number: number;
  readonly place: number;
  readonly candidate: string;
}

/** Why a signed place gives nothing any more. It stays visible, and no other act gives the same place again. */
export type Lapse = 'person-left' | 'place-outside-list' | 'above-cap';

/**
 * Which signed places still hold, checked again at every building: the person has to be there, the place on the list, and
 * the cap of the list as long as it is now. Above it the later acts lapse first. What lapses frees the cap, for the cap is
 * the most places of a list the leadership may fill.
 */
export function interventionsInForce<Signed extends SignedPlace>(
  signed: readonly Signed[],
  barred: readonly string[],
  places: number,
  cap: number,
): {
  readonly inForce: Signed[];
  readonly lapsed: { readonly act: Signed; readonly why: Lapse }[];
} {
  const inForce: Signed[] = [];
  const lapsed: { act: Signed; why: Lapse }[] = [];
  for (const act of [...signed].sort((a, b) => a.number - b.number)) {
    const why = lapseOf(act, barred, places, inForce.length >= cap);
    if (why === null) inForce.push(act);
    else lapsed.push({ act, why });
  }
  return { inForce, lapsed };
}

function lapseOf(
  { place, candidate }: SignedPlace,
  barred: readonly string[],
  places: number,
  capReached: boolean,
): Lapse | null {
  if (barred.includes(candidate)) return 'person-left';
  if (place > places) return 'place-outside-list';
  return capReached ? 'above-cap' : null;
}

/** The list with one more place given, or every reason against it. The quotas hold with interventions too. */
export function intervene(
  input: ListInput,
  proposed: FixedPlace,
  cap: number,
  building: Building = {},
): Result<{ input: ListInput; list: BuiltList }, readonly InterventionRefusal[]> {
  const refusals = formalRefusals(input, proposed, cap);
  if (refusals.length > 0) return refuse(refusals);
  const next: ListInput = { ...input, fixed: [...input.fixed, proposed] };
  const outcome = buildList(next, building);
  switch (outcome.status) {
    case 'built':
      return accept({ input: next, list: outcome });
    case 'infeasible':
      return refuse([{ kind: 'quotas-broken', conflict: outcome.conflict }]);
    case 'undecided':
      return refuse([{ kind: 'undecided' }]);
  }
}

function formalRefusals(
  input: ListInput,
  { place, candidate, reason }: FixedPlace,
  cap: number,
): InterventionRefusal[] {
  const given = input.fixed.filter(({ kept }) => !kept);
  const samePlace = input.fixed.find((other) => other.place === place);
  const samePerson = input.fixed.find((other) => other.candidate === candidate);
  return [
    ...(given.length >= cap ? [{ kind: 'cap-reached', cap } as const] : []),
    ...(place < 1 || place > input.places
      ? [{ kind: 'place-outside-list', places: input.places } as const]
      : []),
    ...(samePlace
      ? [{ kind: 'place-already-given', candidate: samePlace.candidate } as const]
      : []),
    ...(samePerson ? [{ kind: 'person-already-placed', place: samePerson.place } as const] : []),
    ...(input.candidates.some(({ id }) => id === candidate)
      ? []
      : [{ kind: 'not-a-candidate' } as const]),
    ...(input.barred.includes(candidate) ? [{ kind: 'barred' } as const] : []),
    ...(reason.trim() === '' ? [{ kind: 'reason-missing' } as const] : []),
  ];
}
