import { Injectable } from '@nestjs/common';
import { CandidateDirectory, type Candidacy } from '../../candidate/index.js';
import type { CandidacyId, ContestId, PrimaryId, TerritoryCode } from '../../kernel/ids.js';
import type { Language } from '../../platform/web/index.js';
import { PrimaryDirectory, type Contest } from '../../primary/index.js';

/** How people, places and contests are called on a page. */
export interface NameBook {
  candidate(id: CandidacyId): string;
  territory(code: TerritoryCode): string;
  contest(id: ContestId): string;
}

/** Looks up the names a page needs, all at once. */
@Injectable()
export class NameBooks {
  constructor(
    private readonly primaries: PrimaryDirectory,
    private readonly candidates: CandidateDirectory,
  ) {}

  async of(
    primaryId: PrimaryId,
    candidacies: readonly CandidacyId[],
    language: Language,
  ): Promise<NameBook> {
    const [territories, contests, people] = await Promise.all([
      this.primaries.territories(),
      this.primaries.contests(primaryId),
      candidacies.length > 0 ? this.candidates.candidacies(candidacies) : [],
    ]);
    const places = new Map(territories.map(({ code, name }) => [code, name[language]]));
    const lists = new Map(contests.map((contest) => [contest.id, contestName(contest, language)]));
    const names = new Map(people.map((person) => [person.id, personName(person)]));
    return {
      candidate: (id) => names.get(id) ?? '—',
      territory: (code) => places.get(code) ?? code,
      contest: (id) => lists.get(id) ?? '—',
    };
  }
}

/** Family name first, as on lists in Kazakhstan. */
export function personName({ personName: name }: Pick<Candidacy, 'personName'>): string {
  return [name.family, name.given, name.patronymic].filter((part) => part !== null).join(' ');
}

export function contestName(contest: Contest, language: Language): string {
  return `${contest.bodyName[language]}, ${contest.territoryName[language]}`;
}
