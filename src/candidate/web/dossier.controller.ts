import {
  Body,
  Controller,
  ForbiddenException,
  Get,
  Inject,
  NotFoundException,
  Param,
  Post,
  StreamableFile,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Clock } from '../../kernel/clock.js';
import { isId, type CandidacyId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { FileStore } from '../../platform/files/index.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  go,
  page,
  readBody,
  Words,
  type Answer,
  type Translate,
} from '../../platform/web/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { CaseFiles, type CaseFile, type Decision } from '../application/case-files.js';
import { CastDecisionVotesService } from '../application/cast-decision-votes.service.js';
import { CloseDecisionService } from '../application/close-decision.service.js';
import { ProposeDecisionsService } from '../application/propose-decisions.service.js';
import type { CandidateRefusal } from '../application/refusal.js';
import { ReturnForCorrectionService } from '../application/return-for-correction.service.js';
import { readsDossier } from '../application/scope.js';
import { StrikeOffService } from '../application/strike-off.service.js';
import { TakeUnderReviewService } from '../application/take-under-review.service.js';
import { VerifyGroupEvidenceService } from '../application/verify-group-evidence.service.js';
import { refusalGrounds, strikeOffGrounds } from '../domain/decision.js';
import { dossierPage, proposalName } from './dossier.page.js';
import { ProposalForm, StrikingOffForm, toProposal, VoteForm } from './dossier.form.js';
import {
  areaField,
  formErrors,
  radioField,
  selectField,
  type Field,
  type FormError,
} from './field.js';
import { confirmAnswer, formAnswer } from './form.page.js';
import { candidatePaths, pathTo } from './paths.js';
import { refusalErrors, ruleNames, statusOf } from './refusal.page.js';
import type { Typed } from './application-fields.js';

/** One application before the commission: the dossier beside the checks, and every act with a page of its own. */
@ApiExcludeController()
@Access('commission-chair', 'commission-secretary', 'commission-member', 'central-office')
@Controller()
export class DossierController {
  constructor(
    private readonly files: CaseFiles,
    private readonly store: FileStore,
    private readonly directory: PrimaryDirectory,
    private readonly takeUnderReview: TakeUnderReviewService,
    private readonly verifyEvidence: VerifyGroupEvidenceService,
    private readonly proposeDecisions: ProposeDecisionsService,
    private readonly castVotes: CastDecisionVotesService,
    private readonly closeDecision: CloseDecisionService,
    private readonly returnForCorrection: ReturnForCorrectionService,
    private readonly strike: StrikeOffService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(candidatePaths.dossier)
  async show(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return await this.dossierAnswer(t, await this.readable(id, actor), actor);
  }

  @Get(candidatePaths.dossierDocument)
  async download(
    @Param('id') id: string,
    @Param('kind') kind: string,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    const { dossier } = await this.readable(id, actor);
    const document = dossier.documents.find((one) => one.kind === kind);
    if (!document) throw new NotFoundException();
    return new StreamableFile(this.store.read(document.hash), {
      type: document.type,
      disposition: `attachment; filename*=UTF-8''${encodeURIComponent(document.name)}`,
      length: document.size,
    });
  }

  @Post(candidatePaths.review)
  async review(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.existing(id);
    const taken = await this.takeUnderReview.take([file.dossier.id], actor);
    return await this.done(t, file, actor, taken);
  }

  @Post(candidatePaths.evidence)
  async evidence(
    @Param('id') id: string,
    @Param('group') group: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.existing(id);
    const finding = {
      candidacyId: file.dossier.id,
      group,
      verified: body['finding'] === 'verified',
      note: textOf(body, 'note'),
    };
    const found = await this.verifyEvidence.verify([finding], actor);
    return await this.done(t, file, actor, found, `note-${group}`);
  }

  @Get(candidatePaths.proposal)
  async showProposal(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return proposalAnswer(t, await this.readable(id, actor), {});
  }

  @Post(candidatePaths.proposal)
  async proposal(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.existing(id);
    const answered = body['ground'] === '' ? { ...body, ground: undefined } : body;
    const form = await readBody(ProposalForm, answered);
    if (!form.ok) return proposalAnswer(t, file, body, formErrors(t, form.error));
    const proposal = toProposal(form.value);
    if (!proposal) {
      const missing = { field: 'ground', sentence: t('candidate.form.choose') };
      return proposalAnswer(t, file, body, [missing]);
    }
    const { id: candidacyId } = file.dossier;
    const proposed = await this.proposeDecisions.propose([{ candidacyId, proposal }], actor);
    if (proposed.ok) return go(`${pathTo(candidatePaths.dossier, { id })}#decisions`);
    if (statusOf(proposed.error) !== 422) return refusedAnswer(t, file, proposed.error);
    return proposalAnswer(t, file, body, errorsOf(t, file, proposed.error));
  }

  @Get(candidatePaths.vote)
  async showVote(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.readable(id, actor);
    return voteAnswer(t, file, openIn(file), {});
  }

  @Post(candidatePaths.vote)
  async vote(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.existing(id);
    const decisionId = textOf(body, 'decision');
    const decision = file.decisions.find((one) => one.decision.id === decisionId)?.decision;
    if (!decision) throw new NotFoundException();
    const form = await readBody(VoteForm, { ...body, opinion: textOf(body, 'text') });
    if (!form.ok) return voteAnswer(t, file, decision, body, formErrors(t, form.error));
    const { vote, opinion } = form.value;
    const cast = await this.castVotes.cast([{ decisionId, vote, opinion }], actor);
    if (cast.ok) return go(`${pathTo(candidatePaths.dossier, { id })}#decisions`);
    if (statusOf(cast.error) !== 422) return refusedAnswer(t, file, cast.error);
    return voteAnswer(t, file, decision, body, errorsOf(t, file, cast.error));
  }

  @Get(candidatePaths.closing)
  async showClosing(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.readable(id, actor);
    return confirmAnswer({
      title: t('candidate.closing.title'),
      sentences: [t('candidate.closing.will'), t('candidate.closing.know')],
      hidden: [{ name: 'decision', value: openIn(file).id }],
      action: pathTo(candidatePaths.closing, { id }),
      button: t('candidate.closing.button'),
      back: backTo(t, file),
    });
  }

  @Post(candidatePaths.closing)
  async closing(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.existing(id);
    const decision = textOf(body, 'decision');
    if (!isId(decision)) throw new NotFoundException();
    return await this.done(t, file, actor, await this.closeDecision.close(decision, actor));
  }

  @Get(candidatePaths.correction)
  async showCorrection(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return correctionAnswer(t, await this.readable(id, actor), '');
  }

  @Post(candidatePaths.correction)
  async correction(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.existing(id);
    const text = textOf(body, 'text');
    const returned = await this.returnForCorrection.giveBack(file.dossier.id, text, actor);
    if (returned.ok) return go(pathTo(candidatePaths.dossier, { id }));
    if (statusOf(returned.error) !== 422) return refusedAnswer(t, file, returned.error);
    return correctionAnswer(t, file, text, errorsOf(t, file, returned.error));
  }

  @Get(candidatePaths.strikingOff)
  async showStrikingOff(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return strikingOffAnswer(t, await this.readable(id, actor), {});
  }

  /** First the ground and the reason, then a page that says what will happen, then it happens. */
  @Post(candidatePaths.strikingOff)
  async strikingOff(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.existing(id);
    const form = await readBody(StrikingOffForm, body);
    if (!form.ok) return strikingOffAnswer(t, file, body, formErrors(t, form.error));
    const { ground, text } = form.value;
    if (text.trim() !== '' && body['sure'] !== 'yes') return surelyStrikeOff(t, file, form.value);
    const struck = await this.strike.strikeOff(file.dossier.id, ground, text, actor);
    if (struck.ok) return go(pathTo(candidatePaths.dossier, { id }));
    if (statusOf(struck.error) !== 422) return refusedAnswer(t, file, struck.error);
    return strikingOffAnswer(t, file, body, errorsOf(t, file, struck.error));
  }

  private async existing(id: string): Promise<CaseFile> {
    const file = isId(id) ? await this.files.of(id as CandidacyId) : null;
    if (!file || file.dossier.state === 'draft') throw new NotFoundException();
    return file;
  }

  private async readable(id: string, actor: Actor): Promise<CaseFile> {
    const file = await this.existing(id);
    if (!readsDossier(actor, file.dossier)) throw new ForbiddenException();
    return file;
  }

  private async done(
    t: Translate,
    file: CaseFile,
    actor: Actor,
    done: Result<unknown, CandidateRefusal[]>,
    field?: string,
  ): Promise<Answer> {
    const { id } = file.dossier;
    if (done.ok) return go(pathTo(candidatePaths.dossier, { id }));
    if (statusOf(done.error) !== 422) return refusedAnswer(t, file, done.error);
    const errors = errorsOf(t, file, done.error).map((error) =>
      field ? { ...error, field } : error,
    );
    const now = (await this.files.of(id)) ?? file;
    return await this.dossierAnswer(t, now, actor, errors);
  }

  private async dossierAnswer(
    t: Translate,
    file: CaseFile,
    actor: Actor,
    errors: readonly FormError[] = [],
  ): Promise<Answer> {
    const territories = await this.directory.territories();
    const context = { actor, now: this.clock.now(), territories };
    const view = dossierPage(t, file, context, errors);
    return page('candidate/dossier', view, errors.length > 0 ? 422 : 200);
  }
}

function textOf(body: Typed, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value : '';
}

function errorsOf(
  t: Translate,
  { frame }: CaseFile,
  refusals: readonly CandidateRefusal[],
): FormError[] {
  return refusalErrors(t, refusals, ruleNames(frame.primary.rules, t));
}

/** The vote that is open on the application; the page is not there when none is. */
function openIn({ decisions }: CaseFile): Decision {
  const open = decisions.find(({ decision }) => decision.outcome === 'open');
  if (!open) throw new NotFoundException();
  return open.decision;
}

function backTo(t: Translate, { dossier: { id } }: CaseFile): { href: string; label: string } {
  return { href: pathTo(candidatePaths.dossier, { id }), label: t('candidate.queue.person') };
}

/** An act the reader may not do at all: its sentence, and nothing of the dossier. */
function refusedAnswer(
  t: Translate,
  file: CaseFile,
  refusals: readonly CandidateRefusal[],
): Answer {
  const view = {
    title: t('candidate.page.refused'),
    errors: errorsOf(t, file, refusals),
    back: { href: candidatePaths.queue, label: t('candidate.queue.title') },
  };
  return page('candidate/refused', view, statusOf(refusals));
}

function actAnswer(
  t: Translate,
  file: CaseFile,
  act: 'proposal' | 'vote' | 'correction' | 'strikingOff',
  form: { lead: readonly string[]; fields: readonly Field[]; hidden?: Hidden },
  errors: readonly FormError[],
): Answer {
  const key = act === 'strikingOff' ? 'striking-off' : act;
  return formAnswer(
    {
      title: t(`candidate.${key}.title`),
      lead: form.lead,
      fields: form.fields,
      hidden: form.hidden ?? [],
      action: pathTo(candidatePaths[act], { id: file.dossier.id }),
      button: t(`candidate.${key}.button`),
      back: backTo(t, file),
    },
    errors,
  );
}

type Hidden = readonly { readonly name: string; readonly value: string }[];

function proposalAnswer(
  t: Translate,
  file: CaseFile,
  typed: Typed,
  errors: readonly FormError[] = [],
): Answer {
  const fields = [
    radioField(
      { id: 'kind', label: t('candidate.proposal.kind'), value: textOf(typed, 'kind') },
      ['register', 'refuse'].map((value) => ({ value, label: t(`candidate.proposal.${value}`) })),
    ),
    selectField(
      { id: 'ground', label: t('candidate.proposal.ground'), value: textOf(typed, 'ground') },
      [{ value: '', label: '–' }, ...groundOptions(t, refusalGrounds)],
    ),
    areaField({
      id: 'text',
      label: t('candidate.proposal.text'),
      hint: t('candidate.proposal.text-hint'),
      value: textOf(typed, 'text'),
    }),
  ];
  return actAnswer(t, file, 'proposal', { lead: [t('candidate.proposal.lead')], fields }, errors);
}

function voteAnswer(
  t: Translate,
  file: CaseFile,
  decision: Decision,
  typed: Typed,
  errors: readonly FormError[] = [],
): Answer {
  const proposal = proposalName(t, decision.proposal);
  const lead = [
    t('candidate.vote.lead', { proposal }),
    t('candidate.vote.final'),
    t('candidate.vote.recusal'),
  ];
  const fields = [
    radioField(
      { id: 'vote', label: t('candidate.vote.vote'), value: textOf(typed, 'vote') },
      ['for', 'against', 'recused'].map((value) => ({
        value,
        label: t(`candidate.dossier.vote.${value}`),
      })),
    ),
    areaField({
      id: 'text',
      label: t('candidate.vote.opinion'),
      value: textOf(typed, 'text'),
    }),
  ];
  const hidden = [{ name: 'decision', value: decision.id }];
  return actAnswer(t, file, 'vote', { lead, fields, hidden }, errors);
}

function correctionAnswer(
  t: Translate,
  file: CaseFile,
  text: string,
  errors: readonly FormError[] = [],
): Answer {
  const fields = [areaField({ id: 'text', label: t('candidate.correction.text'), value: text })];
  const lead = [t('candidate.correction.lead')];
  return actAnswer(t, file, 'correction', { lead, fields }, errors);
}

function strikingOffAnswer(
  t: Translate,
  file: CaseFile,
  typed: Typed,
  errors: readonly FormError[] = [],
): Answer {
  const fields = [
    selectField(
      { id: 'ground', label: t('candidate.striking-off.ground'), value: textOf(typed, 'ground') },
      groundOptions(t, strikeOffGrounds),
    ),
    areaField({
      id: 'text',
      label: t('candidate.striking-off.text'),
      value: textOf(typed, 'text'),
    }),
  ];
  const lead = [t('candidate.striking-off.lead')];
  return actAnswer(t, file, 'strikingOff', { lead, fields }, errors);
}

function surelyStrikeOff(t: Translate, file: CaseFile, { ground, text }: StrikingOffForm): Answer {
  const { id } = file.dossier;
  const groundName = t(`candidate.ground.${ground}`);
  return confirmAnswer({
    title: t('candidate.striking-off.title'),
    sentences: [
      t('candidate.striking-off.sure', { ground: groundName }),
      text,
      t('candidate.striking-off.lead'),
    ],
    hidden: [
      { name: 'ground', value: ground },
      { name: 'text', value: text },
      { name: 'sure', value: 'yes' },
    ],
    action: pathTo(candidatePaths.strikingOff, { id }),
    button: t('candidate.striking-off.button'),
    back: backTo(t, file),
  });
}

function groundOptions(
  t: Translate,
  grounds: readonly string[],
): { value: string; label: string }[] {
  return grounds.map((value) => ({ value, label: t(`candidate.ground.${value}`) }));
}
