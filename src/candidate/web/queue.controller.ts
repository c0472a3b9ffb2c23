import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type CandidacyId } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  go,
  page,
  Words,
  type Answer,
  type FieldSentence,
  type Translate,
} from '../../platform/web/index.js';
import { Desks, PrimaryDirectory } from '../../primary/index.js';
import { CaseFiles } from '../application/case-files.js';
import { TakeUnderReviewService } from '../application/take-under-review.service.js';
import type { ApplicationState } from '../domain/application-state.js';
import { manyOf } from './field.js';
import { commissionPage } from './commission.page.js';
import { candidatePaths } from './paths.js';
import { queuePage, queueStates } from './queue.page.js';
import { refusalErrors, statusOf } from './refusal.page.js';

/** What waits for a commission today, and its applications. */
@ApiExcludeController()
@Access('commission-chair', 'commission-secretary', 'commission-member', 'central-office')
@Controller()
export class QueueController {
  constructor(
    private readonly directory: PrimaryDirectory,
    private readonly files: CaseFiles,
    private readonly takeUnderReview: TakeUnderReviewService,
    private readonly desks: Desks,
  ) {}

  @Get(candidatePaths.commission)
  async today(@CurrentActor() actor: Actor, @Words() t: Translate): Promise<Answer> {
    const primary = await this.directory.current();
    const work = primary ? await this.files.waiting(primary.id, actor) : null;
    const others = await this.desks.lines('commission', actor, t);
    return page('candidate/commission', commissionPage(t, work, others));
  }

  @Get(candidatePaths.queue)
  async show(
    @Query('state') asked: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const state = queueStates.find((one) => one === asked) ?? 'submitted';
    return await this.answer(t, actor, state);
  }

  @Post(candidatePaths.reviewAll)
  async take(
    @Body() body: Readonly<Record<string, unknown>>,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const ids = manyOf(body['id']).filter(isId) as CandidacyId[];
    const taken = await this.takeUnderReview.take(ids, actor);
    if (taken.ok) return go(`${candidatePaths.queue}?state=under-review`);
    const errors = refusalErrors(t, taken.error);
    return await this.answer(t, actor, 'submitted', errors, statusOf(taken.error));
  }

  private async answer(
    t: Translate,
    actor: Actor,
    state: ApplicationState,
    errors: readonly FieldSentence[] = [],
    status = 200,
  ): Promise<Answer> {
    const primary = await this.directory.current();
    if (!primary) return page('candidate/queue', queuePage(t, state, [], [], []), status);
    const [rows, counts, contests] = await Promise.all([
      this.files.queue(primary.id, actor, [state]),
      this.files.counts(primary.id, actor),
      this.directory.contests(primary.id),
    ]);
    return page('candidate/queue', queuePage(t, state, rows, counts, contests, errors), status);
  }
}
