import { Body, Controller, Get, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { defined } from '../../kernel/assert.js';
import { isId, type ListId } from '../../kernel/ids.js';
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
import { PrimaryDirectory, type Primary } from '../../primary/index.js';
import { AssignMandatesService } from '../application/assign-mandates.service.js';
import { FileListService } from '../application/file-list.service.js';
import { FilingCheck } from '../application/filing-check.js';
import { InterveneService } from '../application/intervene.service.js';
import { ListDirectory, type RankedList } from '../application/list-directory.js';
import { RecordConsentService } from '../application/record-consent.service.js';
import { listPath, listPaths } from './paths.js';
import { isGap, refusalSentence, type ListRefusal } from './refusal-sentence.js';
import { ConsentsForm, InterventionForm, MandatesForm, proposedBy } from './workbench.form.js';
import { confirmFilingPage, confirmInterventionPage, workbenchPage } from './workbench.page.js';

interface Workbench {
  readonly list: RankedList;
  readonly primary: Primary;
}

@ApiExcludeController()
@Access('central-office')
@Controller()
export class WorkbenchController {
  constructor(
    private readonly lists: ListDirectory,
    private readonly primaries: PrimaryDirectory,
    private readonly check: FilingCheck,
    private readonly intervening: InterveneService,
    private readonly consenting: RecordConsentService,
    private readonly filing: FileListService,
    private readonly seating: AssignMandatesService,
  ) {}

  @Get(listPaths.workbench)
  async show(@Param('id') id: string, @Words() t: Translate): Promise<Answer> {
    return await this.workbench(await this.found(id), t);
  }

  @Get(listPaths.intervention)
  async confirmIntervention(
    @Param('id') id: string,
    @Query() query: unknown,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.found(id);
    const form = await readBody(InterventionForm, query);
    if (!form.ok) return await this.workbench(found, t, fieldSentences(form.error, t));
    return page('list-building/intervention', confirmInterventionPage(found.list, form.value, t));
  }

  @Post(listPaths.intervention)
  async intervene(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.found(id);
    const form = await readBody(InterventionForm, body);
    if (!form.ok) return await this.workbench(found, t, fieldSentences(form.error, t));
    const done = await this.intervening.intervene(found.list.id, proposedBy(form.value), actor);
    if (done.ok) return go(listPath('workbench', found.list.id));
    const errors = beside('reason', done.error, found.list, t);
    const shown = confirmInterventionPage(found.list, form.value, t, errors);
    return page('list-building/intervention', shown, 422);
  }

  @Post(listPaths.consents)
  async recordConsents(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.found(id);
    const form = await readBody(ConsentsForm, body);
    if (!form.ok) return await this.workbench(found, t, fieldSentences(form.error, t));
    const { candidates, answer } = form.value;
    const done = await this.consenting.record(found.list.id, candidates, answer, actor);
    if (done.ok) return go(`${listPath('workbench', found.list.id)}#consents`);
    return await this.workbench(found, t, beside('consents', done.error, found.list, t));
  }

  @Get(listPaths.filing)
  async confirmFiling(@Param('id') id: string, @Words() t: Translate): Promise<Answer> {
    const { list, primary } = await this.found(id);
    const gaps = list.state === 'filed' ? [] : await this.check.gapsOf(list);
    return page(
      'list-building/filing',
      confirmFilingPage(list, gaps, primary.rules.filing.order, t),
    );
  }

  @Post(listPaths.filing)
  async file(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const { list, primary } = await this.found(id);
    const filed = await this.filing.file(list.id, actor);
    if (filed.ok) return go(listPath('workbench', list.id));
    const gaps = filed.error.filter(isGap);
    const refused = filed.error.flatMap((refusal) =>
      isGap(refusal) ? [] : [refusalSentence(refusal, list, t)],
    );
    return page(
      'list-building/filing',
      confirmFilingPage(list, gaps, primary.rules.filing.order, t, refused),
      422,
    );
  }

  @Post(listPaths.mandates)
  async assignMandates(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.found(id);
    const form = await readBody(MandatesForm, body);
    if (!form.ok) return await this.workbench(found, t, fieldSentences(form.error, t));
    const done = await this.seating.assign(found.list.id, form.value.seats, actor);
    if (done.ok) return go(listPath('workbench', found.list.id));
    return await this.workbench(found, t, beside('seats', done.error, found.list, t));
  }

  private async workbench(
    { list, primary }: Workbench,
    t: Translate,
    errors: readonly FieldSentence[] = [],
  ): Promise<Answer> {
    const gaps = list.state === 'filed' ? [] : await this.check.gapsOf(list);
    const view = workbenchPage(list, gaps, primary.rules, t, errors);
    return page('list-building/workbench', view, errors.length > 0 ? 422 : 200);
  }

  private async found(id: string): Promise<Workbench> {
    const list = isId(id) ? await this.lists.byId(id as ListId) : null;
    if (!list) throw new NotFoundException();
    const primary = defined(await this.primaries.byId(list.primaryId), 'the season of a list');
    return { list, primary };
  }
}

/** Everything refused, in the reader's words, beside the field that was asked for. */
function beside(
  field: string,
  refusals: readonly ListRefusal[],
  list: RankedList,
  t: Translate,
): FieldSentence[] {
  return refusals.map((refusal) => ({ field, sentence: refusalSentence(refusal, list, t) }));
}
