import { Body, Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type ContestId } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  fieldSentences,
  go,
  page,
  readBody,
  textIn,
  Words,
  type Answer,
  type Translate,
} from '../../platform/web/index.js';
import { AdvanceWinnersService } from '../application/advance-winners.service.js';
import { runsRounds } from '../application/round-refusal.js';
import { StageOverviews, type ContestPath } from '../application/stage-overviews.js';
import { countPaths } from './count-paths.js';
import { StageForm, timesOf } from './stage.form.js';
import { advanceSentences, stagePage, stagesPage } from './stage.page.js';

/** Where the contests are on their selection paths, and the planning of their next stage. */
@ApiExcludeController()
@Access('commission-chair', 'commission-secretary', 'central-office')
@Controller('commission/stages')
export class StageController {
  constructor(
    private readonly stages: StageOverviews,
    private readonly advancing: AdvanceWinnersService,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Words() t: Translate): Promise<Answer> {
    return page('voting/stages', stagesPage(t, await this.stages.plannedBy(actor), actor));
  }

  @Get(':contest')
  async show(
    @Param('contest') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return page('voting/stage', stagePage(t, await this.pathOf(id, actor), actor));
  }

  @Post(':contest')
  async plan(
    @Param('contest') id: string,
    @Body() body: Partial<StageForm>,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const path = await this.pathOf(id, actor);
    const form = await readBody(StageForm, body);
    if (!form.ok) {
      const errors = fieldSentences(form.error, t);
      return page('voting/stage', stagePage(t, path, actor, typed(body), errors), 422);
    }
    const advanced = await this.advancing.advance(path.contest.id, timesOf(form.value), actor);
    if (advanced.ok) return go(countPaths.rounds);
    const errors = advanceSentences(t, advanced.error, path);
    return page('voting/stage', stagePage(t, path, actor, form.value, errors), 422);
  }

  private async pathOf(id: string, actor: Actor): Promise<ContestPath> {
    const path = isId(id) ? await this.stages.of(id as ContestId) : null;
    if (!path || !runsRounds(actor, path.contest.territory)) throw new NotFoundException();
    return path;
  }
}

function typed(body: Partial<StageForm>): { opensAt: string; closesAt: string } {
  return { opensAt: textIn(body, 'opensAt'), closesAt: textIn(body, 'closesAt') };
}
