import {
  Body,
  Controller,
  Get,
  Inject,
  NotFoundException,
  Param,
  Post,
  StreamableFile,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type CandidacyId } from '../../kernel/ids.js';
import type { Clock } from '../../kernel/clock.js';
import type { Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { FileStore } from '../../platform/files/index.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  go,
  page,
  readBody,
  textFieldsIn,
  uploadIn,
  Words,
  type Answer,
  type Translate,
} from '../../platform/web/index.js';
import { PrimaryDirectory, type Territory } from '../../primary/index.js';
import { CaseFiles, type CaseFile } from '../application/case-files.js';
import { FileAppealService } from '../application/file-appeal.service.js';
import { MyApplications } from '../application/my-applications.js';
import type { CandidateRefusal } from '../application/refusal.js';
import { SaveNominationService } from '../application/save-nomination.service.js';
import { SavePersonDataService } from '../application/save-person-data.service.js';
import { SavePlatformService } from '../application/save-platform.service.js';
import { SubmitApplicationService } from '../application/submit-application.service.js';
import { UploadDocumentsService } from '../application/upload-documents.service.js';
import { WithdrawApplicationService } from '../application/withdraw-application.service.js';
import {
  nominationFields,
  personFields,
  pledgeFields,
  typedNomination,
  typedPerson,
  typedPledge,
  type Typed,
} from './application-fields.js';
import {
  NominationForm,
  PersonForm,
  PledgeForm,
  toPersonData,
  toPledge,
} from './application.form.js';
import { applicationPage } from './application.page.js';
import { documentsPage } from './documents.page.js';
import { areaField, formErrors, type Field, type FormError } from './field.js';
import { confirmAnswer, formAnswer } from './form.page.js';
import { candidatePaths, pathTo } from './paths.js';
import { platformPage } from './platform.page.js';
import { refusalErrors, ruleNames } from './refusal.page.js';

type Done = Result<unknown, CandidateRefusal[]>;

/** One application, as its candidate fills it in and follows it. */
@ApiExcludeController()
@Access('candidate')
@Controller()
export class MyApplicationController {
  constructor(
    private readonly mine: MyApplications,
    private readonly files: CaseFiles,
    private readonly store: FileStore,
    private readonly directory: PrimaryDirectory,
    private readonly savePerson: SavePersonDataService,
    private readonly saveNomination: SaveNominationService,
    private readonly uploadDocuments: UploadDocumentsService,
    private readonly savePlatform: SavePlatformService,
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
    const file = await this.own(id, actor);
    return page('candidate/application', applicationPage(t, file, this.clock.now()));
  }

  @Get(candidatePaths.person)
  async showPerson(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return personAnswer(t, id, typedPerson(await this.own(id, actor)));
  }

  @Post(candidatePaths.person)
  async person(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const { dossier } = await this.own(id, actor);
    const form = await readBody(PersonForm, body);
    if (!form.ok) return personAnswer(t, id, body, formErrors(t, form.error));
    const saved = await this.savePerson.save(dossier.id, toPersonData(form.value), actor);
    return saved.ok ? back(id) : personAnswer(t, id, body, refusalErrors(t, saved.error));
  }

  @Get(candidatePaths.nomination)
  async showNomination(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own(id, actor);
    return nominationAnswer(t, file, typedNomination(file));
  }

  @Post(candidatePaths.nomination)
  async nomination(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own(id, actor);
    const form = await readBody(NominationForm, body);
    if (!form.ok) return nominationAnswer(t, file, body, formErrors(t, form.error));
    const { organisation = null, ...rest } = form.value;
    const saved = await this.saveNomination.save(file.dossier.id, { ...rest, organisation }, actor);
    return saved.ok ? back(id) : nominationAnswer(t, file, body, refusalErrors(t, saved.error));
  }

  @Get(candidatePaths.documents)
  async showDocuments(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return page('candidate/documents', documentsPage(t, await this.own(id, actor)));
  }

  @Post(candidatePaths.documents)
  async document(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own(id, actor);
    const { kind = '' } = textFieldsIn(body);
    const upload = await uploadIn(body, 'file');
    const to = pathTo(candidatePaths.documents, { id });
    if (!upload) {
      const missing = { field: `file-${kind}`, sentence: t('candidate.refusal.file-missing') };
      return page('candidate/documents', documentsPage(t, file, [missing]), 422);
    }
    const kept = await this.uploadDocuments.upload(file.dossier.id, [{ kind, ...upload }], actor);
    if (kept.ok) return go(to);
    const names = ruleNames(file.frame.primary.rules, t);
    const errors = refusalErrors(t, kept.error, names);
    return page('candidate/documents', documentsPage(t, file, errors), 422);
  }

  @Get(candidatePaths.document)
  async download(
    @Param('id') id: string,
    @Param('kind') kind: string,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    const { dossier } = await this.own(id, actor);
    const document = dossier.documents.find((one) => one.kind === kind);
    if (!document) throw new NotFoundException();
    return new StreamableFile(this.store.read(document.hash), {
      type: document.type,
      disposition: `attachment; filename*=UTF-8''${encodeURIComponent(document.name)}`,
      length: document.size,
    });
  }

  @Get(candidatePaths.platform)
  async showPlatform(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own(id, actor);
    return page('candidate/platform', platformPage(t, file, await this.directory.territories()));
  }

  @Get(candidatePaths.pledge)
  async showPledge(
    @Param('id') id: string,
    @Param('number') number: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own(id, actor);
    const place = placeOf(file, number);
    return await this.pledgeAnswer(t, file, place, typedPledge(file, place));
  }

  @Post(candidatePaths.pledge)
  async pledge(
    @Param('id') id: string,
    @Param('number') number: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own(id, actor);
    const place = placeOf(file, number);
    const form = await readBody(PledgeForm, body);
    if (!form.ok) return await this.pledgeAnswer(t, file, place, body, formErrors(t, form.error));
    const pledges = [...file.dossier.pledges];
    pledges[place - 1] = toPledge(form.value);
    const saved = await this.savePlatform.save(file.dossier.id, pledges, actor);
    if (saved.ok) return go(pathTo(candidatePaths.platform, { id }));
    return await this.pledgeAnswer(t, file, place, body, refusalErrors(t, saved.error));
  }

  @Post(candidatePaths.pledgeRemoval)
  async removePledge(
    @Param('id') id: string,
    @Param('number') number: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own(id, actor);
    const place = placeOf(file, number);
    const pledges = file.dossier.pledges.filter((_, index) => index !== place - 1);
    const saved = await this.savePlatform.save(file.dossier.id, pledges, actor);
    if (saved.ok) return go(pathTo(candidatePaths.platform, { id }));
    const territories = await this.directory.territories();
    const view = platformPage(t, file, territories, refusalErrors(t, saved.error));
    return page('candidate/platform', view, 422);
  }

  @Get(candidatePaths.submission)
  async showSubmission(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    await this.own(id, actor);
    return confirmation(t, id, 'submission', ['will', 'know', 'true']);
  }

  @Post(candidatePaths.submission)
  async submission(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own(id, actor);
    const done = await this.submitApplication.submit(file.dossier.id, actor);
    return await this.finished(t, file, done);
  }

  @Get(candidatePaths.withdrawal)
  async showWithdrawal(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    await this.own(id, actor);
    return confirmation(t, id, 'withdrawal', ['will', 'know']);
  }

  @Post(candidatePaths.withdrawal)
  async withdrawal(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own(id, actor);
    const done = await this.withdrawApplication.withdraw(file.dossier.id, actor);
    return await this.finished(t, file, done);
  }

  @Get(candidatePaths.appeal)
  async showAppeal(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return appealAnswer(t, await this.own(id, actor), '');
  }

  @Post(candidatePaths.appeal)
  async appeal(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own(id, actor);
    const text = typeof body['text'] === 'string' ? body['text'] : '';
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

  private async own(id: string, actor: Actor): Promise<CaseFile> {
    const [dossier] = isId(id)
      ? (await this.mine.of(actor)).filter((one) => one.id === (id as CandidacyId))
      : [];
    const file = dossier ? await this.files.of(dossier.id) : null;
    if (!file) throw new NotFoundException();
    return file;
  }

  private async pledgeAnswer(
    t: Translate,
    file: CaseFile,
    place: number,
    typed: Typed,
    errors: readonly FormError[] = [],
  ): Promise<Answer> {
    const { id } = file.dossier;
    const covered = await this.territoriesOf(file);
    return formAnswer(
      {
        title: t('candidate.pledge.title', { number: place }),
        lead: [t('candidate.pledge.lead')],
        fields: pledgeFields(t, covered, typed),
        hidden: [],
        action: pathTo(candidatePaths.pledge, { id, number: place }),
        button: t('candidate.page.save'),
        back: {
          href: pathTo(candidatePaths.platform, { id }),
          label: t('candidate.platform.title'),
        },
      },
      errors,
    );
  }

  private async territoriesOf({ frame }: CaseFile): Promise<Territory[]> {
    const all = await this.directory.territories();
    return all.filter(({ code }) => this.directory.isWithin(code, frame.contest.territory));
  }
}

function back(id: string): Answer {
  return go(pathTo(candidatePaths.application, { id }));
}

/** The place of a pledge, from 1 to the next free one. */
function placeOf({ dossier }: CaseFile, number: string): number {
  const place = Number(number);
  const known = Number.isInteger(place) && place >= 1 && place <= dossier.pledges.length + 1;
  if (!known) throw new NotFoundException();
  return place;
}

function backLink(t: Translate, id: string): { href: string; label: string } {
  return { href: pathTo(candidatePaths.application, { id }), label: t('candidate.my.back') };
}

function personAnswer(
  t: Translate,
  id: string,
  typed: Typed,
  errors: readonly FormError[] = [],
): Answer {
  const fields = personFields(t, typed);
  const lead = [t('candidate.person.lead')];
  return partAnswer(t, id, 'person', lead, fields, errors);
}

function nominationAnswer(
  t: Translate,
  file: CaseFile,
  typed: Typed,
  errors: readonly FormError[] = [],
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
  errors: readonly FormError[],
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
  errors: readonly FormError[] = [],
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
