import { Injectable } from '@nestjs/common';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { platformReasons, type Pledge } from '../domain/platform.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import { platformFrame } from './application-facts.js';
import { ContestFrames } from './contest-frames.js';
import type { CandidateRefusal } from './refusal.js';
import { editRefusals } from './scope.js';

/** Saves the pledges of a platform, all of them at once. The same limits hold for everybody. */
@Injectable()
export class SavePlatformService {
  constructor(
    private readonly database: Database,
    private readonly frames: ContestFrames,
    private readonly candidacies: CandidacyRepository,
  ) {}

  async save(
    id: CandidacyId,
    pledges: readonly Pledge[],
    actor: Actor,
  ): Promise<Result<true, CandidateRefusal[]>> {
    return await this.database.decide(async (tx): Promise<Result<true, CandidateRefusal[]>> => {
      const [dossier] = await this.candidacies.lock(tx, [id]);
      if (!dossier) return refuse([{ kind: 'application-unknown' }]);
      const frame = await this.frames.known(dossier.contestId);
      const refusals = [
        ...editRefusals(actor, dossier),
        ...(pledges.length > 0 ? platformReasons(pledges, platformFrame(frame)) : []),
      ];
      if (refusals.length > 0) return refuse(refusals);
      await this.candidacies.savePledges(tx, id, pledges);
      return accept(true);
    });
  }
}
