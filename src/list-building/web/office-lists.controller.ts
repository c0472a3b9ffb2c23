import { Controller, Get, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type ContestId } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import { go, page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory, type Primary } from '../../primary/index.js';
import { FilingCheck } from '../application/filing-check.js';
import { InterventionProposals } from '../application/intervention-proposals.js';
import { ListDirectory } from '../application/list-directory.js';
import { ListJobs } from '../application/list-jobs.js';
import { jobView } from './list-job.page.js';
import { noLists } from './lists.controller.js';
import { listsPage } from './lists.page.js';
import { jobPath, listPath, listPaths } from './paths.js';
import { waitingLines } from './proposal.page.js';
import { refusalSentence, type ListRefusal } from './refusal-sentence.js';

/** The overview tells the open jobs and the last ones. */
const shownJobs = 5;

@ApiExcludeController()
@Access('central-office')
@Controller()
export class OfficeListsController {
  constructor(
    private readonly lists: ListDirectory,
    private readonly primaries: PrimaryDirectory,
    private readonly check: FilingCheck,
    private readonly jobs: ListJobs,
    private readonly proposals: InterventionProposals,
  ) {}

  @Get(listPaths.office)
  async show(
    @Query('built') built: string | undefined,
    @Query('refused') refused: string | undefined,
    @Words() t: Translate,
  ): Promise<Answer> {
    const primary = await this.primaries.current();
    if (!primary) return page('list-building/none', noLists(t));
    const notice =
      built === undefined
        ? null
        : t('list-building.lists.built-now', { built, refused: refused ?? '0' });
    return await this.overview(primary, t, notice, 200);
  }

  @Post(listPaths.buildAll)
  async buildAll(@CurrentActor() actor: Actor): Promise<Answer> {
    const primary = await this.primaries.current();
    if (!primary) throw new NotFoundException();
    const id = await this.jobs.ask('build', primary.id, null, actor);
    if (!(await this.jobs.waitFor(id))) return go(jobPath(id));
    const results = (await this.jobs.byId(id))?.results ?? [];
    const refused = results.filter(({ outcome }) => outcome === 'refused').length;
    return go(`${listPaths.office}?built=${results.length - refused}&refused=${refused}`);
  }

  /** What takes milliseconds is shown at once; what takes longer than a second has a page of its own. */
  @Post(listPaths.build)
  async build(
    @Param('contest') contestId: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const contest = isId(contestId) ? await this.primaries.contest(contestId as ContestId) : null;
    const primary = contest && (await this.primaries.byId(contest.primaryId));
    if (!primary) throw new NotFoundException();
    const id = await this.jobs.ask('build', primary.id, contest.id, actor);
    const over = await this.jobs.waitFor(id);
    const result = over ? (await this.jobs.byId(id))?.results[0] : undefined;
    if (!result) return go(jobPath(id));
    if (result.listId) return go(listPath('workbench', result.listId));
    const notice = result.refusals
      .map((refusal) => refusalSentence(refusal as ListRefusal, null, t))
      .join(' ');
    return await this.overview(primary, t, notice, 422);
  }

  private async overview(
    primary: Primary,
    t: Translate,
    notice: string | null,
    status: number,
  ): Promise<Answer> {
    const [contests, lists, jobs, waiting] = await Promise.all([
      this.primaries.contests(primary.id),
      this.lists.summaries(primary.id),
      this.jobs.newest(primary.id, shownJobs),
      this.proposals.waiting(primary.id),
    ]);
    const gaps = await Promise.all(
      lists
        .filter(({ state }) => state === 'built')
        .map(async ({ id }) => [id, (await this.check.gaps(id))?.length ?? 0] as const),
    );
    return page(
      'list-building/office-lists',
      {
        ...listsPage(contests, lists, t, { gaps: new Map(gaps), notice }),
        waiting: waitingLines(waiting, contests, lists, t),
        jobs: jobs.map((job) => jobView(job, { contests, scenario: null, list: null }, t)),
      },
      status,
    );
  }
}
