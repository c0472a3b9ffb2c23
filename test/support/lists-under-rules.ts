import { composeList } from '../../src/list-building/application/compose-list.js';
import { buildList } from '../../src/list-building/domain/build-list.js';
import type { FixedPlace, ListInput } from '../../src/list-building/domain/list-input.js';
import type { ListOutcome } from '../../src/list-building/domain/list-outcome.js';
import { quotasOf, type BodyRule } from '../../src/primary/index.js';

/** Somebody with a name, which is the id too, and the groups the commission verified. */
export interface NamedPerson {
  readonly name: string;
  readonly groups: readonly string[];
  readonly outsider?: boolean;
}

export function person(name: string, ...groups: string[]): NamedPerson {
  return { name, groups };
}

/** What building the list of a document comes to. */
export function outcomeOf(input: ListInput): ListOutcome {
  return buildList(input);
}

interface Selection {
  readonly places: number;
  readonly seats?: number;
  /** In merit order. */
  readonly people: readonly NamedPerson[];
  readonly fixed?: readonly FixedPlace[];
}

/** What the rules of a body make of a merit order, through the document that is published. */
export function outcomeUnder(
  body: BodyRule,
  { places, seats = places, people, fixed = [] }: Selection,
): ListOutcome {
  const { input } = composeList({
    places,
    seats,
    objective: body.objective,
    quotas: quotasOf(body),
    people: people.map(({ name, groups, outsider = false }) => ({
      id: name,
      name,
      groups,
      outsider,
    })),
    fixed,
    barred: [],
  });
  return outcomeOf(input);
}

/** The names of a list from place 1 on; fails where there is no list. */
export function namesOf(outcome: ListOutcome): string[] {
  if (outcome.status !== 'built') throw new Error(JSON.stringify(outcome));
  return outcome.list.map(({ candidate }) => candidate);
}
