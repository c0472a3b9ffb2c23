import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type ListJobId } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import { go, page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { ListDirectory } from '../application/list-directory.js';
import { ListJobs, type ListJob } from '../application/list-jobs.js';
import { ScenarioDirectory } from '../application/scenario-directory.js';
import { listJobPage } from './list-job.page.js';
import { jobPath, listPaths } from './paths.js';

/** How far the building of lists is, and the way to stop it. */
@ApiExcludeController()
@Access('central-office')
@Controller()
export class ListJobsController {
  constructor(
    private readonly jobs: ListJobs,
    private readonly primaries: PrimaryDirectory,
    private readonly scenarios: ScenarioDirectory,
    private readonly lists: ListDirectory,
  ) {}

  @Get(listPaths.job)
  async show(@Param('job') id: string, @Words() t: Translate): Promise<Answer> {
    const job = await this.found(id);
    const [contests, scenario, list] = await Promise.all([
      this.primaries.contests(job.primaryId),
      this.scenarios.ofJob(job),
      job.task && this.lists.byId(job.task.listId),
    ]);
    return page('list-building/list-job', listJobPage(job, { contests, scenario, list }, t));
  }

  @Post(listPaths.jobCancelling)
  async cancel(@Param('job') id: string, @CurrentActor() actor: Actor): Promise<Answer> {
    const job = await this.found(id);
    await this.jobs.cancel(job.id, actor);
    return go(jobPath(job.id));
  }

  private async found(id: string): Promise<ListJob> {
    const job = isId(id) ? await this.jobs.byId(id as ListJobId) : null;
    if (!job) throw new NotFoundException();
    return job;
  }
}
