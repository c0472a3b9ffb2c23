import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CandidateDirectory } from '../../candidate/index.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  fieldSentences,
  go,
  page,
  readBody,
  textFieldsIn,
  Words,
  type Answer,
  type FieldSentence,
  type Translate,
} from '../../platform/web/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { EventRegister } from '../application/event-register.js';
import { RecordEventsService } from '../application/record-events.service.js';
import { fromLocal } from './local-moment.js';
import { myEventsPage, noEventTyped, type TypedEvent } from './my-events.page.js';
import { contestName } from './name-book.js';
import { campaignPaths } from './paths.js';
import { RecordEventForm } from './record-event.form.js';
import { refusalSentences, statusOf } from './refusal-sentences.js';

@ApiExcludeController()
@Access('candidate')
@Controller()
export class MyEventsController {
  constructor(
    private readonly events: EventRegister,
    private readonly recording: RecordEventsService,
    private readonly primaries: PrimaryDirectory,
    private readonly candidates: CandidateDirectory,
  ) {}

  @Get(campaignPaths.myEvents)
  async list(@CurrentActor() actor: Actor, @Words() t: Translate): Promise<Answer> {
    return await this.show(actor, noEventTyped, [], 200, t);
  }

  @Post(campaignPaths.myEvents)
  async record(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const fields = textFieldsIn(body);
    const typed = { ...noEventTyped, ...fields };
    const form = await readBody(RecordEventForm, fields);
    if (!form.ok) return await this.show(actor, typed, fieldSentences(form.error, t), 422, t);
    const { candidacy, kind, place, attended } = form.value;
    const heldAt = fromLocal(form.value.heldAt);
    if (!heldAt) {
      const error = { field: 'heldAt', sentence: t('campaign.form.moment') };
      return await this.show(actor, typed, [error], 422, t);
    }
    const event = { kind, place, heldAt, attended: Number(attended) };
    const recorded = await this.recording.record(candidacy as CandidacyId, [event], actor);
    if (recorded.ok) return go(campaignPaths.myEvents);
    const errors = refusalSentences(recorded.error, t, () => '—');
    return await this.show(actor, typed, errors, statusOf(recorded.error), t);
  }

  private async show(
    actor: Actor,
    typed: TypedEvent,
    errors: readonly FieldSentence[],
    status: number,
    t: Translate,
  ): Promise<Answer> {
    const own = await this.candidates.ofAccount(actor.accountId);
    const events = await this.events.of(own.map(({ id }) => id));
    const registered = own.filter(({ state }) => state === 'registered');
    const standing = await Promise.all(
      registered.map(async ({ id, contestId }) => {
        const contest = await this.primaries.contest(contestId);
        return { id, contest: contest ? contestName(contest, t.language) : '—' };
      }),
    );
    return page('campaign/my-events', myEventsPage(events, standing, typed, errors, t), status);
  }
}
