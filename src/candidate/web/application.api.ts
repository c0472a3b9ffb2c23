import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { isId, type CandidacyId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  fieldSentences,
  readBody,
  refusal,
  textFieldsIn,
  uploadIn,
  Words,
  type FieldErrors,
  type Translate,
} from '../../platform/web/index.js';
import { CaseFiles } from '../application/case-files.js';
import { FileAppealService } from '../application/file-appeal.service.js';
import { MyApplications } from '../application/my-applications.js';
import type { CandidateRefusal } from '../application/refusal.js';
import { SaveNominationService } from '../application/save-nomination.service.js';
import { SavePersonDataService } from '../application/save-person-data.service.js';
import { SavePlatformService } from '../application/save-platform.service.js';
import { isOwn, readsDossier } from '../application/scope.js';
import { StartApplicationService } from '../application/start-application.service.js';
import { SubmitApplicationService } from '../application/submit-application.service.js';
import { UploadDocumentsService } from '../application/upload-documents.service.js';
import { WithdrawApplicationService } from '../application/withdraw-application.service.js';
import {
  NewApplicationForm,
  NominationForm,
  PersonForm,
  PlatformRequest,
  toPersonData,
} from './application.form.js';
import {
  applicationAnswer,
  ApplicationAnswer,
  CreatedAnswer,
  RefusalsAnswer,
} from './candidate.answers.js';
import { TextForm } from './dossier.form.js';
import { refusedRequest } from './refusal.page.js';

@ApiTags('applications')
@ApiBearerAuth()
@ApiForbiddenResponse({ type: RefusalsAnswer })
@ApiUnprocessableEntityResponse({ type: RefusalsAnswer })
@Access()
@Controller('api')
export class ApplicationApi {
  constructor(
    private readonly mine: MyApplications,
    private readonly files: CaseFiles,
    private readonly startApplication: StartApplicationService,
    private readonly savePerson: SavePersonDataService,
    private readonly saveNomination: SaveNominationService,
    private readonly uploadDocuments: UploadDocumentsService,
    private readonly savePlatform: SavePlatformService,
    private readonly submitApplication: SubmitApplicationService,
    private readonly withdrawApplication: WithdrawApplicationService,
    private readonly fileAppeal: FileAppealService,
  ) {}

  @ApiOperation({ summary: 'My applications' })
  @ApiOkResponse({ type: [ApplicationAnswer] })
  @Get('my/applications')
  async list(@CurrentActor() actor: Actor, @Words() t: Translate): Promise<ApplicationAnswer[]> {
    const dossiers = await this.mine.of(actor);
    const files = await Promise.all(dossiers.map(({ id }) => this.files.of(id)));
    return files.flatMap((file) => (file ? [applicationAnswer(t, file)] : []));
  }

  @ApiOperation({ summary: 'Start an application in a contest' })
  @ApiCreatedResponse({ type: CreatedAnswer })
  @Post('my/applications')
  async start(
    @Body() body: NewApplicationForm,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<CreatedAnswer> {
    const form = formOf(t, await readBody(NewApplicationForm, body));
    return { id: valueOf(t, await this.startApplication.start(form, actor)) };
  }

  @ApiOperation({ summary: 'One application with its checks, groups and decisions' })
  @ApiOkResponse({ type: ApplicationAnswer })
  @Get('applications/:id')
  async show(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<ApplicationAnswer> {
    const file = await this.files.of(idOf(t, id));
    if (!file) throw refusedRequest(t, [{ kind: 'application-unknown' }]);
    const { dossier } = file;
    const readable = dossier.state !== 'draft' && readsDossier(actor, dossier);
    if (!isOwn(actor, dossier) && !readable) {
      throw refusedRequest(t, [{ kind: 'not-your-application' }]);
    }
    return applicationAnswer(t, file);
  }

  @ApiOperation({ summary: 'Save what the person’s documents say' })
  @HttpCode(204)
  @Put('applications/:id/person')
  async person(
    @Param('id') id: string,
    @Body() body: PersonForm,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    const form = formOf(t, await readBody(PersonForm, body));
    valueOf(t, await this.savePerson.save(idOf(t, id), toPersonData(form), actor));
  }

  @ApiOperation({ summary: 'Save who nominates, the groups claimed and the places held before' })
  @HttpCode(204)
  @Put('applications/:id/nomination')
  async nomination(
    @Param('id') id: string,
    @Body() body: NominationForm,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    const form = formOf(t, await readBody(NominationForm, body));
    const { route, organisation = null, claimedGroups, heldPlaces } = form;
    const nomination = { route, organisation, claimedGroups, heldPlaces };
    valueOf(t, await this.saveNomination.save(idOf(t, id), nomination, actor));
  }

  @ApiOperation({ summary: 'Save the platform: all its pledges' })
  @HttpCode(204)
  @Put('applications/:id/platform')
  async platform(
    @Param('id') id: string,
    @Body() body: PlatformRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    const form = formOf(t, await readBody(PlatformRequest, body));
    valueOf(t, await this.savePlatform.save(idOf(t, id), form.pledges, actor));
  }

  @ApiOperation({ summary: 'Upload a document; one of the same kind is replaced' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      properties: { kind: { type: 'string' }, file: { type: 'string', format: 'binary' } },
    },
  })
  @HttpCode(204)
  @Post('applications/:id/documents')
  async document(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    const { kind = '' } = textFieldsIn(body);
    const upload = await uploadIn(body, 'file');
    if (!upload) throw refusedRequest(t, [{ kind: 'file-empty', document: kind }]);
    valueOf(t, await this.uploadDocuments.upload(idOf(t, id), [{ kind, ...upload }], actor));
  }

  @ApiOperation({ summary: 'Hand the application in' })
  @HttpCode(204)
  @Post('applications/:id/submission')
  async submission(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    valueOf(t, await this.submitApplication.submit(idOf(t, id), actor));
  }

  @ApiOperation({ summary: 'Withdraw the application for good' })
  @HttpCode(204)
  @Post('applications/:id/withdrawal')
  async withdrawal(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<void> {
    valueOf(t, await this.withdrawApplication.withdraw(idOf(t, id), actor));
  }

  @ApiOperation({ summary: 'Appeal against a refusal or a striking off' })
  @ApiCreatedResponse({ type: CreatedAnswer })
  @Post('applications/:id/appeals')
  async appeal(
    @Param('id') id: string,
    @Body() body: TextForm,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<CreatedAnswer> {
    const { text } = formOf(t, await readBody(TextForm, body));
    return { id: valueOf(t, await this.fileAppeal.file(idOf(t, id), text, actor)) };
  }
}

/** The id of the address; what is not an id is not there. */
export function idOf(t: Translate, id: string): CandidacyId {
  if (!isId(id)) throw refusedRequest(t, [{ kind: 'application-unknown' }]);
  return id as CandidacyId;
}

/** The value of a request that passed its checks; one that did not is answered with every wrong field. */
export function formOf<T>(t: Translate, read: Result<T, FieldErrors>): T {
  if (read.ok) return read.value;
  throw refusal(fieldSentences(read.error, t).map((error) => ({ kind: 'field', ...error })));
}

/** The value of a use case; a refusal is answered with all its reasons. */
export function valueOf<T>(t: Translate, result: Result<T, CandidateRefusal[]>): T {
  if (result.ok) return result.value;
  throw refusedRequest(t, result.error);
}
