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
  type ListJobRefusal,
  type ListJobRow,
  type ListJobStep,
  type ListJobTask,
} from '../persistence/list-job.repository.js';
import { ListRepository } from '../persistence/list.repository.js';
import { AnswerInterventionService } from './answer-intervention.service.js';
import { BuildListService } from './build-list.service.js';
import { BuildScenarioService } from './build-scenario.service.js';
import { FeasibilityCheck } from './feasibility-check.js';
import { ProposeInterventionService } from './propose-intervention.service.js';
import { SucceedService } from './succeed.service.js';
import type { RunningListJob } from './running-list-job.js';

/** What a job of each kind does, contest by contest; a step that was finished before is left as it is. */
@Injectable()
export class ListJobSteps {
  constructor(
    private readonly database: Database,
    private readonly jobs: ListJobRepository,
    private readonly accounts: Accounts,
    private readonly primaries: PrimaryDirectory,
    private readonly lists: ListRepository,
    private readonly building: BuildListService,
    private readonly succeeding: SucceedService,
    private readonly scenarios: BuildScenarioService,
    private readonly proposing: ProposeInterventionService,
    private readonly answering: AnswerInterventionService,
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
      else if (row.kind === 'succession') await this.departures(job, row, contest.id);
      else if (row.task) await this.place(job, row, row.task, contest.id);
      else await this.list(job, row, contest.id);
    }
  }

  private async list(job: RunningListJob, row: ListJobRow, contest: ContestId): Promise<void> {
    const actor = row.askedBy && (await this.accounts.actor(row.askedBy));
    if (!actor) {
      await this.refused(job, contest, [{ kind: 'outside-your-territory' }]);
      return;
    }
    const built = await this.building.build(contest, actor, {
      ...job.watch,
      record: async (tx, { listId, version, outcome }) => {
        const result = { ...step(contest, outcome.status, []), listId, version };
        await job.finish(tx, result, this.clock.now());
      },
    });
    if (!built.ok) await this.refused(job, contest, built.error);
  }

  /** What follows from somebody's leaving, at the wish of whoever left or of the office. */
  private async departures(
    job: RunningListJob,
    row: ListJobRow,
    contest: ContestId,
  ): Promise<void> {
    const actor = row.askedBy && (await this.accounts.actor(row.askedBy));
    const list = await this.lists.ofContest(contest);
    if (!actor || !list) {
      await this.refused(job, contest, [
        { kind: actor ? 'no-such-list' : 'outside-your-territory' },
      ]);
      return;
    }
    const done = await this.succeeding.succeed(list.id, actor, {
      ...job.watch,
      record: async (tx, followed) => {
        const result =
          followed.kind === 'rebuilt'
            ? {
                ...step(contest, followed.status, []),
                listId: list.id,
                version: followed.version,
              }
            : step(contest, 'number-emptied', []);
        await job.finish(tx, result, this.clock.now());
      },
    });
    if (!done.ok) await this.refused(job, contest, done.error);
  }

  /** A place of the leadership, proposed or signed; until it is written down nothing has happened. */
  private async place(
    job: RunningListJob,
    row: ListJobRow,
    { listId, act }: ListJobTask,
    contest: ContestId,
  ): Promise<void> {
    const actor = row.askedBy && (await this.accounts.actor(row.askedBy));
    if (!actor) {
      await this.refused(job, contest, [{ kind: 'outside-your-territory' }]);
      return;
    }
    const done =
      typeof act === 'number'
        ? await this.answering.sign(listId, act, actor, {
            ...job.watch,
            record: async (tx, { version }) => {
              const result = { ...step(contest, 'built', []), listId, version };
              await job.finish(tx, result, this.clock.now());
            },
          })
        : await this.proposing.propose(listId, act, actor, {
            ...job.watch,
            record: (tx) => job.finish(tx, step(contest, 'proposed', []), this.clock.now()),
          });
    if (!done.ok) await this.refused(job, contest, done.error);
  }

  private async refused(
    job: RunningListJob,
    contest: ContestId,
    refusals: readonly ListJobRefusal[],
  ): Promise<void> {
    await this.database.transaction((tx) =>
      job.finish(tx, step(contest, 'refused', refusals), this.clock.now()),
    );
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
  refusals: readonly ListJobRefusal[],
): ListJobStep {
  return { subject, outcome, refusals, listId: null, version: null };
}
