import {
  Body,
  Controller,
  Get,
  Inject,
  NotFoundException,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CandidateDirectory } from '../../candidate/index.js';
import type { Clock } from '../../kernel/clock.js';
import { isId, type CandidacyId, type ListId } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  fieldSentences,
  go,
  page,
  readBody,
  Words,
  type Answer,
  type FieldSentence,
  type Translate,
} from '../../platform/web/index.js';
import { AnswerOfferService } from '../application/answer-offer.service.js';
import { AnswerYieldService } from '../application/answer-yield.service.js';
import { ListDirectory, type RankedList } from '../application/list-directory.js';
import { OfferYieldService } from '../application/offer-yield.service.js';
import { SuccessionDirectory } from '../application/succession-directory.js';
import { SuccessionJobs } from '../application/succession-jobs.js';
import { confirmAnswerPage, myPlacePage } from './my-place.page.js';
import { listPath, listPaths } from './paths.js';
import { refusalSentence, type ListRefusal } from './refusal-sentence.js';
import { answerOf, PlaceAnswerForm, YieldAnswerForm, YieldForm } from './succession.form.js';

interface Own {
  readonly list: RankedList;
  readonly candidacy: CandidacyId;
}

/** A candidate's own place on a list: where and why, the answer, and yielding it to another. */
@ApiExcludeController()
@Access('candidate')
@Controller()
export class MyPlacesController {
  constructor(
    private readonly lists: ListDirectory,
    private readonly candidates: CandidateDirectory,
    private readonly succession: SuccessionDirectory,
    private readonly answering: AnswerOfferService,
    private readonly jobs: SuccessionJobs,
    private readonly yielding: OfferYieldService,
    private readonly answeringYield: AnswerYieldService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(listPaths.myPlace)
  async show(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return await this.own(await this.found(id, actor), t);
  }

  @Get(listPaths.myAnswer)
  async confirmAnswer(
    @Param('id') id: string,
    @Query() query: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.found(id, actor);
    const form = await readBody(PlaceAnswerForm, query);
    if (!form.ok) return await this.own(found, t, fieldSentences(form.error, t));
    return page('list-building/my-answer', confirmAnswerPage(found.list, form.value, t));
  }

  @Post(listPaths.myAnswer)
  async answer(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.found(id, actor);
    const form = await readBody(PlaceAnswerForm, body);
    if (!form.ok) return await this.own(found, t, fieldSentences(form.error, t));
    const { list, candidacy } = found;
    const done = await this.answering.answer(list.id, candidacy, answerOf(form.value), actor);
    if (!done.ok) return await this.refused(found, 'answer', done.error, t);
    if (form.value.answer !== 'accept') await this.jobs.follow(list.id, actor);
    return go(listPath('myPlace', list.id));
  }

  @Post(listPaths.myYield)
  async yield(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.found(id, actor);
    const form = await readBody(YieldForm, body);
    if (!form.ok) return await this.own(found, t, fieldSentences(form.error, t));
    const { list, candidacy } = found;
    const done = await this.yielding.offer(list.id, candidacy, form.value.taker, actor);
    if (!done.ok) return await this.refused(found, 'taker', done.error, t);
    return go(listPath('myPlace', list.id));
  }

  @Post(listPaths.myYieldAnswer)
  async answerYield(
    @Param('id') id: string,
    @Param('number') number: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.found(id, actor);
    const form = await readBody(YieldAnswerForm, body);
    if (!form.ok) return await this.own(found, t, fieldSentences(form.error, t));
    const act = /^\d{1,6}$/.test(number) ? Number(number) : 0;
    const done = await this.answeringYield.answer(found.list.id, act, form.value.answer, actor);
    if (!done.ok) return await this.refused(found, 'incoming', done.error, t);
    return go(listPath('myPlace', found.list.id));
  }

  private async refused(
    found: Own,
    field: string,
    refusals: readonly ListRefusal[],
    t: Translate,
  ): Promise<Answer> {
    const errors = refusals.map((refusal) => ({
      field,
      sentence: refusalSentence(refusal, found.list, t),
    }));
    return await this.own(found, t, errors);
  }

  private async own(
    { list, candidacy }: Own,
    t: Translate,
    errors: readonly FieldSentence[] = [],
  ): Promise<Answer> {
    const succession = await this.succession.of(list);
    const view = myPlacePage(list, succession, candidacy, this.clock.now(), t, errors);
    return page('list-building/my-place', view, errors.length > 0 ? 422 : 200);
  }

  private async found(id: string, actor: Actor): Promise<Own> {
    const list = isId(id) ? await this.lists.byId(id as ListId) : null;
    const candidacies = list ? await this.candidates.ofAccount(actor.accountId) : [];
    const own = candidacies.find((candidacy) => list?.people.has(candidacy.id));
    if (!list || !own) throw new NotFoundException();
    return { list, candidacy: own.id };
  }
}
