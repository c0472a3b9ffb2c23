import { accept, refuse, type Result } from '../../kernel/result.js';
import { brokenQuotas } from './broken-quotas.js';
import type { Quota } from './list-input.js';

/** Who takes the seat of a deputy who leaves. */
export type VacancyRule =
  | { readonly kind: 'next-in-order' }
  | { readonly kind: 'same-group'; readonly groups: readonly string[] }
  | { readonly kind: 'by-decision' };

/** A holder of a seat or somebody in the reserve. */
export interface SeatPerson {
  readonly id: string;
  /** The groups as the quotas of the list count them. */
  readonly groups: readonly string[];
  /** Whether the person belongs to one of the groups of the rule `same-group`. */
  readonly inGroup: boolean;
}

export interface Vacancy {
  readonly left: SeatPerson;
  /** Who holds the other seats. */
  readonly holders: readonly SeatPerson[];
  /** Those who may follow, in the order of the reserve. */
  readonly reserve: readonly SeatPerson[];
  /** The quotas that hold over the seats. */
  readonly quotas: readonly Quota[];
}

export type VacancyRefusal =
  | { readonly kind: 'reserve-empty' }
  | { readonly kind: 'nobody-left-in-group' }
  | { readonly kind: 'seat-quota-broken'; readonly conflict: readonly string[] }
  | { readonly kind: 'choose-somebody' }
  | { readonly kind: 'not-in-reserve' }
  | { readonly kind: 'reason-missing' };

export interface Successor {
  readonly candidate: string;
  /** Those before them in the reserve, and the quotas (empty: the group of the vacated seat) that passed them over. */
  readonly passedOver: readonly { readonly id: string; readonly because: readonly string[] }[];
}

/** Who takes a vacated seat: by rule, or by a reasoned decision where the rules leave it to one. */
export function fillVacancy(
  vacancy: Vacancy,
  rule: VacancyRule,
  decision: { readonly candidate: string; readonly reason: string },
): Result<Successor, readonly VacancyRefusal[]> {
  if (vacancy.reserve.length === 0) return refuse([{ kind: 'reserve-empty' }]);
  switch (rule.kind) {
    case 'next-in-order':
      return nextWhoKeeps(vacancy, () => true);
    case 'same-group':
      // "A woman's vacated mandate goes to the next woman" (Kyrgyzstan, genderquota.org).
      return vacancy.left.inGroup
        ? nextWhoKeeps(vacancy, ({ inGroup }) => inGroup)
        : nextWhoKeeps(vacancy, () => true);
    case 'by-decision':
      return decided(vacancy, decision);
  }
}

function nextWhoKeeps(
  vacancy: Vacancy,
  eligible: (person: SeatPerson) => boolean,
): Result<Successor, readonly VacancyRefusal[]> {
  const passedOver: { id: string; because: readonly string[] }[] = [];
  for (const person of vacancy.reserve) {
    const broken = eligible(person) ? brokenWith(vacancy, person) : [];
    if (eligible(person) && broken.length === 0) {
      return accept({ candidate: person.id, passedOver });
    }
    passedOver.push({ id: person.id, because: broken });
  }
  if (!vacancy.reserve.some(eligible)) return refuse([{ kind: 'nobody-left-in-group' }]);
  const conflict = [...new Set(passedOver.flatMap(({ because }) => because))];
  return refuse([{ kind: 'seat-quota-broken', conflict }]);
}

function decided(
  vacancy: Vacancy,
  { candidate, reason }: { readonly candidate: string; readonly reason: string },
): Result<Successor, readonly VacancyRefusal[]> {
  const chosen = vacancy.reserve.find(({ id }) => id === candidate);
  const conflict = chosen ? brokenWith(vacancy, chosen) : [];
  const refusals: VacancyRefusal[] = [
    ...(candidate === '' ? [{ kind: 'choose-somebody' } as const] : []),
    ...(candidate !== '' && !chosen ? [{ kind: 'not-in-reserve' } as const] : []),
    ...(reason.trim() === '' ? [{ kind: 'reason-missing' } as const] : []),
    ...(conflict.length > 0 ? [{ kind: 'seat-quota-broken', conflict } as const] : []),
  ];
  return refusals.length > 0 ? refuse(refusals) : accept({ candidate, passedOver: [] });
}

/** The quotas over the seats that would be broken with this person on the vacated one. */
function brokenWith({ holders, quotas }: Vacancy, person: SeatPerson): string[] {
  const overSeats = quotas.map((quota): Quota => ({ ...quota, scope: { kind: 'list' } }));
  return brokenQuotas([...holders, person], overSeats).map(({ quota }) => quota);
}
