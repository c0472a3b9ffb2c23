import { Injectable } from '@nestjs/common';
import { CandidateDirectory, type Candidacy } from '../../candidate/index.js';
import { defined } from '../../kernel/assert.js';
import type { CandidacyId, ContestId } from '../../kernel/ids.js';
import {
  PrimaryDirectory,
  quotasOf,
  readShare,
  type BodyRule,
  type Contest,
  type Primary,
} from '../../primary/index.js';
import { RoundResults } from '../../voting/index.js';
import type { Amount } from '../domain/list-input.js';
import { mergeUnits } from '../domain/merit-order.js';
import { tieOrder } from './tie-order.js';

/** What the other rooms know about the list of a contest. */
export interface ContestFacts {
  readonly contest: Contest;
  readonly primary: Primary;
  readonly body: BodyRule;
}

/** The merit order out of the final results, with the people in it. */
export interface MeritOrder {
  readonly order: readonly CandidacyId[];
  readonly candidates: ReadonlyMap<string, Candidacy>;
  readonly resultHashes: readonly string[];
}

/** Gathers what a list is built from: contest, rules, final results, verified groups. */
@Injectable()
export class ListFactsReader {
  constructor(
    private readonly primaries: PrimaryDirectory,
    private readonly results: RoundResults,
    private readonly candidates: CandidateDirectory,
  ) {}

  async ofContest(contestId: ContestId): Promise<ContestFacts | null> {
    const contest = await this.primaries.contest(contestId);
    const primary = contest && (await this.primaries.byId(contest.primaryId));
    if (!primary) return null;
    const body = primary.rules.bodies.find(({ id }) => id === contest.body);
    return { contest, primary, body: defined(body, 'the body of a contest in the rules') };
  }

  /** Null until every round of the last stage is published. */
  async meritOrder({ contest, primary, body }: ContestFacts): Promise<MeritOrder | null> {
    const results = await this.results.final(contest.id);
    if (!results) return null;
    const elected = results.map(({ candidates }) => candidates.filter(({ elected: is }) => is));
    const people = await this.candidates.candidacies(
      elected.flatMap((unit) => unit.map(({ candidacyId }) => candidacyId)),
    );
    const units = results.map(({ unit, rollSize, valid }, index) => ({
      unit,
      roll: rollSize,
      valid,
      candidates: (elected[index] ?? [])
        .toSorted((a, b) => a.rank - b.rank)
        // Without sums only merge rules by rank are left: the rule set is checked for it.
        .map(({ candidacyId, votes }) => ({ id: candidacyId, votes: votes ?? 0 })),
    }));
    const ties = tieOrder(people, body.path.at(-1)?.ties ?? [], primary.rulesHash);
    return {
      order: mergeUnits(units, body.merge, ties) as CandidacyId[],
      candidates: new Map(people.map((person) => [person.id, person])),
      resultHashes: results.map(({ hash }) => hash),
    };
  }
}

/** The ids of the quotas that hold among the mandates too: those over the seats of the contest. */
export function mandateQuotaIds(body: BodyRule): string[] {
  return quotasOf(body)
    .filter(({ scope }) => scope.kind === 'top' && scope.places === 'seats')
    .map(({ id }) => id);
}

/** The leadership's cap as the domain counts it. */
export function capOf({ centralQuota: { cap } }: BodyRule): Amount {
  return 'count' in cap ? cap : { share: readShare(cap.share), round: cap.round };
}
