import { Body, Controller, Get, HttpCode, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isId, type ContestId } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import { readBody, refusal } from '../../platform/web/index.js';
import { AdvanceWinnersService } from '../application/advance-winners.service.js';
import { RoundOverviews } from '../application/round-overviews.js';
import { StageOverviews, type ContestPath } from '../application/stage-overviews.js';
import type { PlannedRounds } from '../application/plan-rounds.service.js';
import { StageForm, timesOf } from './stage.form.js';

/** The planning of stages for programs. */
@ApiTags('rounds')
@ApiBearerAuth()
@Access('commission-chair', 'commission-secretary', 'central-office')
@Controller('api/commission')
export class StageApi {
  constructor(
    private readonly advancing: AdvanceWinnersService,
    private readonly stages: StageOverviews,
    private readonly overviews: RoundOverviews,
  ) {}

  @ApiOperation({ summary: 'The rounds the commission works on, the nearest closing first' })
  @Access('commission-chair', 'commission-secretary', 'commission-member', 'central-office')
  @Get('rounds')
  async rounds(@CurrentActor() actor: Actor): Promise<readonly object[]> {
    const rounds = await this.overviews.runBy(actor);
    return rounds.map(({ round, title }) => ({
      id: round.id,
      title,
      state: round.state,
      opensAt: round.opensAt,
      closesAt: round.closesAt,
    }));
  }

  @ApiOperation({ summary: 'The contests whose stages the commission plans, with their paths' })
  @Get('stages')
  async list(@CurrentActor() actor: Actor): Promise<readonly ContestPath[]> {
    return await this.stages.plannedBy(actor);
  }

  @ApiOperation({ summary: 'Plan the rounds of the next stage with the winners of the one before' })
  @Post('stages/:contest')
  @HttpCode(201)
  async plan(
    @Param('contest') id: string,
    @Body() body: StageForm,
    @CurrentActor() actor: Actor,
  ): Promise<PlannedRounds> {
    if (!isId(id)) throw new NotFoundException();
    const form = await readBody(StageForm, body);
    if (!form.ok) throw refusal({ kind: 'fields', fields: form.error });
    const advanced = await this.advancing.advance(id as ContestId, timesOf(form.value), actor);
    if (!advanced.ok) throw refusal(advanced.error);
    return advanced.value;
  }
}
