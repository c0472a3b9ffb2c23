import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { quotasOf } from '../../primary/index.js';
import type { NamedPerson } from '../domain/filed-order.js';
import { interventionCap, interventionsInForce } from '../domain/intervention.js';
import type { FixedPlace } from '../domain/list-input.js';
import { accepted, type Statement } from '../domain/succession.js';
import type { ListConsentEntity } from '../persistence/list-consent.entity.js';
import type { ListInterventionEntity } from '../persistence/list-intervention.entity.js';
import type { ListOutsiderEntity } from '../persistence/list-outsider.entity.js';
import type { ListEntity } from '../persistence/list.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import { SuccessionRepository } from '../persistence/succession.repository.js';
import { composeList, type ListDocument, type ListFacts, type ListPerson } from './compose-list.js';
import { capOf, type ContestFacts, type MeritOrder } from './list-facts.js';
import { fullName } from './person-name.js';
import { yieldsInForce, type AgreedYield } from '../domain/yield.js';

/** The document of a list with and without the interventions and yields. */
export interface Composition {
  readonly asVoted: readonly string[];
  readonly plain: ListDocument;
  readonly given: ListDocument;
  /** Everybody in the document with their names in full. */
  readonly named: ReadonlyMap<string, NamedPerson>;
  /** Whether places are kept because one yielded them to another. */
  readonly yielded: boolean;
}

/** Puts together what a list is built from. Whoever withdrew, was struck off or declined is barred. */
@Injectable()
export class ListComposer {
  constructor(
    private readonly lists: ListRepository,
    private readonly succession: SuccessionRepository,
  ) {}

  async compose(
    tx: Tx,
    facts: ContestFacts,
    merit: MeritOrder,
    before: ListEntity | null,
    options: { readonly yields: boolean } = { yields: true },
  ): Promise<Composition> {
    const consents = before ? await this.lists.consents(before.id, tx) : [];
    const signed = before ? await this.lists.interventions(before.id, tx) : [];
    const outsiders = before ? await this.lists.outsiders(before.id, tx) : [];
    const yields = before && options.yields ? await this.succession.yields(before.id, tx) : [];
    const agreed = yields.filter(({ answer }) => answer === 'agreed');
    return composition(facts, merit, { consents, signed, outsiders, agreed });
  }
}

interface Acts {
  readonly consents: readonly ListConsentEntity[];
  readonly signed: readonly ListInterventionEntity[];
  readonly outsiders: readonly ListOutsiderEntity[];
  readonly agreed: readonly AgreedYield[];
}

function composition(
  { contest, body }: ContestFacts,
  merit: MeritOrder,
  { consents, signed, outsiders, agreed }: Acts,
): Composition {
  const barred = barredOf(merit, consents, outsiders);
  const said = statementsOf(consents, barred);
  const free = merit.order.filter((id) => !barred.includes(id)).length;
  const invited = outsiders.filter(({ id }) => !barred.includes(id));
  // Fewer people than places: the list is as long as there are people, which the page says.
  const lengthWith = (outside: number) => Math.max(1, Math.min(contest.places, free + outside));
  const accepts = (candidate: string, place: number) =>
    (said.get(candidate) ?? []).every((statement) => accepted(statement, place));
  const acts = signed.map(({ number, place, candidateId, reason }) => ({
    number,
    place,
    candidate: candidateId,
    reason,
  }));
  const inForceOn = (length: number) =>
    interventionsInForce(
      acts,
      [
        ...barred,
        ...acts
          .filter(({ candidate, place }) => !accepts(candidate, place))
          .map(({ candidate }) => candidate),
      ],
      length,
      interventionCap(capOf(body), length),
    ).inForce;
  const first = inForceOn(lengthWith(invited.length));
  const placed = invited.filter(({ id }) => first.some(({ candidate }) => candidate === id));
  const places = lengthWith(placed.length);
  const fixed = inForceOn(places).map(({ place, candidate, reason }) => ({
    place,
    candidate,
    reason,
  }));
  const people = peopleOf(merit, outsiders);
  const kept = yieldsInForce(agreed, { barred, places, fixed, accepts }).map(
    ({ place, candidate, from }): FixedPlace => ({
      place,
      candidate,
      reason: `${nameOf(people, from)} → ${nameOf(people, candidate)}`,
      kept: true,
    }),
  );
  const outside = new Set(outsiders.map(({ id }) => id));
  const compose = (given: ListFacts['fixed']): ListDocument =>
    composeList({
      places,
      seats: contest.seats,
      objective: body.objective,
      quotas: quotasOf(body),
      people,
      fixed: given,
      barred,
      statements: [...said.values()].flat().filter(({ candidate }) => !outside.has(candidate)),
    });
  const given = compose([...fixed, ...kept]);
  const plain = fixed.length + kept.length === 0 ? given : compose([]);
  const asVoted = merit.order.slice(0, given.input.places);
  return { asVoted, plain, given, named: namedIn(merit, outsiders), yielded: kept.length > 0 };
}

function barredOf(
  merit: MeritOrder,
  consents: readonly ListConsentEntity[],
  outsiders: readonly ListOutsiderEntity[],
): string[] {
  const declined = new Set(
    consents.filter(({ answer }) => answer === 'declined').map(({ candidateId }) => candidateId),
  );
  return [
    ...merit.order.filter(
      (id) => merit.candidates.get(id)?.state !== 'registered' || declined.has(id),
    ),
    ...outsiders.map(({ id }) => id).filter((id) => declined.has(id)),
  ];
}

/** What places people said they accept, by person; who is not there any more says nothing. */
function statementsOf(
  consents: readonly ListConsentEntity[],
  barred: readonly string[],
): ReadonlyMap<string, readonly Statement[]> {
  return new Map(
    consents.flatMap(({ candidateId, acceptsFrom, acceptsTo }) =>
      acceptsFrom === null || acceptsTo === null || barred.includes(candidateId)
        ? []
        : [[candidateId, [{ candidate: candidateId, from: acceptsFrom, to: acceptsTo }]] as const],
    ),
  );
}

function peopleOf(merit: MeritOrder, outsiders: readonly ListOutsiderEntity[]): ListPerson[] {
  return [
    ...merit.order.flatMap((id) => {
      const person = merit.candidates.get(id);
      return person
        ? [{ id, name: fullName(person.personName), groups: person.groups, outsider: false }]
        : [];
    }),
    ...outsiders.map(({ id, groups, ...name }) => ({
      id,
      name: fullName(name),
      groups,
      outsider: true,
    })),
  ];
}

function namedIn(
  merit: MeritOrder,
  outsiders: readonly ListOutsiderEntity[],
): ReadonlyMap<string, NamedPerson> {
  return new Map<string, NamedPerson>([
    ...merit.order.flatMap((id) => {
      const person = merit.candidates.get(id);
      return person ? [[id, person.personName] as const] : [];
    }),
    ...outsiders.map((person) => [person.id, person] as const),
  ]);
}

function nameOf(people: readonly ListPerson[], candidate: string): string {
  return people.find(({ id }) => id === candidate)?.name ?? '';
}
