import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type CandidacyId, type ContestId } from '../../kernel/ids.js';
import { Public } from '../../platform/identity/index.js';
import { sha256Lot } from '../../platform/lot/index.js';
import { page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory, RegistrationWindow } from '../../primary/index.js';
import { CaseFiles } from '../application/case-files.js';
import { ContestFrames } from '../application/contest-frames.js';
import { CandidatePages } from './candidate-pages.js';
import { candidatePaths } from './paths.js';
import { candidatePage, contestCandidatesPage, isPublic } from './public.page.js';

/** What everybody may read about candidates. */
@ApiExcludeController()
@Public()
@Controller()
export class PublicCandidatesController {
  constructor(
    private readonly directory: PrimaryDirectory,
    private readonly frames: ContestFrames,
    private readonly files: CaseFiles,
    private readonly pages: CandidatePages,
    private readonly registration: RegistrationWindow,
  ) {}

  @Get(candidatePaths.candidate)
  async candidate(@Param('id') id: string, @Words() t: Translate): Promise<Answer> {
    const file = isId(id) ? await this.files.of(id as CandidacyId) : null;
    if (!file || !isPublic(file)) throw new NotFoundException();
    const [territories, sections] = await Promise.all([
      this.directory.territories(),
      this.pages.sections(file.dossier.id, t),
    ]);
    return page('candidate/candidate', { ...candidatePage(t, file, territories), sections });
  }

  /** The lot rests on the hash of the published rules, so that anyone can repeat the order. */
  @Get(candidatePaths.contestCandidates)
  async contest(@Param('id') id: string, @Words() t: Translate): Promise<Answer> {
    const frame = isId(id) ? await this.frames.of(id as ContestId) : null;
    if (!frame || frame.primary.state === 'draft') throw new NotFoundException();
    const [dossiers, territories] = await Promise.all([
      this.files.registeredIn(frame.contest.id),
      this.directory.territories(),
    ]);
    const order = {
      lot: sha256Lot(frame.primary.rulesHash),
      registration: this.registration.of(frame.primary),
    };
    const view = contestCandidatesPage(t, frame, dossiers, territories, order);
    return page('candidate/contest-candidates', view);
  }
}
