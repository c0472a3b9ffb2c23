import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import { defined } from '../../kernel/assert.js';
import type { ContestId, PrimaryId } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/index.js';
import { PrimaryDirectory, quotasOf, type Contest } from '../../primary/index.js';
import {
  FeasibilityRepository,
  type FeasibilityRow,
} from '../persistence/feasibility.repository.js';
import type { FeasibilityAnswer, FeasibilityQuestion } from './answer-feasibility.js';
import { applicantKinds } from './applicant-kinds.js';
import { ListBuilder } from './list-builder.js';
import type { ListWatch } from './list-threads.js';
import { fullName } from './person-name.js';

/** The answer about a contest, with what it was asked from. */
export interface AskedFeasibility extends FeasibilityAnswer {
  readonly registered: number;
  readonly inputHash: string;
}

/** What is known about a contest: the newest answer, if it was ever asked. */
export interface Feasibility {
  readonly contest: Contest;
  readonly newest: FeasibilityRow | null;
  /** Since when the answer is what it is. */
  readonly since: Date | null;
}

/** Asks before the vote whether the quotas can be kept at all: a quota must be no surprise on the last evening. */
@Injectable()
export class FeasibilityCheck {
  constructor(
    private readonly primaries: PrimaryDirectory,
    private readonly candidates: CandidateDirectory,
    private readonly builder: ListBuilder,
    private readonly answers: FeasibilityRepository,
  ) {}

  /** What is known about every contest of a season. */
  async ofPrimary(primaryId: PrimaryId): Promise<Feasibility[]> {
    const [contests, rows] = await Promise.all([
      this.primaries.contests(primaryId),
      this.answers.newest(primaryId),
    ]);
    const byContest = new Map(rows.map((row) => [row.contestId, row]));
    return contests.map((contest) => {
      const newest = byContest.get(contest.id) ?? null;
      return { contest, newest, since: newest?.since ?? null };
    });
  }

  /** Every answer about a contest at which something changed, the newest first. */
  async history(contestId: ContestId): Promise<FeasibilityRow[]> {
    return await this.answers.changes(contestId);
  }

  /** Asks about one contest from those registered now; from the same people and rules the answer is the one before. */
  async ask(contest: Contest, watch: ListWatch): Promise<AskedFeasibility> {
    const question = await this.question(contest);
    const registered = question.facts.people.length;
    const inputHash = createHash('sha256').update(JSON.stringify(question)).digest('hex');
    const before = await this.answers.newestOf(contest.id);
    if (before?.inputHash === inputHash && before.status !== 'undecided') {
      const { status, conflict, shortage, helps, margins } = before;
      return { status, conflict, shortage, missing: helps, margins, registered, inputHash };
    }
    const answer = await this.builder.feasibility(question, watch);
    return { ...answer, registered, inputHash };
  }

  async keep(tx: Tx, contest: Contest, answer: AskedFeasibility, askedAt: Date): Promise<void> {
    const { missing, ...known } = answer;
    await this.answers.add(tx, {
      ...known,
      helps: missing,
      contestId: contest.id,
      primaryId: contest.primaryId,
      places: contest.places,
      askedAt,
    });
  }

  private async question(contest: Contest): Promise<FeasibilityQuestion> {
    const primary = defined(
      await this.primaries.byId(contest.primaryId),
      'the season of a contest',
    );
    const body = await this.primaries.bodyRule(contest);
    const quotas = quotasOf(body);
    const people = await this.candidates.registeredIn(contest.id);
    return {
      facts: {
        places: contest.places,
        seats: contest.seats,
        objective: body.objective,
        quotas,
        people: people.map(({ id, personName, groups }) => ({
          id,
          name: fullName(personName),
          groups,
          outsider: false,
        })),
        fixed: [],
        barred: [],
      },
      ...applicantKinds(quotas, primary.rules.groups),
    };
  }
}
