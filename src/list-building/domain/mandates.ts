import { buildList } from './build-list.js';
import type { ListCandidate, Quota } from './list-input.js';

/** Somebody on the list, in ranked order, and whether they still stand. */
export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly groups: readonly string[];
  /** Withdrew, declined or was struck off after the list was filed; the number stays empty (24.kg, Kyrgyzstan 2020). */
  readonly gone: boolean;
}

/** Who holds the seats won and who is in reserve, both in ranked order; or the mandate quotas that cannot be kept. */
export type Mandates =
  | {
      readonly kind: 'assigned';
      readonly seated: readonly string[];
      readonly reserve: readonly string[];
      /** People passed over for a seat by a mandate quota, with the quotas that did it. */
      readonly passedOver: readonly { readonly id: string; readonly because: readonly string[] }[];
    }
  | { readonly kind: 'too-few-people'; readonly seats: number; readonly people: number }
  | { readonly kind: 'quotas-conflict'; readonly conflict: readonly string[] }
  | { readonly kind: 'undecided' };

/**
 * Assigns the seats won in ranked order. Where quotas hold among the mandates too (law 105-VII of February 2022), it goes
 * down the list and seats everyone with whom the quotas can still be kept.
 */
export function assignMandates(
  list: readonly Listed[],
  seats: number,
  quotas: readonly Quota[],
): Mandates {
  const standing = list.filter(({ gone }) => !gone);
  if (standing.length < seats) {
    return { kind: 'too-few-people', seats, people: standing.length };
  }
  if (seats === 0) {
    return { kind: 'assigned', seated: [], reserve: standing.map(({ id }) => id), passedOver: [] };
  }
  const outcome = buildList({
    places: seats,
    objective: 'members-first',
    candidates: standing.map(asCandidate),
    quotas: quotas.map((quota) => ({ ...quota, scope: { kind: 'list' } })),
    fixed: [],
    barred: [],
  });
  if (outcome.status === 'undecided') return { kind: 'undecided' };
  if (outcome.status === 'infeasible') {
    return { kind: 'quotas-conflict', conflict: outcome.conflict };
  }
  const seated = new Set(outcome.list.map(({ candidate }) => candidate));
  const ids = standing.map(({ id }) => id);
  return {
    kind: 'assigned',
    seated: ids.filter((id) => seated.has(id)),
    reserve: ids.filter((id) => !seated.has(id)),
    passedOver: outcome.displaced.map(({ candidate, passedOver }) => ({
      id: candidate,
      because: [...new Set(passedOver.flatMap(({ because }) => because))],
    })),
  };
}

function asCandidate({ id, name, groups }: Listed): ListCandidate {
  return { id, name, groups, outsider: false };
}
