import { Body, Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
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
import { CloseOffersService } from '../application/close-offers.service.js';
import { FillSeatService } from '../application/fill-seat.service.js';
import { OfferPlacesService } from '../application/offer-places.service.js';
import { SuccessionDirectory } from '../application/succession-directory.js';
import { SuccessionJobs } from '../application/succession-jobs.js';
import { VacateSeatService } from '../application/vacate-seat.service.js';
import { jobPath, listPath, listPaths } from './paths.js';
import { fillSeatPage, vacateSeatPage, type SentSeatForm } from './seat.page.js';
import { SuccessorForm, VacancyForm } from './succession.form.js';
import { beside, WorkbenchDesk, type Workbench } from './workbench-desk.js';

/** What the central office does after a list was built: offers, departures, vacated seats. */
@ApiExcludeController()
@Access('central-office')
@Controller()
export class SuccessionController {
  constructor(
    private readonly desk: WorkbenchDesk,
    private readonly succession: SuccessionDirectory,
    private readonly offering: OfferPlacesService,
    private readonly closing: CloseOffersService,
    private readonly vacating: VacateSeatService,
    private readonly filling: FillSeatService,
    private readonly jobs: SuccessionJobs,
  ) {}

  @Post(listPaths.offers)
  async offer(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.desk.found(id);
    const { list } = found;
    const done = await this.offering.offer(list.id, actor);
    if (!done.ok) return await this.desk.show(found, t, beside('succession', done.error, list, t));
    const { answerBy } = done.value;
    if (answerBy) await this.jobs.closeAt(list.id, actor.accountId, answerBy);
    return go(`${listPath('workbench', list.id)}#succession`);
  }

  @Post(listPaths.closing)
  async close(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.desk.found(id);
    const { list } = found;
    const done = await this.closing.close(list.id, actor);
    if (!done.ok) return await this.desk.show(found, t, beside('succession', done.error, list, t));
    return await this.gone(found, actor, t);
  }

  @Post(listPaths.succession)
  async succeed(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return await this.gone(await this.desk.found(id), actor, t);
  }

  @Get(listPaths.vacating)
  async showVacating(
    @Param('id') id: string,
    @Param('seat') seat: string,
    @Words() t: Translate,
  ): Promise<Answer> {
    return await this.vacatePage(await this.desk.found(id), seatOf(seat), t);
  }

  @Post(listPaths.vacating)
  async vacate(
    @Param('id') id: string,
    @Param('seat') seat: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.desk.found(id);
    const form = await readBody(VacancyForm, body);
    if (!form.ok) {
      return await this.vacatePage(found, seatOf(seat), t, fieldSentences(form.error, t));
    }
    const { list } = found;
    const done = await this.vacating.vacate(list.id, seatOf(seat), form.value.reason, actor);
    if (done.ok) return go(`${listPath('workbench', list.id)}#seats-history`);
    return await this.vacatePage(found, seatOf(seat), t, beside('reason', done.error, list, t), {
      candidate: '',
      reason: form.value.reason,
    });
  }

  @Get(listPaths.filling)
  async showFilling(
    @Param('id') id: string,
    @Param('seat') seat: string,
    @Words() t: Translate,
  ): Promise<Answer> {
    return await this.fillPage(await this.desk.found(id), seatOf(seat), t);
  }

  @Post(listPaths.filling)
  async fill(
    @Param('id') id: string,
    @Param('seat') seat: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.desk.found(id);
    const form = await readBody(SuccessorForm, body);
    if (!form.ok) {
      return await this.fillPage(found, seatOf(seat), t, fieldSentences(form.error, t));
    }
    const { candidate = '', reason = '' } = form.value;
    const { list } = found;
    const done = await this.filling.fill(list.id, seatOf(seat), { candidate, reason }, actor);
    if (done.ok) return go(`${listPath('workbench', list.id)}#seats-history`);
    return await this.fillPage(found, seatOf(seat), t, beside('candidate', done.error, list, t), {
      candidate,
      reason,
    });
  }

  /** What takes milliseconds is shown at once; what takes longer has a page of its own. */
  private async gone(found: Workbench, actor: Actor, t: Translate): Promise<Answer> {
    const { list } = found;
    const done = await this.jobs.succeed(list.id, actor);
    if (!done.ok) return await this.desk.show(found, t, beside('succession', done.error, list, t));
    const { id, endedAt } = done.value;
    return go(endedAt === null ? jobPath(id) : `${listPath('workbench', list.id)}#succession`);
  }

  private async vacatePage(
    { list }: Workbench,
    seat: number,
    t: Translate,
    errors: readonly FieldSentence[] = [],
    sent: SentSeatForm = { candidate: '', reason: '' },
  ): Promise<Answer> {
    const view = vacateSeatPage(list, await this.succession.of(list), seat, t, errors, sent);
    if (!view) throw new NotFoundException();
    return page('list-building/vacate-seat', view, errors.length > 0 ? 422 : 200);
  }

  private async fillPage(
    { list, primary }: Workbench,
    seat: number,
    t: Translate,
    errors: readonly FieldSentence[] = [],
    sent: SentSeatForm = { candidate: '', reason: '' },
  ): Promise<Answer> {
    const [succession, successor] = await Promise.all([
      this.succession.of(list),
      this.succession.successor(list, seat),
    ]);
    const vacancy = { seat, successor };
    const view = fillSeatPage(list, succession, vacancy, primary.rules, t, errors, sent);
    if (!view) throw new NotFoundException();
    return page('list-building/fill-seat', view, errors.length > 0 ? 422 : 200);
  }
}

function seatOf(text: string): number {
  return /^\d{1,4}$/.test(text) ? Number(text) : 0;
}
