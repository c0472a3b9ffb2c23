import { Body, Controller, Get, NotFoundException, Param, Post, Query } from '@nestjs/common';
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
import { AnswerInterventionService } from '../application/answer-intervention.service.js';
import { InterventionJobs, type AskedIntervention } from '../application/intervention-jobs.js';
import { InterventionProposals } from '../application/intervention-proposals.js';
import type { RankedList } from '../application/list-directory.js';
import { jobPath, listPath, listPaths } from './paths.js';
import { proposalPage } from './proposal.page.js';
import { beside, WorkbenchDesk, type Workbench } from './workbench-desk.js';
import { GroundForm, InterventionForm, proposedBy } from './workbench.form.js';
import { confirmInterventionPage } from './workbench.page.js';

/** Places given by the leadership: one of the central office proposes, another signs. */
@ApiExcludeController()
@Access('central-office')
@Controller()
export class InterventionsController {
  constructor(
    private readonly desk: WorkbenchDesk,
    private readonly proposals: InterventionProposals,
    private readonly work: InterventionJobs,
    private readonly answering: AnswerInterventionService,
  ) {}

  @Get(listPaths.intervention)
  async confirm(
    @Param('id') id: string,
    @Query() query: unknown,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.desk.found(id);
    const form = await readBody(InterventionForm, query);
    if (!form.ok) return await this.desk.show(found, t, fieldSentences(form.error, t));
    return page('list-building/intervention', confirmInterventionPage(found.list, form.value, t));
  }

  @Post(listPaths.intervention)
  async propose(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.desk.found(id);
    const form = await readBody(InterventionForm, body);
    if (!form.ok) return await this.desk.show(found, t, fieldSentences(form.error, t));
    const asked = await this.work.propose(found.list, proposedBy(form.value), actor);
    if (!asked.answer || asked.answer.ok) return wayOn(asked, found);
    const errors = beside('reason', asked.answer.error, found.list, t);
    const shown = confirmInterventionPage(found.list, form.value, t, errors);
    return page('list-building/intervention', shown, 422);
  }

  @Get(listPaths.proposal)
  async show(
    @Param('id') id: string,
    @Param('number') number: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const { list } = await this.desk.found(id);
    return await this.proposal(list, numberOf(number), actor, t, [], '');
  }

  @Post(listPaths.signature)
  async sign(
    @Param('id') id: string,
    @Param('number') number: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.desk.found(id);
    const { list } = found;
    const asked = await this.work.sign(list, numberOf(number), actor);
    if (!asked.answer || asked.answer.ok) return wayOn(asked, found);
    const errors = beside('sign', asked.answer.error, list, t);
    return await this.proposal(list, numberOf(number), actor, t, errors, '');
  }

  @Post(listPaths.refusal)
  async refuse(
    @Param('id') id: string,
    @Param('number') number: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const found = await this.desk.found(id);
    const { list } = found;
    const form = await readBody(GroundForm, body);
    const ground = form.ok ? form.value.ground : '';
    if (!form.ok) {
      const errors = fieldSentences(form.error, t);
      return await this.proposal(list, numberOf(number), actor, t, errors, ground);
    }
    const done = await this.answering.refuse(list.id, numberOf(number), ground, actor);
    if (done.ok) return workbench(found);
    const errors = beside('ground', done.error, list, t);
    return await this.proposal(list, numberOf(number), actor, t, errors, ground);
  }

  /** What was answered meanwhile has no page any more: the workbench says what became of it. */
  private async proposal(
    list: RankedList,
    number: number,
    actor: Actor,
    t: Translate,
    errors: readonly FieldSentence[],
    ground: string,
  ): Promise<Answer> {
    const proposals = await this.proposals.of(list);
    const proposal = proposals.find(({ act }) => act.number === number);
    if (!proposal) throw new NotFoundException();
    if (proposal.act.answer !== null) return go(`${listPath('workbench', list.id)}#interventions`);
    const view = proposalPage(proposal, list, actor.accountId, t, errors, ground);
    return page('list-building/proposal', view, errors.length > 0 ? 422 : 200);
  }
}

/** What takes milliseconds is shown at once; a list that is still looked for has the page of its job. */
function wayOn({ job, answer }: AskedIntervention, found: Workbench): Answer {
  return answer ? workbench(found) : go(jobPath(job));
}

function workbench({ list }: Workbench): Answer {
  return go(`${listPath('workbench', list.id)}#interventions`);
}

function numberOf(text: string): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : 0;
}
