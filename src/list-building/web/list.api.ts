import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  NotFoundException,
  Param,
  ParseIntPipe,
  Post,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { isId, type ContestId, type ListId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import { Access, CurrentActor, Public, type Actor } from '../../platform/identity/index.js';
import { readBody, refusal } from '../../platform/web/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { AnswerInterventionService } from '../application/answer-intervention.service.js';
import { AssignMandatesService } from '../application/assign-mandates.service.js';
import { BuildListService } from '../application/build-list.service.js';
import { FileListService } from '../application/file-list.service.js';
import { FilingCheck } from '../application/filing-check.js';
import { ListDirectory } from '../application/list-directory.js';
import { ProposeInterventionService } from '../application/propose-intervention.service.js';
import { RecordConsentService } from '../application/record-consent.service.js';
import type { FilingGap } from '../domain/filing.js';
import {
  BuildRequest,
  BuiltAnswer,
  DoneAnswer,
  listAnswer,
  ListAnswer,
  ListRefusalsAnswer,
  ListSummaryAnswer,
  ProposedAnswer,
  SignedAnswer,
  summaryAnswer,
} from './list.answers.js';
import {
  consentDetails,
  ConsentsForm,
  FilingForm,
  GroundForm,
  InterventionForm,
  MandatesForm,
  proposedBy,
} from './workbench.form.js';

@ApiTags('lists')
@Controller('api/lists')
export class ListApi {
  constructor(
    private readonly primaries: PrimaryDirectory,
    private readonly lists: ListDirectory,
    private readonly check: FilingCheck,
    private readonly building: BuildListService,
    private readonly proposing: ProposeInterventionService,
    private readonly answering: AnswerInterventionService,
    private readonly consenting: RecordConsentService,
    private readonly filing: FileListService,
    private readonly seating: AssignMandatesService,
  ) {}

  @ApiOperation({ summary: 'The lists of the primary that is on, in short' })
  @ApiOkResponse({ type: [ListSummaryAnswer] })
  @Public()
  @Get()
  async all(): Promise<ListSummaryAnswer[]> {
    const primary = await this.primaries.current();
    return primary ? (await this.lists.summaries(primary.id)).map(summaryAnswer) : [];
  }

  @ApiOperation({ summary: 'A list with its reasons and views' })
  @ApiOkResponse({ type: ListAnswer })
  @ApiNotFoundResponse()
  @Public()
  @Get(':id')
  async one(@Param('id') id: string): Promise<ListAnswer> {
    const list = await this.lists.byId(listIdOf(id));
    if (!list) throw new NotFoundException({ error: { kind: 'no-such-list' } });
    return listAnswer(list);
  }

  @ApiOperation({
    summary: 'The document the list was built from; `irikteu list build` repeats it',
  })
  @ApiOkResponse({ description: 'See docs/list-format.md.' })
  @ApiNotFoundResponse()
  @Public()
  @Get(':id/document')
  @Header('content-type', 'application/json; charset=utf-8')
  async document(@Param('id') id: string): Promise<string> {
    const list = await this.lists.byId(listIdOf(id));
    if (!list) throw new NotFoundException({ error: { kind: 'no-such-list' } });
    return list.document;
  }

  @ApiOperation({ summary: 'Everything the list lacks before it can be filed' })
  @ApiBearerAuth()
  @ApiOkResponse({ type: ListRefusalsAnswer })
  @Access('central-office')
  @Get(':id/missing')
  async missing(@Param('id') id: string): Promise<{ errors: FilingGap[] }> {
    const gaps = await this.check.gaps(listIdOf(id));
    if (!gaps) throw new NotFoundException({ error: { kind: 'no-such-list' } });
    return { errors: gaps };
  }

  @ApiOperation({ summary: 'Build the list of a contest from its final results' })
  @ApiBearerAuth()
  @ApiCreatedResponse({ type: BuiltAnswer })
  @ApiUnprocessableEntityResponse({ type: ListRefusalsAnswer })
  @Access('central-office')
  @Post()
  async build(@Body() body: BuildRequest, @CurrentActor() actor: Actor): Promise<BuiltAnswer> {
    const { contest } = await formOf(BuildRequest, body);
    const built = valueOf(await this.building.build(contest as ContestId, actor));
    const { listId, version, inputHash, outcome } = built;
    return { list: listId, version, inputHash, status: outcome.status };
  }

  @ApiOperation({
    summary: 'Propose a place by a reasoned decision of the leadership; another account signs it',
  })
  @ApiBearerAuth()
  @ApiCreatedResponse({ type: ProposedAnswer })
  @ApiUnprocessableEntityResponse({ type: ListRefusalsAnswer })
  @Access('central-office')
  @Post(':id/proposals')
  async propose(
    @Param('id') id: string,
    @Body() body: InterventionForm,
    @CurrentActor() actor: Actor,
  ): Promise<ProposedAnswer> {
    const form = await formOf(InterventionForm, body);
    return valueOf(await this.proposing.propose(listIdOf(id), proposedBy(form), actor));
  }

  @ApiOperation({ summary: 'Sign a proposal of another: the place is given and the list rebuilt' })
  @ApiBearerAuth()
  @ApiCreatedResponse({ type: SignedAnswer })
  @ApiUnprocessableEntityResponse({ type: ListRefusalsAnswer })
  @Access('central-office')
  @Post(':id/proposals/:number/signature')
  async sign(
    @Param('id') id: string,
    @Param('number', ParseIntPipe) number: number,
    @CurrentActor() actor: Actor,
  ): Promise<SignedAnswer> {
    return valueOf(await this.answering.sign(listIdOf(id), number, actor));
  }

  @ApiOperation({ summary: 'Refuse a proposal of another, with a ground, or take back one’s own' })
  @ApiBearerAuth()
  @ApiOkResponse({ type: DoneAnswer })
  @ApiUnprocessableEntityResponse({ type: ListRefusalsAnswer })
  @Access('central-office')
  @HttpCode(200)
  @Post(':id/proposals/:number/refusal')
  async refuse(
    @Param('id') id: string,
    @Param('number', ParseIntPipe) number: number,
    @Body() body: GroundForm,
    @CurrentActor() actor: Actor,
  ): Promise<DoneAnswer> {
    const { ground } = await formOf(GroundForm, body);
    valueOf(await this.answering.refuse(listIdOf(id), number, ground, actor));
    return { done: true };
  }

  @ApiOperation({ summary: 'Record written answers of people on the list' })
  @ApiBearerAuth()
  @ApiOkResponse({ type: DoneAnswer })
  @ApiUnprocessableEntityResponse({ type: ListRefusalsAnswer })
  @Access('central-office')
  @HttpCode(200)
  @Post(':id/consents')
  async recordConsents(
    @Param('id') id: string,
    @Body() body: ConsentsForm,
    @CurrentActor() actor: Actor,
  ): Promise<DoneAnswer> {
    const form = await formOf(ConsentsForm, body);
    const { candidates, answer } = form;
    const details = consentDetails(form);
    valueOf(await this.consenting.record(listIdOf(id), candidates, answer, actor, details));
    return { done: true };
  }

  @ApiOperation({ summary: 'File the list and freeze it' })
  @ApiBearerAuth()
  @ApiOkResponse({ type: DoneAnswer })
  @ApiUnprocessableEntityResponse({ type: ListRefusalsAnswer })
  @Access('central-office')
  @HttpCode(200)
  @Post(':id/filing')
  async file(
    @Param('id') id: string,
    @Body() body: FilingForm,
    @CurrentActor() actor: Actor,
  ): Promise<DoneAnswer> {
    const { minutes } = await formOf(FilingForm, body);
    valueOf(await this.filing.file(listIdOf(id), actor, minutes));
    return { done: true };
  }

  @ApiOperation({ summary: 'Give the seats won to people of the filed list' })
  @ApiBearerAuth()
  @ApiOkResponse({ type: DoneAnswer })
  @ApiUnprocessableEntityResponse({ type: ListRefusalsAnswer })
  @Access('central-office')
  @HttpCode(200)
  @Post(':id/mandates')
  async assignMandates(
    @Param('id') id: string,
    @Body() body: MandatesForm,
    @CurrentActor() actor: Actor,
  ): Promise<DoneAnswer> {
    const { seats } = await formOf(MandatesForm, body);
    valueOf(await this.seating.assign(listIdOf(id), seats, actor));
    return { done: true };
  }
}

function listIdOf(id: string): ListId {
  if (!isId(id)) throw new NotFoundException({ error: { kind: 'no-such-list' } });
  return id as ListId;
}

async function formOf<T extends object>(shape: new () => T, body: unknown): Promise<T> {
  const form = await readBody(shape, body);
  if (!form.ok) throw refusal([{ kind: 'fields', fields: form.error }]);
  return form.value;
}

function valueOf<T>(result: Result<T, readonly { readonly kind: string }[]>): T {
  if (result.ok) return result.value;
  const kinds = result.error.map(({ kind }) => kind);
  const status = kinds.includes('outside-your-territory')
    ? 403
    : kinds.some((kind) => kind === 'no-such-list' || kind === 'no-such-contest')
      ? 404
      : 422;
  throw refusal(result.error, status);
}
