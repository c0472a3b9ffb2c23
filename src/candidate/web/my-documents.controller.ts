import { Body, Controller, Get, Param, Post, type StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { FileStore } from '../../platform/files/index.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  go,
  page,
  textFieldsIn,
  uploadIn,
  Words,
  type Answer,
  type Translate,
} from '../../platform/web/index.js';
import { UploadDocumentsService } from '../application/upload-documents.service.js';
import { documentFile } from './document-file.js';
import { documentsPage } from './documents.page.js';
import { OwnFiles } from './own-files.js';
import { candidatePaths, pathTo } from './paths.js';
import { refusalErrors, ruleNames } from './refusal.page.js';

/** The documents of one application, as its candidate hands them in. */
@ApiExcludeController()
@Access('candidate')
@Controller()
export class MyDocumentsController {
  constructor(
    private readonly own: OwnFiles,
    private readonly store: FileStore,
    private readonly uploadDocuments: UploadDocumentsService,
  ) {}

  @Get(candidatePaths.documents)
  async showDocuments(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return page('candidate/documents', documentsPage(t, await this.own.of(id, actor)));
  }

  @Post(candidatePaths.documents)
  async document(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own.of(id, actor);
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
    return documentFile(this.store, await this.own.of(id, actor), kind);
  }
}
