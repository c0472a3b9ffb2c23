import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { ListId } from '../../kernel/ids.js';
import { brokenQuotas } from '../domain/broken-quotas.js';
import { filingGaps, type FilingGap, type FilingPerson } from '../domain/filing.js';
import { ListDirectory, type RankedList } from './list-directory.js';
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

  async gapsOf(list: RankedList): Promise<FilingGap[]> {
    const facts = defined(await this.facts.ofContest(list.contestId), 'the contest of a list');
    const { requires } = facts.primary.rules.filing;
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
        // Verified with the group itself: a certificate is what the commission verified it by.
        documents: requires.includes('disability-certificate')
          ? [{ document: 'disability-certificate', present: true }]
          : [],
      };
    });
    return filingGaps(list.places, people, broken, requires.includes('consent'));
  }
}

function isHard({ input }: RankedList, quota: string): boolean {
  return input.quotas.find(({ id }) => id === quota)?.strength === 'hard';
}
