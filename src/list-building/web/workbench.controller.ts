import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  fieldSentences,
  go,
  page,
  readBody,
  Words,
  type Answer,
  type Translate,
} from '../../platform/web/index.js';
import { AssignMandatesService } from '../application/assign-mandates.service.js';
import { FileListService } from '../application/file-list.service.js';
import { FilingCheck } from '../application/filing-check.js';
import { RecordConsentService } from '../application/record-consent.service.js';
import { listPath, listPaths } from './paths.js';
import { isGap, refusalSentence } from './refusal-sentence.js';
import { beside, WorkbenchDesk } from './workbench-desk.js';
import { consentDetails, ConsentsForm, FilingForm, MandatesForm } from './workbench.form.js';
import { confirmFilingPage } from './filing.page.js';

@ApiExcludeController()
@Access('central-office')
@Controller()
export class WorkbenchController {
  constructor(
    private readonly desk: WorkbenchDesk,
    private readonly check: FilingCheck,
    private readonly consenting: RecordConsentService,
    private readonly filing: FileListService,
    private readonly seating: AssignMandatesService,
  ) {}

  @Get(listPaths.workbench)
  async show(@Param('id') id: string, @Words() t: Translate): Promise<Answer> {
    return await this.desk.show(await this.desk.found(id), t);
  }

  @Post(listPaths.consents)
  async recordConsents(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.desk.found(id);
    const form = await readBody(ConsentsForm, body);
    if (!form.ok) return await this.desk.show(found, t, fieldSentences(form.error, t));
    const { candidates, answer } = form.value;
    const details = consentDetails(form.value);
    const done = await this.consenting.record(found.list.id, candidates, answer, actor, details);
    if (done.ok) return go(`${listPath('workbench', found.list.id)}#consents`);
    return await this.desk.show(found, t, beside('consents', done.error, found.list, t));
  }

  @Get(listPaths.filing)
  async confirmFiling(@Param('id') id: string, @Words() t: Translate): Promise<Answer> {
    const { list, primary } = await this.desk.found(id);
    const gaps = list.state === 'filed' ? [] : await this.check.gapsOf(list);
    return page('list-building/filing', confirmFilingPage(list, gaps, primary.rules, t));
  }

  @Post(listPaths.filing)
  async file(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const { list, primary } = await this.desk.found(id);
    const form = await readBody(FilingForm, body);
    if (!form.ok) {
      const wrong = fieldSentences(form.error, t).map(({ sentence }) => sentence);
      const shown = confirmFilingPage(list, [], primary.rules, t, { refused: wrong, minutes: '' });
      return page('list-building/filing', shown, 422);
    }
    const { minutes } = form.value;
    const filed = await this.filing.file(list.id, actor, minutes);
    if (filed.ok) return go(listPath('workbench', list.id));
    const gaps = filed.error.filter(isGap);
    const refused = filed.error.flatMap((refusal) =>
      isGap(refusal) ? [] : [refusalSentence(refusal, list, t)],
    );
    const shown = confirmFilingPage(list, gaps, primary.rules, t, { refused, minutes });
    return page('list-building/filing', shown, 422);
  }

  @Post(listPaths.mandates)
  async assignMandates(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.desk.found(id);
    const form = await readBody(MandatesForm, body);
    if (!form.ok) return await this.desk.show(found, t, fieldSentences(form.error, t));
    const done = await this.seating.assign(found.list.id, form.value.seats, actor);
    if (done.ok) return go(listPath('workbench', found.list.id));
    return await this.desk.show(found, t, beside('seats', done.error, found.list, t));
  }
}
