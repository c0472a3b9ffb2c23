import { Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import { defined } from '../../kernel/assert.js';
import type { PrimaryId } from '../../kernel/ids.js';
import { PrimaryDirectory, quotasOf, type Contest } from '../../primary/index.js';
import { listExists } from '../domain/build-list.js';
import type { ListInput } from '../domain/list-input.js';
import type { InfeasibleList } from '../domain/list-outcome.js';
import { composeList } from './compose-list.js';
import { fullName } from './person-name.js';

/** Whether a list of a contest could be built from those who are registered now. */
export interface Feasibility {
  readonly contest: Contest;
  readonly registered: number;
  readonly answer: 'nobody' | 'feasible' | 'undecided' | InfeasibleList;
  readonly input: ListInput | null;
}

/** Asks before the vote whether the quotas can be kept at all: a quota must be no surprise on the last evening. */
@Injectable()
export class FeasibilityCheck {
  constructor(
    private readonly primaries: PrimaryDirectory,
    private readonly candidates: CandidateDirectory,
  ) {}

  async ofPrimary(primaryId: PrimaryId): Promise<Feasibility[]> {
    const answers: Feasibility[] = [];
    for (const contest of await this.primaries.contests(primaryId)) {
      answers.push(await this.ofContest(contest));
    }
    return answers;
  }

  private async ofContest(contest: Contest): Promise<Feasibility> {
    const body = defined(await this.primaries.bodyRule(contest), 'the body of a contest');
    const people = await this.candidates.registeredIn(contest.id);
    const registered = people.length;
    if (registered === 0) return { contest, registered, answer: 'nobody', input: null };
    const { input } = composeList({
      places: Math.min(contest.places, registered),
      seats: contest.seats,
      objective: body.objective,
      quotas: quotasOf(body),
      people: people.map(({ id, personName, groups }) => ({
        id,
        name: fullName(personName),
        groups,
        outsider: false,
      })),
      fixed: [],
      barred: [],
    });
    const answer = listExists(input);
    return {
      contest,
      registered,
      answer: answer.status === 'infeasible' ? answer : answer.status,
      input,
    };
  }
}
