import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { ContestId, ScenarioId } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Accounts } from '../../platform/identity/index.js';
import { PrimaryDirectory, type Contest } from '../../primary/index.js';
import {
  ListJobRepository,
  type ListJobRow,
  type ListJobStep,
} from '../persistence/list-job.repository.js';
import { BuildListService } from './build-list.service.js';
import { BuildScenarioService } from './build-scenario.service.js';
import { FeasibilityCheck } from './feasibility-check.js';
import type { RunningListJob } from './running-list-job.js';

/** What a job of each kind does, contest by contest; a step that was finished before is left as it is. */
@Injectable()
export class ListJobSteps {
  constructor(
    private readonly database: Database,
    private readonly jobs: ListJobRepository,
    private readonly accounts: Accounts,
    private readonly primaries: PrimaryDirectory,
    private readonly building: BuildListService,
    private readonly scenarios: BuildScenarioService,
    private readonly feasibility: FeasibilityCheck,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async all(job: RunningListJob): Promise<void> {
    const row = defined(await this.jobs.byId(job.id), 'a job that was taken');
    if (row.kind === 'scenario') {
      await job.begin(1, defined(row.subject, 'the scenario of a job'), 0);
      await this.scenario(job, row.subject as ScenarioId);
      return;
    }
    const done = new Set((await this.jobs.steps(job.id)).map(({ subject }) => subject));
    const contests = (await this.primaries.contests(row.primaryId)).filter(
      ({ id }) => row.subject === null || id === row.subject,
    );
    for (const contest of contests.filter(({ id }) => !done.has(id))) {
      await job.begin(contests.length, contest.id, contest.places);
      if (row.kind === 'feasibility') await this.question(job, row, contest);
      else await this.list(job, row, contest.id);
    }
  }

  private async list(job: RunningListJob, row: ListJobRow, contest: ContestId): Promise<void> {
    const actor = row.askedBy && (await this.accounts.actor(row.askedBy));
    const refused = async (refusals: readonly string[]) =>
      await this.database.transaction((tx) =>
        job.finish(tx, step(contest, 'refused', refusals), this.clock.now()),
      );
    if (!actor) {
      await refused(['outside-your-territory']);
      return;
    }
    const built = await this.building.build(contest, actor, {
      ...job.watch,
      record: async (tx, { listId, version, outcome }) => {
        const result = { ...step(contest, outcome.status, []), listId, version };
        await job.finish(tx, result, this.clock.now());
      },
    });
    if (!built.ok) await refused(built.error.map(({ kind }) => kind));
  }

  private async question(
    job: RunningListJob,
    { askedAt }: ListJobRow,
    contest: Contest,
  ): Promise<void> {
    const answer = await this.feasibility.ask(contest, job.watch);
    await this.database.transaction(async (tx) => {
      await job.finish(tx, step(contest.id, 'answered', []), this.clock.now());
      await this.feasibility.keep(tx, contest, answer, askedAt);
    });
  }

  private async scenario(job: RunningListJob, id: ScenarioId): Promise<void> {
    await this.scenarios.build(id, job.watch, async (tx, outcome) => {
      await job.finish(tx, step(id, outcome.status, []), this.clock.now());
    });
  }
}

function step(
  subject: string,
  outcome: ListJobStep['outcome'],
  refusals: readonly string[],
): ListJobStep {
  return { subject, outcome, refusals, listId: null, version: null };
}
