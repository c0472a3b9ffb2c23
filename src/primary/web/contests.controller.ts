import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type ContestId } from '../../kernel/ids.js';
import { MaybeActor, Public, type Actor } from '../../platform/identity/index.js';
import { page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory } from '../application/primary-directory.js';
import { RegistrationWindow } from '../application/registration-window.js';
import type { Contest } from '../domain/contest.js';
import type { BodyRule } from '../domain/rule-set.js';
import { contestPage, contestsPage, type StageLine } from './contests.page.js';
import { nothing } from './front.controller.js';
import { primaryPaths } from './paths.js';
import { PrimaryPages } from './primary-pages.js';
import { maySee, VisiblePrimary } from './visible-primary.js';

@ApiExcludeController()
@Public()
@Controller()
export class ContestsController {
  constructor(
    private readonly visible: VisiblePrimary,
    private readonly directory: PrimaryDirectory,
    private readonly pages: PrimaryPages,
    private readonly registration: RegistrationWindow,
  ) {}

  @Get(primaryPaths.contests)
  async list(@MaybeActor() actor: Actor | null, @Words() t: Translate): Promise<Answer> {
    const primary = await this.visible.for(actor);
    if (!primary) return page('primary/none', nothing(t, 'contests'));
    const contests = await this.directory.contests(primary.id);
    return page('primary/contests', contestsPage(primary, contests, t));
  }

  @Get(primaryPaths.contest)
  async show(
    @Param('id') id: string,
    @MaybeActor() actor: Actor | null,
    @Words() t: Translate,
  ): Promise<Answer> {
    const contest = isId(id) ? await this.directory.contest(id as ContestId) : null;
    const primary = contest && (await this.directory.byId(contest.primaryId));
    if (!primary || !maySee(primary, actor)) throw new NotFoundException();
    const body = await this.directory.bodyRule(contest);
    const [stages, sections] = await Promise.all([
      this.stageLines(contest, body),
      this.pages.contestSections(contest, actor, t),
    ]);
    const season = { primary, registration: this.registration.of(primary) };
    return page('primary/contest', contestPage(season, contest, body, stages, sections, t));
  }

  private async stageLines(contest: Contest, body: BodyRule): Promise<StageLine[]> {
    const progress = await this.pages.progress(contest);
    return await Promise.all(
      body.path.map(async (stage) => ({
        id: stage.id,
        units: (await this.directory.unitsOf(contest, stage)).length,
        progress: progress.get(stage.id) ?? 'ahead',
      })),
    );
  }
}
