import { Controller, Get, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type ContestId } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import { go, page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory, type Primary } from '../../primary/index.js';
import { BuildAllListsService } from '../application/build-all-lists.service.js';
import { BuildListService } from '../application/build-list.service.js';
import { FeasibilityCheck } from '../application/feasibility-check.js';
import { FilingCheck } from '../application/filing-check.js';
import { ListDirectory } from '../application/list-directory.js';
import { feasibilityPage } from './feasibility.page.js';
import { noLists } from './lists.controller.js';
import { listsPage } from './lists.page.js';
import { listPath, listPaths } from './paths.js';
import { refusalSentence } from './refusal-sentence.js';

@ApiExcludeController()
@Access('central-office')
@Controller()
export class OfficeListsController {
  constructor(
    private readonly lists: ListDirectory,
    private readonly primaries: PrimaryDirectory,
    private readonly check: FilingCheck,
    private readonly feasibility: FeasibilityCheck,
    private readonly building: BuildListService,
    private readonly buildingAll: BuildAllListsService,
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

  @Get(listPaths.feasibility)
  async showFeasibility(@Words() t: Translate): Promise<Answer> {
    const primary = await this.primaries.current();
    if (!primary) return page('list-building/none', noLists(t));
    const answers = await this.feasibility.ofPrimary(primary.id);
    return page('list-building/feasibility', feasibilityPage(answers, t));
  }

  @Post(listPaths.buildAll)
  async buildAll(@CurrentActor() actor: Actor): Promise<Answer> {
    const primary = await this.primaries.current();
    if (!primary) throw new NotFoundException();
    const builds = await this.buildingAll.build(primary.id, actor);
    const built = builds.filter(({ result }) => result.ok).length;
    return go(`${listPaths.office}?built=${built}&refused=${builds.length - built}`);
  }

  @Post(listPaths.build)
  async build(
    @Param('contest') contest: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    if (!isId(contest)) throw new NotFoundException();
    const built = await this.building.build(contest as ContestId, actor);
    if (built.ok) return go(listPath('workbench', built.value.listId));
    const primary = await this.primaries.current();
    if (!primary || built.error.some(({ kind }) => kind === 'no-such-contest')) {
      throw new NotFoundException();
    }
    const notice = built.error.map((refusal) => refusalSentence(refusal, null, t)).join(' ');
    return await this.overview(primary, t, notice, 422);
  }

  private async overview(
    primary: Primary,
    t: Translate,
    notice: string | null,
    status: number,
  ): Promise<Answer> {
    const [contests, lists] = await Promise.all([
      this.primaries.contests(primary.id),
      this.lists.summaries(primary.id),
    ]);
    const gaps = await Promise.all(
      lists
        .filter(({ state }) => state === 'built')
        .map(async ({ id }) => [id, (await this.check.gaps(id))?.length ?? 0] as const),
    );
    return page(
      'list-building/office-lists',
      listsPage(contests, lists, t, { gaps: new Map(gaps), notice }),
      status,
    );
  }
}
