import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { isId } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import { readBody, Words, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { CaseFiles } from '../application/case-files.js';
import { CastDecisionVotesService } from '../application/cast-decision-votes.service.js';
import { CloseDecisionService } from '../application/close-decision.service.js';
import { ProposeDecisionsService } from '../application/propose-decisions.service.js';
import { ReturnForCorrectionService } from '../application/return-for-correction.service.js';
import { RuleOnAppealService } from '../application/rule-on-appeal.service.js';
import { StrikeOffService } from '../application/strike-off.service.js';
import { TakeUnderReviewService } from '../application/take-under-review.service.js';
import { VerifyGroupEvidenceService } from '../application/verify-group-evidence.service.js';
import { formOf, idOf, valueOf } from './application.api.js';
import {
  appealAnswer,
  AppealAnswer,
  queueAnswer,
  QueueAnswer,
  RefusalsAnswer,
  VotesOpenedAnswer,
} from './candidate.answers.js';
import {
  FindingForm,
  ProposalForm,
  RulingForm,
  StrikingOffForm,
  TextForm,
  toProposal,
  VoteForm,
} from './dossier.form.js';
import { queueStates } from './queue.page.js';
import { refusedRequest } from './refusal.page.js';

@ApiTags('commission')
@ApiBearerAuth()
@ApiForbiddenResponse({ type: RefusalsAnswer })
@ApiUnprocessableEntityResponse({ type: RefusalsAnswer })
@Access('commission-chair', 'commission-secretary', 'commission-member', 'central-office')
@Controller('api')
export class CommissionApi {
  constructor(
    private readonly directory: PrimaryDirectory,
    private readonly files: CaseFiles,
    private readonly takeUnderReview: TakeUnderReviewService,
    private readonly returnForCorrection: ReturnForCorrectionService,
    private readonly verifyEvidence: VerifyGroupEvidenceService,
    private readonly proposeDecisions: ProposeDecisionsService,
    private readonly castVotes: CastDecisionVotesService,
    private readonly closeDecision: CloseDecisionService,
    private readonly strike: StrikeOffService,
  ) {}

  @ApiOperation({ summary: 'The applications of my territory in one state, oldest first' })
  @ApiQuery({ name: 'state', enum: queueStates, required: false })
  @ApiOkResponse({ type: [QueueAnswer] })
  @Get('commission/applications')
  async queue(
    @Query('state') asked: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<QueueAnswer[]> {
    const primary = await this.directory.current();
    if (!primary) return [];
    const state = queueStates.find((one) => one === asked) ?? 'submitted';
    return (await this.files.queue(primary.id, actor, [state])).map(queueAnswer);
  }

  @ApiOperation({ summary: 'Take an application up for review' })
  @HttpCode(204)
  @Post('applications/:id/review')
  async review(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    valueOf(t, await this.takeUnderReview.take([idOf(t, id)], actor));
  }

  @ApiOperation({ summary: 'Return an application for correction' })
  @HttpCode(204)
  @Post('applications/:id/correction')
  async correction(
    @Param('id') id: string,
    @Body() body: TextForm,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    const { text } = formOf(t, await readBody(TextForm, body));
    valueOf(t, await this.returnForCorrection.giveBack(idOf(t, id), text, actor));
  }

  @ApiOperation({ summary: 'Verify or reject the claim to belong to a group' })
  @HttpCode(204)
  @Post('applications/:id/findings')
  async finding(
    @Param('id') id: string,
    @Body() body: FindingForm,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    const { group, verified, note } = formOf(t, await readBody(FindingForm, body));
    const finding = { candidacyId: idOf(t, id), group, verified, note };
    valueOf(t, await this.verifyEvidence.verify([finding], actor));
  }

  @ApiOperation({ summary: 'Put a decision to the vote of the commission' })
  @ApiCreatedResponse({ type: VotesOpenedAnswer })
  @Post('applications/:id/proposals')
  async propose(
    @Param('id') id: string,
    @Body() body: ProposalForm,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<VotesOpenedAnswer> {
    const proposal = toProposal(formOf(t, await readBody(ProposalForm, body)));
    if (!proposal) throw refusedRequest(t, [{ kind: 'ground-text-missing' }]);
    const asked = [{ candidacyId: idOf(t, id), proposal }];
    return { decisionIds: valueOf(t, await this.proposeDecisions.propose(asked, actor)) };
  }

  @ApiOperation({ summary: 'Vote on what is put to the commission' })
  @HttpCode(204)
  @Post('decisions/:id/votes')
  async vote(
    @Param('id') id: string,
    @Body() body: VoteForm,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    if (!isId(id)) throw refusedRequest(t, [{ kind: 'vote-unknown' }]);
    const { vote, opinion } = formOf(t, await readBody(VoteForm, body));
    valueOf(t, await this.castVotes.cast([{ decisionId: id, vote, opinion }], actor));
  }

  @ApiOperation({ summary: 'Close a vote whose quorum is there' })
  @HttpCode(204)
  @Post('decisions/:id/closing')
  async closing(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    if (!isId(id)) throw refusedRequest(t, [{ kind: 'vote-unknown' }]);
    valueOf(t, await this.closeDecision.close(id, actor));
  }

  @ApiOperation({ summary: 'Strike a registered candidate off' })
  @HttpCode(204)
  @Post('applications/:id/striking-off')
  async strikingOff(
    @Param('id') id: string,
    @Body() body: StrikingOffForm,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    const { ground, text } = formOf(t, await readBody(StrikingOffForm, body));
    valueOf(t, await this.strike.strikeOff(idOf(t, id), ground, text, actor));
  }
}

@ApiTags('appeals')
@ApiBearerAuth()
@ApiForbiddenResponse({ type: RefusalsAnswer })
@ApiUnprocessableEntityResponse({ type: RefusalsAnswer })
@Access('party-control')
@Controller('api/appeals')
export class AppealApi {
  constructor(
    private readonly directory: PrimaryDirectory,
    private readonly files: CaseFiles,
    private readonly ruleOnAppeal: RuleOnAppealService,
  ) {}

  @ApiOperation({ summary: 'The appeals in my territory: open ones by deadline first' })
  @ApiOkResponse({ type: [AppealAnswer] })
  @Get()
  async list(@CurrentActor() actor: Actor): Promise<AppealAnswer[]> {
    const primary = await this.directory.current();
    return primary ? (await this.files.appealLines(primary.id, actor)).map(appealAnswer) : [];
  }

  @ApiOperation({ summary: 'Rule on an appeal; the ruling has its effect at once' })
  @HttpCode(204)
  @Post(':id/ruling')
  async rule(
    @Param('id') id: string,
    @Body() body: RulingForm,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    if (!isId(id)) throw refusedRequest(t, [{ kind: 'appeal-unknown' }]);
    const { outcome, text } = formOf(t, await readBody(RulingForm, body));
    valueOf(t, await this.ruleOnAppeal.rule(id, { outcome, text }, actor));
  }
}
