import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Clock } from '../../kernel/clock.js';
import type { Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  fieldSentences,
  go,
  page,
  readBody,
  textIn,
  Words,
  type Answer,
  type FieldSentence,
  type Translate,
} from '../../platform/web/index.js';
import { CaseFiles, type CaseFile } from '../application/case-files.js';
import { FileAppealService } from '../application/file-appeal.service.js';
import type { CandidateRefusal } from '../application/refusal.js';
import { SaveNominationService } from '../application/save-nomination.service.js';
import { SavePersonDataService } from '../application/save-person-data.service.js';
import { SubmitApplicationService } from '../application/submit-application.service.js';
import { WithdrawApplicationService } from '../application/withdraw-application.service.js';
import {
  nominationFields,
  personFields,
  typedNomination,
  typedPerson,
  type Typed,
} from './application-fields.js';
import { NominationForm, PersonForm, toPersonData } from './application.form.js';
import { applicationPage } from './application.page.js';
import { areaField, type Field } from './field.js';
import { confirmAnswer, formAnswer } from './form.page.js';
import { OwnFiles } from './own-files.js';
import { candidatePaths, pathTo } from './paths.js';
import { refusalErrors, ruleNames } from './refusal.page.js';

type Done = Result<unknown, CandidateRefusal[]>;

/** One application, as its candidate fills it in and follows it. */
@ApiExcludeController()
@Access('candidate')
@Controller()
export class MyApplicationController {
  constructor(
    private readonly own: OwnFiles,
    private readonly files: CaseFiles,
    private readonly savePerson: SavePersonDataService,
    private readonly saveNomination: SaveNominationService,
    private readonly submitApplication: SubmitApplicationService,
    private readonly withdrawApplication: WithdrawApplicationService,
    private readonly fileAppeal: FileAppealService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(candidatePaths.application)
  async show(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own.of(id, actor);
    return page('candidate/application', applicationPage(t, file, this.clock.now()));
  }

  @Get(candidatePaths.person)
  async showPerson(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return personAnswer(t, id, typedPerson(await this.own.of(id, actor)));
  }

  @Post(candidatePaths.person)
  async person(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const { dossier } = await this.own.of(id, actor);
    const form = await readBody(PersonForm, body);
    if (!form.ok) return personAnswer(t, id, body, fieldSentences(form.error, t));
    const saved = await this.savePerson.save(dossier.id, toPersonData(form.value), actor);
    return saved.ok ? back(id) : personAnswer(t, id, body, refusalErrors(t, saved.error));
  }

  @Get(candidatePaths.nomination)
  async showNomination(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own.of(id, actor);
    return nominationAnswer(t, file, typedNomination(file));
  }

  @Post(candidatePaths.nomination)
  async nomination(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own.of(id, actor);
    const form = await readBody(NominationForm, body);
    if (!form.ok) return nominationAnswer(t, file, body, fieldSentences(form.error, t));
    const { organisation = null, ...rest } = form.value;
    const saved = await this.saveNomination.save(file.dossier.id, { ...rest, organisation }, actor);
    return saved.ok ? back(id) : nominationAnswer(t, file, body, refusalErrors(t, saved.error));
  }

  @Get(candidatePaths.submission)
  async showSubmission(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    await this.own.of(id, actor);
    return confirmation(t, id, 'submission', ['will', 'know', 'true']);
  }

  @Post(candidatePaths.submission)
  async submission(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own.of(id, actor);
    const done = await this.submitApplication.submit(file.dossier.id, actor);
    return await this.finished(t, file, done);
  }

  @Get(candidatePaths.withdrawal)
  async showWithdrawal(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    await this.own.of(id, actor);
    return confirmation(t, id, 'withdrawal', ['will', 'know']);
  }

  @Post(candidatePaths.withdrawal)
  async withdrawal(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own.of(id, actor);
    const done = await this.withdrawApplication.withdraw(file.dossier.id, actor);
    return await this.finished(t, file, done);
  }

  @Get(candidatePaths.appeal)
  async showAppeal(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return appealAnswer(t, await this.own.of(id, actor), '');
  }

  @Post(candidatePaths.appeal)
  async appeal(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own.of(id, actor);
    const text = textIn(body, 'text');
    const filed = await this.fileAppeal.file(file.dossier.id, text, actor);
    return filed.ok ? back(id) : appealAnswer(t, file, text, refusalErrors(t, filed.error));
  }

  /** After a step that cannot be undone: the application again, with everything that kept it from being done. */
  private async finished(t: Translate, file: CaseFile, done: Done): Promise<Answer> {
    const { id } = file.dossier;
    if (done.ok) return back(id);
    const errors = refusalErrors(t, done.error, ruleNames(file.frame.primary.rules, t));
    const now = (await this.files.of(id)) ?? file;
    const view = { ...applicationPage(t, now, this.clock.now()), errors };
    return page('candidate/application', view, 422);
  }
}

function back(id: string): Answer {
  return go(pathTo(candidatePaths.application, { id }));
}

function backLink(t: Translate, id: string): { href: string; label: string } {
  return { href: pathTo(candidatePaths.application, { id }), label: t('candidate.my.back') };
}

function personAnswer(
  t: Translate,
  id: string,
  typed: Typed,
  errors: readonly FieldSentence[] = [],
): Answer {
  const fields = personFields(t, typed);
  const lead = [t('candidate.person.lead')];
  return partAnswer(t, id, 'person', lead, fields, errors);
}

function nominationAnswer(
  t: Translate,
  file: CaseFile,
  typed: Typed,
  errors: readonly FieldSentence[] = [],
): Answer {
  const fields = nominationFields(t, file, typed);
  return partAnswer(t, file.dossier.id, 'nomination', [], fields, errors);
}

function partAnswer(
  t: Translate,
  id: string,
  part: 'person' | 'nomination',
  lead: readonly string[],
  fields: readonly Field[],
  errors: readonly FieldSentence[],
): Answer {
  return formAnswer(
    {
      title: t(`candidate.${part}.title`),
      lead,
      fields,
      hidden: [],
      action: pathTo(candidatePaths[part], { id }),
      button: t('candidate.page.save'),
      back: backLink(t, id),
    },
    errors,
  );
}

function confirmation(
  t: Translate,
  id: string,
  act: 'submission' | 'withdrawal',
  sentences: readonly string[],
): Answer {
  return confirmAnswer({
    title: t(`candidate.${act}.title`),
    sentences: sentences.map((key) => t(`candidate.${act}.${key}`)),
    hidden: [],
    action: pathTo(candidatePaths[act], { id }),
    button: t(`candidate.${act}.button`),
    back: backLink(t, id),
  });
}

function appealAnswer(
  t: Translate,
  { dossier, way }: CaseFile,
  text: string,
  errors: readonly FieldSentence[] = [],
): Answer {
  const { id } = dossier;
  const step = way?.ok ? way.value.step : null;
  const lead = step
    ? [
        t('candidate.appeal.lead', {
          step: t(`candidate.step.${step.level}`),
          days: step.decideWithinDays,
        }),
        t(`candidate.appeal.${step.suspensive ? 'suspends' : 'does-not-suspend'}`),
      ]
    : [];
  return formAnswer(
    {
      title: t('candidate.appeal.title'),
      lead,
      fields: [areaField({ id: 'text', label: t('candidate.appeal.text'), value: text })],
      hidden: [],
      action: pathTo(candidatePaths.appeal, { id }),
      button: t('candidate.appeal.button'),
      back: backLink(t, id),
    },
    errors,
  );
}
