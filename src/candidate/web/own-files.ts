import { Injectable, NotFoundException } from '@nestjs/common';
import { isId, type CandidacyId } from '../../kernel/ids.js';
import type { Actor } from '../../platform/identity/index.js';
import { CaseFiles, type CaseFile } from '../application/case-files.js';
import { MyApplications } from '../application/my-applications.js';

/** Opens an application for the candidate whose it is; to everybody else it is not there. */
@Injectable()
export class OwnFiles {
  constructor(
    private readonly mine: MyApplications,
    private readonly files: CaseFiles,
  ) {}

  async of(id: string, actor: Actor): Promise<CaseFile> {
    const [dossier] = isId(id)
      ? (await this.mine.of(actor)).filter((one) => one.id === (id as CandidacyId))
      : [];
    const file = dossier ? await this.files.of(dossier.id) : null;
    if (!file) throw new NotFoundException();
    return file;
  }
}
