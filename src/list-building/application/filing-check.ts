import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { ListId } from '../../kernel/ids.js';
import { brokenQuotas } from '../domain/broken-quotas.js';
import type { RuleSet } from '../../primary/index.js';
import {
  filingGaps,
  type FilingDemands,
  type FilingGap,
  type FilingPerson,
} from '../domain/filing.js';
import { accepted } from '../domain/succession.js';
import { ListDirectory, type ListedPerson, type RankedList } from './list-directory.js';
import { ListFactsReader } from './list-facts.js';

/** Says everything a list lacks before it can be filed. */
@Injectable()
export class FilingCheck {
  constructor(
    private readonly directory: ListDirectory,
    private readonly facts: ListFactsReader,
  ) {}

  /** Empty when the list can be filed; null when there is no such list. */
  async gaps(listId: ListId): Promise<FilingGap[] | null> {
    const list = await this.directory.byId(listId);
    return list && (await this.gapsOf(list));
  }

  /** With the minutes of the congress, where they are named at once with the filing. */
  async gapsOf(list: RankedList, minutes = ''): Promise<FilingGap[]> {
    const facts = defined(await this.facts.ofContest(list.contestId), 'the contest of a list');
    const { rules } = facts.primary;
    const { requires } = rules.filing;
    const order = list.state === 'built' ? list.views.afterInterventions : [];
    const groups = new Map(list.input.candidates.map(({ id, groups: own }) => [id, own]));
    const broken = brokenQuotas(
      order.map((id) => ({ groups: groups.get(id) ?? [] })),
      list.input.quotas,
    ).filter(({ quota }) => isHard(list, quota));
    const people = order.map((id, index): FilingPerson => {
      const person = defined(list.people.get(id), 'somebody on the list');
      return {
        place: index + 1,
        candidate: id,
        registered: person.standing,
        consent: person.consent,
        placeAccepted: person.accepts === null || accepted(person.accepts, index + 1),
        member: !requires.includes('membership') || person.member,
        documents: requires.includes('disability-certificate')
          ? certificatesOf(person, rules.groups)
          : [],
      };
    });
    return filingGaps(list.places, people, broken, {
      consent: requires.includes('consent'),
      allowedPlaces: facts.contest.places,
      minutes: minutesOf(requires, minutes),
    });
  }
}

/** The certificates somebody counted under a group needs (law 105-VII), and whether the dossier has them. */
function certificatesOf(
  { groups, documents }: ListedPerson,
  rules: RuleSet['groups'],
): FilingPerson['documents'] {
  return rules.flatMap((group) =>
    group.kind === 'certificate' && groups.includes(group.id)
      ? [{ document: group.document, present: documents?.includes(group.document) ?? true }]
      : [],
  );
}

function minutesOf(
  requires: RuleSet['filing']['requires'],
  minutes: string,
): FilingDemands['minutes'] {
  if (!requires.includes('congress-minutes')) return 'not-demanded';
  return minutes.trim() === '' ? 'missing' : 'named';
}

function isHard({ input }: RankedList, quota: string): boolean {
  return input.quotas.find(({ id }) => id === quota)?.strength === 'hard';
}
