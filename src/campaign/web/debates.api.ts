import { Body, Controller, Get, HttpCode, NotFoundException, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { isId, type CandidacyId, type ContestId, type TerritoryCode } from '../../kernel/ids.js';
import { Access, CurrentActor, Public, type Actor } from '../../platform/identity/index.js';
import { readBody, Words, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { CancelDebateService } from '../application/cancel-debate.service.js';
import { DebateDirectory, type Debate } from '../application/debate-directory.js';
import {
  DrawSpeakingOrderService,
  type DrawnOrder,
} from '../application/draw-speaking-order.service.js';
import { HoldDebateService } from '../application/hold-debate.service.js';
import { RecordAttendanceService } from '../application/record-attendance.service.js';
import { ScheduleDebateService } from '../application/schedule-debate.service.js';
import { StrikeOffAbsentService } from '../application/strike-off-absent.service.js';
import type { AttendanceMark } from '../domain/attendance.js';
import type { DebateId } from '../domain/ids.js';
import { malformed, refused } from './api-refusal.js';
import {
  ChangedAnswer,
  DebateAnswer,
  DrawnOrderAnswer,
  IdAnswer,
  ReasonsAnswer,
} from './campaign.answers.js';
import {
  AttendanceRequest,
  CancelRequest,
  DrawRequest,
  HoldRequest,
  ScheduleDebateRequest,
  TextRequest,
} from './campaign.requests.js';

@ApiTags('debates')
@ApiForbiddenResponse({ type: ReasonsAnswer })
@ApiUnprocessableEntityResponse({ type: ReasonsAnswer })
@Controller('api/debates')
export class DebatesApi {
  constructor(
    private readonly debates: DebateDirectory,
    private readonly primaries: PrimaryDirectory,
    private readonly scheduling: ScheduleDebateService,
    private readonly drawing: DrawSpeakingOrderService,
    private readonly recording: RecordAttendanceService,
    private readonly holding: HoldDebateService,
    private readonly cancelling: CancelDebateService,
    private readonly striking: StrikeOffAbsentService,
  ) {}

  @ApiOperation({ summary: 'The schedule of the debates, with draw and attendance' })
  @ApiOkResponse({ type: [DebateAnswer] })
  @Public()
  @Get()
  async list(): Promise<DebateAnswer[]> {
    const primary = await this.primaries.current();
    return primary ? (await this.debates.schedule(primary.id)).map(debateAnswer) : [];
  }

  @ApiOperation({ summary: 'One debate' })
  @ApiOkResponse({ type: DebateAnswer })
  @Public()
  @Get(':id')
  async one(@Param('id') id: string): Promise<DebateAnswer> {
    const debate = isId(id) ? await this.debates.debate(id as DebateId) : null;
    if (!debate) throw new NotFoundException();
    return debateAnswer(debate);
  }

  @ApiOperation({ summary: 'Announce a debate' })
  @ApiBearerAuth()
  @ApiCreatedResponse({ type: IdAnswer })
  @Access('commission-chair', 'commission-secretary')
  @Post()
  async schedule(
    @Body() body: ScheduleDebateRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<IdAnswer> {
    const form = await readBody(ScheduleDebateRequest, body);
    if (!form.ok) throw malformed(form.error, t);
    const { contestId, unit, participants, startsAt, ...plan } = form.value;
    const scheduled = await this.scheduling.schedule(
      {
        ...plan,
        contestId: contestId as ContestId,
        unit: unit as TerritoryCode,
        startsAt: new Date(startsAt),
        participants: participants as CandidacyId[],
      },
      actor,
    );
    if (!scheduled.ok) throw refused(scheduled.error, t);
    return { id: scheduled.value };
  }

  @ApiOperation({ summary: 'Draw the order of speakers, once' })
  @ApiBearerAuth()
  @ApiOkResponse({ type: DrawnOrderAnswer })
  @Access('commission-chair', 'commission-secretary')
  @Post(':id/draw')
  @HttpCode(200)
  async draw(
    @Param('id') id: string,
    @Body() body: DrawRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<DrawnOrder> {
    const form = await readBody(DrawRequest, body);
    if (!form.ok) throw malformed(form.error, t);
    const drawn = await this.drawing.draw(known(id), form.value.publicWord, actor);
    if (!drawn.ok) throw refused(drawn.error, t);
    return drawn.value;
  }

  @ApiOperation({ summary: 'Mark who was present, absent or excused' })
  @ApiBearerAuth()
  @ApiOkResponse({ type: ChangedAnswer })
  @Access('commission-chair', 'commission-secretary')
  @Post(':id/attendance')
  @HttpCode(200)
  async record(
    @Param('id') id: string,
    @Body() body: AttendanceRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<ChangedAnswer> {
    const form = await readBody(AttendanceRequest, body);
    if (!form.ok) throw malformed(form.error, t);
    const marks = form.value.marks.map(({ candidacyId, attendance, reason }): AttendanceMark => ({
      candidacyId: candidacyId as CandidacyId,
      attendance,
      reason,
    }));
    const recorded = await this.recording.record(known(id), marks, actor);
    if (!recorded.ok) throw refused(recorded.error, t);
    return recorded.value;
  }

  @ApiOperation({ summary: 'Close a debate as held' })
  @ApiBearerAuth()
  @ApiNoContentResponse()
  @Access('commission-chair', 'commission-secretary')
  @Post(':id/holding')
  @HttpCode(204)
  async hold(
    @Param('id') id: string,
    @Body() body: HoldRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    const form = await readBody(HoldRequest, body);
    if (!form.ok) throw malformed(form.error, t);
    const held = await this.holding.hold(known(id), form.value.recordingAddress, actor);
    if (!held.ok) throw refused(held.error, t);
  }

  @ApiOperation({ summary: 'Cancel a debate, with the reason' })
  @ApiBearerAuth()
  @ApiNoContentResponse()
  @Access('commission-chair', 'commission-secretary')
  @Post(':id/cancellation')
  @HttpCode(204)
  async cancel(
    @Param('id') id: string,
    @Body() body: CancelRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    const form = await readBody(CancelRequest, body);
    if (!form.ok) throw malformed(form.error, t);
    const cancelled = await this.cancelling.cancel(known(id), form.value.reason, actor);
    if (!cancelled.ok) throw refused(cancelled.error, t);
  }

  @ApiOperation({ summary: 'Strike off a candidate who was absent, where the rules allow it' })
  @ApiBearerAuth()
  @ApiNoContentResponse()
  @Access('commission-chair')
  @Post(':id/absences/:candidacy')
  @HttpCode(204)
  async strikeOff(
    @Param('id') id: string,
    @Param('candidacy') candidacy: string,
    @Body() body: TextRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    const form = await readBody(TextRequest, body);
    if (!form.ok) throw malformed(form.error, t);
    const { text } = form.value;
    const struck = await this.striking.strikeOff(known(id), candidacy as CandidacyId, text, actor);
    if (!struck.ok) throw refused(struck.error, t);
  }
}

function known(id: string): DebateId {
  if (!isId(id)) throw new NotFoundException();
  return id as DebateId;
}

function debateAnswer(debate: Debate): DebateAnswer {
  const { lot, speakers } = debate;
  return {
    id: debate.id,
    contestId: debate.contestId,
    unit: debate.unit,
    place: debate.place,
    startsAt: debate.startsAt.toISOString(),
    state: debate.state,
    streamAddress: debate.streamAddress,
    recordingAddress: debate.recordingAddress,
    cancelledBecause: debate.cancelledBecause,
    lot: {
      commitment: lot.commitment,
      purpose: lot.purpose,
      opened: lot.opened && { ...lot.opened, drawnAt: lot.opened.drawnAt.toISOString() },
    },
    speakers: [...speakers],
  };
}
