import { Body, Controller, Get, HttpCode, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type ContestId, type RoundId } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  go,
  page,
  Words,
  type Answer,
  type FieldSentence,
  type Translate,
} from '../../platform/web/index.js';
import { MarkForPaperService } from '../application/mark-for-paper.service.js';
import { MemberDirectory } from '../application/member-directory.js';
import { RoundDirectory } from '../application/round-directory.js';
import { runsRounds } from '../application/round-refusal.js';
import { RoundTitles } from '../application/round-titles.js';
import { SetDelegatesService } from '../application/set-delegates.service.js';
import {
  StagePreparations,
  type PreparedStage,
  type PreparedUnit,
} from '../application/stage-preparations.js';
import { boxSentences } from './box-sentences.js';
import { iinsIn } from './iins.form.js';
import { delegatesPage, paperVotersPage, unitDelegatesPage } from './preparation.page.js';
import { preparationPaths } from './preparation-paths.js';

interface StageAddress {
  readonly contest: string;
  readonly stage: string;
  readonly unit: string;
}

/** Preparing votes: setting delegates, giving voters to the paper channel. */
@ApiExcludeController()
@Access('commission-chair', 'commission-secretary', 'central-office')
@Controller('commission')
export class PreparationController {
  constructor(
    private readonly preparations: StagePreparations,
    private readonly delegates: SetDelegatesService,
    private readonly paper: MarkForPaperService,
    private readonly members: MemberDirectory,
    private readonly rounds: RoundDirectory,
    private readonly titles: RoundTitles,
  ) {}

  @Get('delegates')
  async list(@CurrentActor() actor: Actor, @Words() t: Translate): Promise<Answer> {
    const stages = await this.preparations.withDelegates(actor);
    const prepared = await Promise.all(
      stages.map(async (stage) => ({
        prepared: stage,
        units: await this.preparations.units(stage),
      })),
    );
    return page('voting/delegates', delegatesPage(prepared, t));
  }

  @Get('delegates/:contest/:stage/:unit')
  async showDelegates(@Param() at: StageAddress, @Words() t: Translate): Promise<Answer> {
    const { prepared, unit } = await this.unitAt(at);
    return page('voting/iins', unitDelegatesPage(prepared, unit, t));
  }

  @Post('delegates/:contest/:stage/:unit')
  @HttpCode(200)
  async setDelegates(
    @Param() at: StageAddress,
    @Body() body: { readonly iins?: unknown },
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const { prepared, unit } = await this.unitAt(at);
    const iins = iinsIn(body.iins);
    const list = {
      contestId: prepared.contest.id,
      stageId: prepared.stage.id,
      unit: unit.code,
      iins,
    };
    const set = await this.delegates.set(list, actor);
    if (set.ok) return go(preparationPaths.delegates);
    const errors = boxSentences(t, set.error, iins).map(beside);
    const view = unitDelegatesPage(prepared, unit, t, { value: iins.join('\n'), errors });
    return page('voting/iins', view, 422);
  }

  @Get('rounds/:round/paper-voters')
  async showPaperVoters(
    @Param('round') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return page('voting/iins', paperVotersPage(await this.roundAt(id, actor, t), t));
  }

  @Post('rounds/:round/paper-voters')
  @HttpCode(200)
  async markForPaper(
    @Param('round') id: string,
    @Body() body: { readonly iins?: unknown },
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const round = await this.roundAt(id, actor, t);
    const iins = iinsIn(body.iins);
    const again = (sentences: readonly string[]): Answer => {
      const typed = { value: iins.join('\n'), errors: sentences.map(beside) };
      return page('voting/iins', paperVotersPage(round, t, typed), 422);
    };
    const members = await this.members.byIins(iins);
    const strangers = iins.filter((_, at) => members[at] === null);
    if (strangers.length > 0)
      return again(strangers.map((iin) => t('voting-box.paper.not-a-member', { iin })));
    const ids = members.flatMap((member) => (member ? [member.id] : []));
    const marked = await this.paper.mark(round.id, ids, actor);
    return marked.ok
      ? go(preparationPaths.paperVoters(round.id))
      : again(boxSentences(t, marked.error));
  }

  private async stageAt({ contest, stage }: StageAddress): Promise<PreparedStage> {
    const prepared = isId(contest)
      ? await this.preparations.one(contest as ContestId, stage)
      : null;
    if (!prepared) throw new NotFoundException();
    return prepared;
  }

  private async unitAt(at: StageAddress): Promise<{ prepared: PreparedStage; unit: PreparedUnit }> {
    const prepared = await this.stageAt(at);
    const units = await this.preparations.units(prepared);
    const unit = units.find(({ code }) => code === at.unit);
    if (!unit || prepared.stage.electorate === 'members') throw new NotFoundException();
    return { prepared, unit };
  }

  private async roundAt(
    id: string,
    actor: Actor,
    t: Translate,
  ): Promise<{ id: RoundId; where: string; marked: number }> {
    const round = isId(id) ? await this.rounds.byId(id as RoundId) : null;
    if (!round || !runsRounds(actor, round.unit)) throw new NotFoundException();
    const { body, stage, unit } = await this.titles.of(round);
    const { language } = t;
    return {
      id: round.id,
      where: `${body[language]}, ${stage[language]}: ${unit[language]}`,
      marked: await this.preparations.paperVoters(round.id),
    };
  }
}

function beside(sentence: string): FieldSentence {
  return { field: 'iins', sentence };
}
