import { Body, Controller, Get, Param, Post, type StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { FileStore } from '../../platform/files/index.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  fieldSentences,
  readBody,
  textIn,
  Words,
  type Answer,
  type Translate,
} from '../../platform/web/index.js';
import { ReturnForCorrectionService } from '../application/return-for-correction.service.js';
import { StrikeOffService } from '../application/strike-off.service.js';
import { TakeUnderReviewService } from '../application/take-under-review.service.js';
import { VerifyGroupEvidenceService } from '../application/verify-group-evidence.service.js';
import type { Typed } from './application-fields.js';
import { CaseDesk } from './case-desk.js';
import { documentFile } from './document-file.js';
import { acted, correctionAnswer, strikingOffAnswer, surelyStrikeOff } from './dossier-acts.js';
import { StrikingOffForm } from './dossier.form.js';
import { candidatePaths } from './paths.js';

/** One application before the commission: the dossier beside the checks, and every act with a page of its own. */
@ApiExcludeController()
@Access('commission-chair', 'commission-secretary', 'commission-member', 'central-office')
@Controller()
export class DossierController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly store: FileStore,
    private readonly takeUnderReview: TakeUnderReviewService,
    private readonly verifyEvidence: VerifyGroupEvidenceService,
    private readonly returnForCorrection: ReturnForCorrectionService,
    private readonly strike: StrikeOffService,
  ) {}

  @Get(candidatePaths.dossier)
  async show(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return await this.desk.show(t, await this.desk.readable(id, actor), actor);
  }

  @Get(candidatePaths.dossierDocument)
  async download(
    @Param('id') id: string,
    @Param('kind') kind: string,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    return documentFile(this.store, await this.desk.readable(id, actor), kind);
  }

  @Post(candidatePaths.review)
  async review(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.desk.existing(id);
    const taken = await this.takeUnderReview.take([file.dossier.id], actor);
    return await this.desk.done(t, file, actor, taken);
  }

  @Post(candidatePaths.evidence)
  async evidence(
    @Param('id') id: string,
    @Param('group') group: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.desk.existing(id);
    const finding = {
      candidacyId: file.dossier.id,
      group,
      verified: body['finding'] === 'verified',
      note: textIn(body, 'note'),
    };
    const found = await this.verifyEvidence.verify([finding], actor);
    return await acted(t, { file }, found, (errors) => {
      const besideTheNote = errors.map((error) => ({ ...error, field: `note-${group}` }));
      return this.desk.show(t, file, actor, besideTheNote);
    });
  }

  @Get(candidatePaths.correction)
  async showCorrection(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return correctionAnswer(t, await this.desk.readable(id, actor), '');
  }

  @Post(candidatePaths.correction)
  async correction(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.desk.existing(id);
    const text = textIn(body, 'text');
    const returned = await this.returnForCorrection.giveBack(file.dossier.id, text, actor);
    return acted(t, { file }, returned, (errors) => correctionAnswer(t, file, text, errors));
  }

  @Get(candidatePaths.strikingOff)
  async showStrikingOff(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return strikingOffAnswer(t, await this.desk.readable(id, actor), {});
  }

  /** First the ground and the reason, then a page that says what will happen, then it happens. */
  @Post(candidatePaths.strikingOff)
  async strikingOff(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.desk.existing(id);
    const form = await readBody(StrikingOffForm, body);
    if (!form.ok) return strikingOffAnswer(t, file, body, fieldSentences(form.error, t));
    const { ground, text } = form.value;
    if (text.trim() !== '' && body['sure'] !== 'yes') return surelyStrikeOff(t, file, form.value);
    const struck = await this.strike.strikeOff(file.dossier.id, ground, text, actor);
    return acted(t, { file }, struck, (errors) => strikingOffAnswer(t, file, body, errors));
  }
}
