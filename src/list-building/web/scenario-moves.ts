import type { Translate } from '../../platform/web/index.js';
import type { Scenario } from '../application/scenario-directory.js';
import type { ListInput } from '../domain/list-input.js';
import type { ListOutcome } from '../domain/list-outcome.js';
import { versionDifference, type Difference } from '../domain/version-difference.js';

/** Who stands on a place of the list and of the scenario; null where there is no such place. */
export interface PlacePair {
  readonly place: number;
  readonly list: string | null;
  readonly scenario: string | null;
}

/** Those who gain, lose, come in and drop out, each in the order in which they are told. */
export interface ScenarioMoves {
  readonly title: 'gain' | 'lose' | 'come-in' | 'drop-out';
  readonly moves: readonly Difference[];
}

export function placePairs({ sealedOutcome, outcome }: Scenario): PlacePair[] {
  const [list, scenario] = [orderOf(sealedOutcome), outcome ? orderOf(outcome) : []];
  return Array.from({ length: Math.max(list.length, scenario.length) }, (_, index) => ({
    place: index + 1,
    list: list[index] ?? null,
    scenario: scenario[index] ?? null,
  }));
}

/** What the scenario means for each person; the largest gain and the largest loss first. */
export function scenarioMoves({ sealedOutcome, outcome }: Scenario): ScenarioMoves[] {
  const all = versionDifference(orderOf(sealedOutcome), outcome ? orderOf(outcome) : []);
  const of = (kind: Difference['kind']) => all.filter((move) => move.kind === kind);
  const furthest = (moves: readonly Difference[]) =>
    moves.toSorted((a, b) => wayOf(b) - wayOf(a) || (a.to ?? 0) - (b.to ?? 0));
  return [
    { title: 'gain', moves: furthest(of('rose')) },
    { title: 'lose', moves: furthest(of('fell')) },
    { title: 'come-in', moves: of('came-in') },
    { title: 'drop-out', moves: of('left') },
  ];
}

/** `3 → 1 (▲ 2)`; who comes in or drops out has one place only. */
export function changeOf({ from, to }: Difference, t: Translate): string {
  if (from === null) return t('list-scenario.change.in', { place: to ?? 0 });
  if (to === null) return t('list-scenario.change.out', { place: from });
  return `${from} → ${to} (${to < from ? '▲' : '▼'} ${Math.abs(from - to)})`;
}

export function orderOf(outcome: ListOutcome): string[] {
  return outcome.status === 'built' ? outcome.list.map(({ candidate }) => candidate) : [];
}

export function nameIn({ candidates }: ListInput): (id: string) => string {
  const names = new Map(candidates.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

function wayOf({ from, to }: Difference): number {
  return Math.abs((from ?? 0) - (to ?? 0));
}
