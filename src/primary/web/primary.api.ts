import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { PrimaryId } from '../../kernel/ids.js';
import {
  Access,
  CurrentActor,
  MaybeActor,
  Public,
  type Actor,
} from '../../platform/identity/index.js';
import { readBody, refusal, Words, type Translate } from '../../platform/web/index.js';
import { AmendRuleSetService } from '../application/amend-rule-set.service.js';
import { CreatePrimaryService } from '../application/create-primary.service.js';
import { MoveSeasonService } from '../application/move-season.service.js';
import { PrimaryDirectory, type Primary } from '../application/primary-directory.js';
import { SeasonBlockers } from '../application/season-blockers.js';
import { nextState, seasonStates } from '../domain/season.js';
import { blockerSentence } from './blocker-sentence.js';
import {
  BlockersAnswer,
  ContestAnswer,
  CreatedPrimaryAnswer,
  MoveRequest,
  PrimaryAnswer,
  RefusalsAnswer,
  RulesVersionAnswer,
  TerritoryAnswer,
} from './primary.answers.js';
import { AmendmentForm, NewPrimaryForm } from './rule-editor.form.js';
import { fieldRefusals, ruleRefusals } from './rule-editor.page.js';
import { VisiblePrimary } from './visible-primary.js';

type RuleRefusal = Parameters<typeof ruleRefusals>[0][number];

@ApiTags('primary')
@Controller('api')
export class PrimaryApi {
  constructor(
    private readonly visible: VisiblePrimary,
    private readonly directory: PrimaryDirectory,
    private readonly blockers: SeasonBlockers,
    private readonly creating: CreatePrimaryService,
    private readonly amending: AmendRuleSetService,
    private readonly moving: MoveSeasonService,
  ) {}

  @ApiOperation({ summary: 'The primary that is on, with the hash of its rules' })
  @ApiOkResponse({ type: PrimaryAnswer })
  @Public()
  @Get('primary')
  async current(@MaybeActor() actor: Actor | null): Promise<PrimaryAnswer> {
    const primary = await this.known(actor);
    const { id, title, state, rules, rulesVersion, rulesHash, rulesFrozen } = primary;
    const { calendar } = rules;
    return { id, title, state, calendar, rulesVersion, rulesHash, rulesFrozen };
  }

  @ApiOperation({ summary: 'Open a primary as a draft under a rule set' })
  @ApiBearerAuth()
  @ApiCreatedResponse({ type: CreatedPrimaryAnswer })
  @ApiUnprocessableEntityResponse({ type: RefusalsAnswer })
  @Access('central-office')
  @Post('primary')
  async create(
    @Body() body: NewPrimaryForm,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<CreatedPrimaryAnswer> {
    const form = await readBody(NewPrimaryForm, body);
    if (!form.ok) throw refusal(fieldRefusals(form.error, t));
    const created = await this.creating.create(form.value.text, actor);
    if (!created.ok) throw refused([created.error], t);
    return created.value;
  }

  @ApiOperation({ summary: 'Every version of the rules, the newest first' })
  @ApiOkResponse({ type: [RulesVersionAnswer] })
  @Public()
  @Get('primary/rules')
  async rules(@MaybeActor() actor: Actor | null): Promise<RulesVersionAnswer[]> {
    const { id } = await this.known(actor);
    const versions = await this.directory.versions(id);
    return versions.map(({ madeAt, canonical, ...version }) => ({
      ...version,
      madeAt: madeAt.toISOString(),
      rules: JSON.parse(canonical) as object,
    }));
  }

  @ApiOperation({ summary: 'The canonical text of a version: the bytes its hash is taken of' })
  @ApiParam({ name: 'version', example: 1 })
  @Header('content-type', 'application/json; charset=utf-8')
  @Public()
  @Get('primary/rules/:version/canonical')
  async canonical(
    @Param('version') wanted: string,
    @MaybeActor() actor: Actor | null,
  ): Promise<string> {
    const { id } = await this.known(actor);
    const versions = await this.directory.versions(id);
    const found = versions.find(({ version }) => String(version) === wanted);
    if (!found) throw new NotFoundException();
    return found.canonical;
  }

  @ApiOperation({ summary: 'Write a new version of the rules' })
  @ApiBearerAuth()
  @ApiUnprocessableEntityResponse({ type: RefusalsAnswer })
  @Access('central-office')
  @Post('primary/rules')
  async amend(
    @Body() body: AmendmentForm,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<{ version: number; hash: string }> {
    const { id } = await this.known(actor);
    const form = await readBody(AmendmentForm, body);
    if (!form.ok) throw refusal(fieldRefusals(form.error, t));
    const amended = await this.amending.amend(id, form.value, actor);
    if (!amended.ok) throw refused(amended.error, t);
    return amended.value;
  }

  @ApiOperation({ summary: 'What stands in the way of the next state of the season' })
  @ApiBearerAuth()
  @ApiOkResponse({ type: BlockersAnswer })
  @Access('central-office')
  @Get('primary/blockers')
  async nextBlockers(@CurrentActor() actor: Actor, @Words() t: Translate): Promise<BlockersAnswer> {
    const { id, state } = await this.known(actor);
    const to = nextState(state);
    const blockers = to ? await this.blockers.of(id, { from: state, to }) : [];
    return { state, next: to, blockers: blockers.map((blocker) => said(blocker, t)) };
  }

  @ApiOperation({ summary: 'Move the season to its next state' })
  @ApiBearerAuth()
  @ApiUnprocessableEntityResponse({ type: BlockersAnswer })
  @Access('central-office')
  @Post('primary/moves')
  @HttpCode(200)
  async move(
    @Body() body: MoveRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<{ state: string }> {
    const primary = await this.known(actor);
    const form = await readBody(MoveRequest, body);
    const to = seasonStates.find((state) => form.ok && state === form.value.to);
    if (!to) throw refusal({ kind: 'state-unknown', sentence: t('primary.refusal.state-unknown') });
    const moved = await this.moving.move(primary.id, to, actor);
    if (!moved.ok) throw refusal(moved.error.map((blocker) => said(blocker, t)));
    return moved.value;
  }

  @ApiOperation({ summary: 'The contests of the primary' })
  @ApiOkResponse({ type: [ContestAnswer] })
  @Public()
  @Get('contests')
  async contests(@MaybeActor() actor: Actor | null): Promise<ContestAnswer[]> {
    const { id } = await this.known(actor);
    return await this.contestsOf(id);
  }

  @ApiOperation({ summary: 'One contest' })
  @ApiOkResponse({ type: ContestAnswer })
  @Public()
  @Get('contests/:id')
  async contest(
    @Param('id') id: string,
    @MaybeActor() actor: Actor | null,
  ): Promise<ContestAnswer> {
    const contests = await this.contestsOf((await this.known(actor)).id);
    const found = contests.find((contest) => contest.id === id);
    if (!found) throw new NotFoundException();
    return found;
  }

  @ApiOperation({ summary: 'Territories: the whole tree, or what lies under one of them' })
  @ApiQuery({ name: 'under', required: false, example: 'KZ-39' })
  @ApiOkResponse({ type: [TerritoryAnswer] })
  @Public()
  @Get('territories')
  async territories(@Query('under') under?: string): Promise<TerritoryAnswer[]> {
    const all = await this.directory.territories();
    const top = under as TerritoryAnswer['code'] | undefined;
    return top ? all.filter(({ code }) => this.directory.isWithin(code, top)) : all;
  }

  private async known(actor: Actor | null): Promise<Primary> {
    const primary = await this.visible.for(actor);
    if (!primary) throw new NotFoundException();
    return primary;
  }

  private async contestsOf(id: PrimaryId): Promise<ContestAnswer[]> {
    const contests = await this.directory.contests(id);
    return contests.map(({ id, body, bodyName, territory, territoryName, seats, places }) => ({
      id,
      body,
      bodyName,
      territory,
      territoryName,
      seats,
      places,
    }));
  }
}

/** The refusals with their sentences, and every fault of the rules with path, kind and sentence. */
function refused(refusals: readonly RuleRefusal[], t: Translate): Error {
  const { errors, faults } = ruleRefusals(refusals, t);
  const kinds = refusals.map(({ kind }, index) => ({ kind, ...errors[index] }));
  const isOutside = refusals.some(({ kind }) => kind === 'outside-your-territory');
  return refusal({ kind: 'refused', errors: kinds, faults }, isOutside ? 403 : 422);
}

function said(blocker: Parameters<typeof blockerSentence>[1], t: Translate) {
  const { module, kind } = blocker;
  return { module, kind, sentence: blockerSentence(t, blocker) };
}
