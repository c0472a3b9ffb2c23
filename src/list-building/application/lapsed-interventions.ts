import { interventionsInForce, type Lapse } from '../domain/intervention.js';
import type { RankedList } from './list-directory.js';

/** The signed places that give nothing in the newest version of a list, by their number, and why. */
export function lapsedInterventions({
  interventions,
  input,
  interventionCap,
}: Pick<RankedList, 'interventions' | 'input' | 'interventionCap'>): ReadonlyMap<number, Lapse> {
  const acts = interventions.map((act) => ({ ...act, candidate: act.candidateId }));
  const held = (place: number, candidate: string) =>
    input.fixed.some((one) => !one.kept && one.place === place && one.candidate === candidate);
  const gone = acts.filter(({ place, candidate }) => !held(place, candidate));
  const { lapsed } = interventionsInForce(acts, input.barred, input.places, interventionCap);
  const why = new Map(lapsed.map(({ act, why: reason }) => [act.number, reason]));
  return new Map(gone.map(({ number }) => [number, why.get(number) ?? 'person-left']));
}
