import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  NotFoundException,
  Param,
  Post,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { Clock } from '../../kernel/clock.js';
import { isId, type CandidacyId, type ContestId, type TerritoryCode } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import { readBody, Words, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { AppealComplaintService } from '../application/appeal-complaint.service.js';
import { ComplaintDirectory, type SeenComplaint } from '../application/complaint-directory.js';
import { DecideComplaintService } from '../application/decide-complaint.service.js';
import { FileComplaintService } from '../application/file-complaint.service.js';
import { isOverdue } from '../domain/complaint.js';
import type { ComplaintId } from '../domain/ids.js';
import { malformed, refused } from './api-refusal.js';
import {
  ComplaintAnswer,
  ComplaintStateAnswer,
  HearingAnswer,
  IdAnswer,
  ReasonsAnswer,
} from './campaign.answers.js';
import { ComplaintRequest, DecisionRequest, TextRequest } from './campaign.requests.js';

@ApiTags('complaints')
@ApiBearerAuth()
@ApiForbiddenResponse({ type: ReasonsAnswer })
@ApiUnprocessableEntityResponse({ type: ReasonsAnswer })
@Access()
@Controller('api/complaints')
export class ComplaintsApi {
  constructor(
    private readonly complaints: ComplaintDirectory,
    private readonly filing: FileComplaintService,
    private readonly deciding: DecideComplaintService,
    private readonly appealing: AppealComplaintService,
    private readonly primaries: PrimaryDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @ApiOperation({ summary: 'The complaints the caller may read, those to decide first' })
  @ApiOkResponse({ type: [ComplaintAnswer] })
  @Get()
  async list(@CurrentActor() actor: Actor): Promise<ComplaintAnswer[]> {
    const primary = await this.primaries.current();
    if (!primary) return [];
    const [worked, own] = await Promise.all([
      this.complaints.forStaff(primary.id, actor),
      this.complaints.forParty(actor),
    ]);
    const mine = new Set(own.map(({ complaint }) => complaint.id));
    const others = worked.filter(({ complaint }) => !mine.has(complaint.id));
    return [...own, ...others].map((seen) => this.answer(seen));
  }

  @ApiOperation({ summary: 'One complaint, for its parties and the bodies that work on it' })
  @ApiOkResponse({ type: ComplaintAnswer })
  @Get(':id')
  async one(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<ComplaintAnswer> {
    const found = await this.complaints.one(known(id), actor);
    if (!found.ok) throw refused(found.error, t);
    return this.answer(found.value);
  }

  @ApiOperation({ summary: 'File a complaint about a candidate or a commission' })
  @ApiCreatedResponse({ type: IdAnswer })
  @Post()
  async file(
    @Body() body: ComplaintRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<IdAnswer> {
    const form = await readBody(ComplaintRequest, body);
    if (!form.ok) throw malformed(form.error, t);
    const { contestId, ground, respondent, territory, happenedAt, text } = form.value;
    const filed = await this.filing.file(
      {
        contestId: contestId as ContestId,
        ground,
        respondent: respondent as CandidacyId | null,
        happenedAt: new Date(happenedAt),
        text,
        ...(territory !== undefined && { territory: territory as TerritoryCode }),
      },
      actor,
    );
    if (!filed.ok) throw refused(filed.error, t);
    return { id: filed.value };
  }

  @ApiOperation({ summary: 'Decide a complaint' })
  @ApiOkResponse({ type: ComplaintStateAnswer })
  @Access('commission-chair', 'party-control')
  @Post(':id/decision')
  @HttpCode(200)
  async decide(
    @Param('id') id: string,
    @Body() body: DecisionRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<ComplaintStateAnswer> {
    const form = await readBody(DecisionRequest, body);
    if (!form.ok) throw malformed(form.error, t);
    const { outcome, sanction, text } = form.value;
    const decided = await this.deciding.decide(known(id), { outcome, sanction, text }, actor);
    if (!decided.ok) throw refused(decided.error, t);
    return decided.value;
  }

  @ApiOperation({ summary: 'Appeal a complaint to the next body' })
  @ApiOkResponse({ type: HearingAnswer })
  @Post(':id/appeal')
  @HttpCode(200)
  async appeal(
    @Param('id') id: string,
    @Body() body: TextRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<HearingAnswer> {
    const form = await readBody(TextRequest, body);
    if (!form.ok) throw malformed(form.error, t);
    const appealed = await this.appealing.appeal(known(id), form.value.text, actor);
    if (!appealed.ok) throw refused(appealed.error, t);
    const { step, decideBy } = appealed.value;
    return { step, decideBy: decideBy.toISOString() };
  }

  private answer({ complaint, party, mine }: SeenComplaint): ComplaintAnswer {
    return {
      id: complaint.id,
      contestId: complaint.contestId,
      territory: complaint.territory,
      ground: complaint.ground,
      respondent: complaint.respondent,
      happenedAt: complaint.happenedAt.toISOString(),
      filedAt: complaint.filedAt.toISOString(),
      text: complaint.text,
      state: complaint.state,
      step: complaint.step,
      decideBy: complaint.decideBy.toISOString(),
      overdue: isOverdue(complaint, this.clock.now()),
      party,
      mine,
      decisions: complaint.decisions.map((decision) => ({
        step: decision.step,
        outcome: decision.outcome,
        sanction: decision.sanction,
        text: decision.text,
        decidedAt: decision.decidedAt.toISOString(),
        appealBy: decision.appealBy?.toISOString() ?? null,
      })),
    };
  }
}

function known(id: string): ComplaintId {
  if (!isId(id)) throw new NotFoundException();
  return id as ComplaintId;
}
