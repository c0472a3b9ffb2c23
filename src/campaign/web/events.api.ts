import { Body, Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { isId, type CandidacyId } from '../../kernel/ids.js';
import { Access, CurrentActor, Public, type Actor } from '../../platform/identity/index.js';
import { readBody, Words, type Translate } from '../../platform/web/index.js';
import { EventRegister } from '../application/event-register.js';
import { RecordEventsService } from '../application/record-events.service.js';
import { malformed, refused } from './api-refusal.js';
import { EventAnswer, IdAnswer, ReasonsAnswer } from './campaign.answers.js';
import { EventsRequest } from './campaign.requests.js';

@ApiTags('campaign events')
@Controller('api/candidacies/:id/events')
export class EventsApi {
  constructor(
    private readonly events: EventRegister,
    private readonly recording: RecordEventsService,
  ) {}

  @ApiOperation({ summary: 'The campaign events of a candidate, the newest first' })
  @ApiOkResponse({ type: [EventAnswer] })
  @Public()
  @Get()
  async list(@Param('id') id: string): Promise<EventAnswer[]> {
    const events = await this.events.of([known(id)]);
    return events.map((event) => ({
      id: event.id,
      kind: event.kind,
      heldAt: event.heldAt.toISOString(),
      place: event.place,
      attended: event.attended,
    }));
  }

  @ApiOperation({ summary: 'Enter campaign events, all or none' })
  @ApiBearerAuth()
  @ApiCreatedResponse({ type: [IdAnswer] })
  @ApiForbiddenResponse({ type: ReasonsAnswer })
  @ApiUnprocessableEntityResponse({ type: ReasonsAnswer })
  @Access('candidate', 'commission-chair', 'commission-secretary', 'commission-member')
  @Post()
  async record(
    @Param('id') id: string,
    @Body() body: EventsRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<IdAnswer[]> {
    const form = await readBody(EventsRequest, body);
    if (!form.ok) throw malformed(form.error, t);
    const events = form.value.events.map(({ heldAt, ...event }) => ({
      ...event,
      heldAt: new Date(heldAt),
    }));
    const recorded = await this.recording.record(known(id), events, actor);
    if (!recorded.ok) throw refused(recorded.error, t);
    return recorded.value.map((event) => ({ id: event }));
  }
}

function known(id: string): CandidacyId {
  if (!isId(id)) throw new NotFoundException();
  return id as CandidacyId;
}
