import { Body, Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  fieldSentences,
  readBody,
  textIn,
  Words,
  type Answer,
  type Translate,
} from '../../platform/web/index.js';
import { CastDecisionVotesService } from '../application/cast-decision-votes.service.js';
import { CloseDecisionService } from '../application/close-decision.service.js';
import { ProposeDecisionsService } from '../application/propose-decisions.service.js';
import type { Typed } from './application-fields.js';
import { CaseDesk } from './case-desk.js';
import { acted, closingAnswer, openIn, proposalAnswer, voteAnswer } from './dossier-acts.js';
import { ProposalForm, toProposal, VoteForm } from './dossier.form.js';
import { candidatePaths } from './paths.js';

/** The commission's decision on an application: proposed, voted on, closed. */
@ApiExcludeController()
@Access('commission-chair', 'commission-secretary', 'commission-member', 'central-office')
@Controller()
export class DecisionController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly proposeDecisions: ProposeDecisionsService,
    private readonly castVotes: CastDecisionVotesService,
    private readonly closeDecision: CloseDecisionService,
  ) {}

  @Get(candidatePaths.proposal)
  async showProposal(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return proposalAnswer(t, await this.desk.readable(id, actor), {});
  }

  @Post(candidatePaths.proposal)
  async proposal(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.desk.existing(id);
    const answered = body['ground'] === '' ? { ...body, ground: undefined } : body;
    const form = await readBody(ProposalForm, answered);
    if (!form.ok) return proposalAnswer(t, file, body, fieldSentences(form.error, t));
    const proposal = toProposal(form.value);
    if (!proposal) {
      const missing = { field: 'ground', sentence: t('candidate.form.choose') };
      return proposalAnswer(t, file, body, [missing]);
    }
    const { id: candidacyId } = file.dossier;
    const proposed = await this.proposeDecisions.propose([{ candidacyId, proposal }], actor);
    return acted(t, { file, part: '#decisions' }, proposed, (errors) =>
      proposalAnswer(t, file, body, errors),
    );
  }

  @Get(candidatePaths.vote)
  async showVote(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.desk.readable(id, actor);
    return voteAnswer(t, file, openIn(file), {});
  }

  @Post(candidatePaths.vote)
  async vote(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.desk.existing(id);
    const decisionId = textIn(body, 'decision');
    const decision = file.decisions.find((one) => one.decision.id === decisionId)?.decision;
    if (!decision) throw new NotFoundException();
    const form = await readBody(VoteForm, { ...body, opinion: textIn(body, 'text') });
    if (!form.ok) return voteAnswer(t, file, decision, body, fieldSentences(form.error, t));
    const { vote, opinion } = form.value;
    const cast = await this.castVotes.cast([{ decisionId, vote, opinion }], actor);
    return acted(t, { file, part: '#decisions' }, cast, (errors) =>
      voteAnswer(t, file, decision, body, errors),
    );
  }

  @Get(candidatePaths.closing)
  async showClosing(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return closingAnswer(t, await this.desk.readable(id, actor));
  }

  @Post(candidatePaths.closing)
  async closing(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.desk.existing(id);
    const decision = textIn(body, 'decision');
    if (!isId(decision)) throw new NotFoundException();
    return await this.desk.done(t, file, actor, await this.closeDecision.close(decision, actor));
  }
}
