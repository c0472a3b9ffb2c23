import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type ContestId } from '../../kernel/ids.js';
import {
  Access,
  actsIn,
  commissionRoles,
  CurrentActor,
  type Actor,
} from '../../platform/identity/index.js';
import { go, page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { FeasibilityCheck } from '../application/feasibility-check.js';
import { ListJobs } from '../application/list-jobs.js';
import {
  commissionFeasibilityPage,
  feasibilityHistoryPage,
  feasibilityPage,
} from './feasibility.page.js';
import { noLists } from './lists.controller.js';
import { jobPath, listPaths } from './paths.js';

/** Whether the lists could be built from those registered now: for the central office and for the commissions. */
@ApiExcludeController()
@Access('central-office')
@Controller()
export class FeasibilityController {
  constructor(
    private readonly primaries: PrimaryDirectory,
    private readonly feasibility: FeasibilityCheck,
    private readonly jobs: ListJobs,
  ) {}

  @Get(listPaths.feasibility)
  async show(@Words() t: Translate): Promise<Answer> {
    const primary = await this.primaries.current();
    if (!primary) return page('list-building/none', noLists(t));
    const [answers, jobs, territories] = await Promise.all([
      this.feasibility.ofPrimary(primary.id),
      this.jobs.newest(primary.id, 10),
      this.primaries.territories(),
    ]);
    const job = jobs.find(({ kind, endedAt }) => kind === 'feasibility' && endedAt === null);
    return page(
      'list-building/feasibility',
      feasibilityPage(answers, job ?? null, primary.rules, territories, t),
    );
  }

  @Post(listPaths.feasibility)
  async ask(@CurrentActor() actor: Actor): Promise<Answer> {
    const primary = await this.primaries.current();
    if (!primary) throw new NotFoundException();
    const job = await this.jobs.ask('feasibility', primary.id, null, actor);
    return go((await this.jobs.waitFor(job)) ? listPaths.feasibility : jobPath(job));
  }

  @Get(listPaths.feasibilityHistory)
  async history(@Param('contest') contest: string, @Words() t: Translate): Promise<Answer> {
    const primary = await this.primaries.current();
    const answers = primary && isId(contest) ? await this.feasibility.ofPrimary(primary.id) : [];
    const found = answers.find(({ contest: { id } }) => id === contest);
    if (!primary || !found) throw new NotFoundException();
    const changes = await this.feasibility.history(contest as ContestId);
    return page(
      'list-building/feasibility-history',
      feasibilityHistoryPage(found, changes, primary.rules, t),
    );
  }

  @Access(...commissionRoles)
  @Get(listPaths.commissionFeasibility)
  async showCommission(@CurrentActor() actor: Actor, @Words() t: Translate): Promise<Answer> {
    const primary = await this.primaries.current();
    if (!primary) return page('list-building/none', noLists(t));
    const answers = await this.feasibility.ofPrimary(primary.id);
    const own = answers.filter(({ contest }) =>
      actsIn(actor, contest.territory, ...commissionRoles),
    );
    return page(
      'list-building/commission-feasibility',
      commissionFeasibilityPage(own, primary.rules, t),
    );
  }
}
