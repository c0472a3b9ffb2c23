import { Body, Controller, Get, HttpCode, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { isId, type RoundId } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import { readBody, refusal, Words, type Translate } from '../../platform/web/index.js';
import { DecideTieService } from '../application/decide-tie.service.js';
import { DefinePlacesService } from '../application/define-places.service.js';
import { EnterProtocolService } from '../application/enter-protocol.service.js';
import { RoundOverviews, type RoundConsole } from '../application/round-overviews.js';
import { worksOnCount } from '../application/round-scope.js';
import type { PlaceToDefine } from '../domain/rounds/paper-protocol.js';
import { ProtocolRequest, readProtocolJson } from './paper-entry.form.js';
import { awaitedCount } from './recounts.page.js';
import { consolePage, type ConsoleStep } from './round-console.page.js';
import { RoundStepForm } from './round-step.form.js';
import { isRoundStep, RoundSteps } from './round-steps.js';

class PlaceRequest {
  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ type: Number, nullable: true, description: 'Voters listed for the place' })
  readonly listed!: number | null;
}

class PlacesRequest {
  @ApiProperty({ type: [PlaceRequest] })
  readonly places!: PlaceRequest[];
}

class TieRequest {
  @ApiProperty({ type: [String], description: 'The tied candidacies in the wanted order' })
  readonly order!: string[];

  @ApiProperty()
  readonly reason!: string;
}

class ConsoleAnswer {
  @ApiProperty()
  readonly state!: string;

  @ApiProperty({ type: [Object], description: 'Each step: done, next, blocked with why, later' })
  readonly steps!: readonly ConsoleStep[];

  @ApiProperty({ type: [Object] })
  readonly places!: readonly {
    readonly id: string;
    readonly name: string;
    readonly entries: number;
  }[];

  @ApiProperty({ type: [Object], description: 'Ties that wait for the commission' })
  readonly awaited!: readonly (readonly string[])[];

  @ApiProperty({ type: String, nullable: true, description: 'The hash to sign' })
  readonly hash!: string | null;
}

/** The commission's console for programs. */
@ApiTags('rounds')
@ApiBearerAuth()
@Access('commission-chair', 'commission-secretary', 'commission-member', 'central-office')
@Controller('api/commission/rounds/:id')
export class RoundConsoleApi {
  constructor(
    private readonly overviews: RoundOverviews,
    private readonly stepsOf: RoundSteps,
    private readonly places: DefinePlacesService,
    private readonly protocols: EnterProtocolService,
    private readonly ties: DecideTieService,
  ) {}

  @ApiOperation({ summary: 'The steps of a round: done, next, blocked and why' })
  @ApiOkResponse({ type: ConsoleAnswer })
  @Get()
  async show(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<ConsoleAnswer> {
    const data = await this.consoleOf(id, actor);
    const { steps } = consolePage(t, data, actor);
    return {
      state: data.round.state,
      steps,
      places: data.places.map(({ id: place, name, entries }) => ({
        id: place,
        name,
        entries: entries.length,
      })),
      awaited: awaitedCount(data)?.awaited ?? [],
      hash: data.result?.hash ?? null,
    };
  }

  @ApiOperation({ summary: 'Name the paper voting places of a planned round' })
  @Post('places')
  @HttpCode(204)
  async define(
    @Param('id') id: string,
    @Body() body: Partial<PlacesRequest>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    const { round } = await this.consoleOf(id, actor);
    const defined = await this.places.define(round.id, readPlaces(body.places), actor);
    if (!defined.ok) throw refusal(defined.error);
  }

  @ApiOperation({ summary: 'Enter the protocol of a paper voting place, as one of two people' })
  @Post('places/:place/protocol')
  @HttpCode(200)
  async enter(
    @Param('id') id: string,
    @Param('place') place: string,
    @Body() body: ProtocolRequest,
    @CurrentActor() actor: Actor,
  ): Promise<{ readonly state: string }> {
    const data = await this.consoleOf(id, actor);
    if (!data.places.some((one) => one.id === place)) throw new NotFoundException();
    const entered = await this.protocols.enter(place, readProtocolJson(body, data), actor);
    if (!entered.ok) throw refusal(entered.error);
    return { state: entered.value };
  }

  @ApiOperation({ summary: 'Vote, as a member of the commission, on the order of tied candidates' })
  @Post('tie-decisions')
  @HttpCode(200)
  async decide(
    @Param('id') id: string,
    @Body() body: Partial<TieRequest>,
    @CurrentActor() actor: Actor,
  ): Promise<object> {
    const { round } = await this.consoleOf(id, actor);
    const order = Array.isArray(body.order) ? body.order.map(String) : [];
    const reason = typeof body.reason === 'string' ? body.reason : '';
    const decided = await this.ties.decide(round.id, order, reason, actor);
    if (!decided.ok) throw refusal(decided.error);
    return decided.value;
  }

  @ApiOperation({
    summary:
      'Take a step: roll, opening, pause, resumption, extension, closing, count, reopening, recount, signature, dissent, publication, finalisation',
  })
  @Post(':step')
  @HttpCode(204)
  async take(
    @Param('id') id: string,
    @Param('step') step: string,
    @Body() body: RoundStepForm,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    if (!isRoundStep(step)) throw new NotFoundException();
    const { round } = await this.consoleOf(id, actor);
    const form = await readBody(RoundStepForm, body);
    if (!form.ok) throw refusal({ kind: 'fields', fields: form.error });
    const taken = await this.stepsOf.take(step, round.id, form.value, actor);
    if (!taken.ok) throw refusal(taken.error);
  }

  private async consoleOf(id: string, actor: Actor): Promise<RoundConsole> {
    const data = isId(id) ? await this.overviews.console(id as RoundId) : null;
    if (!data || !worksOnCount(actor, data.round.unit)) throw new NotFoundException();
    return data;
  }
}

function readPlaces(places: unknown): PlaceToDefine[] {
  const list = Array.isArray(places) ? (places as Partial<PlaceRequest>[]) : [];
  return list.map(({ name, listed }) => ({
    name: typeof name === 'string' ? name.trim() : '',
    listed: typeof listed === 'number' ? listed : null,
  }));
}
