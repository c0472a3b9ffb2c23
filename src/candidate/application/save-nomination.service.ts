import { Injectable } from '@nestjs/common';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import type { Route } from '../domain/eligibility.js';
import type { HeldPlace } from '../domain/person.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import type { CandidateRefusal } from './refusal.js';
import { editRefusals } from './scope.js';

export interface Nomination {
  readonly route: Route;
  readonly organisation: string | null;
  readonly claimedGroups: readonly string[];
  readonly heldPlaces: readonly HeldPlace[];
}

/** Saves who nominates the person, which groups the person asks to be counted in, and the places held before. */
@Injectable()
export class SaveNominationService {
  constructor(
    private readonly database: Database,
    private readonly candidacies: CandidacyRepository,
  ) {}

  async save(
    id: CandidacyId,
    nomination: Nomination,
    actor: Actor,
  ): Promise<Result<true, CandidateRefusal[]>> {
    return await this.database.decide(async (tx): Promise<Result<true, CandidateRefusal[]>> => {
      const [dossier] = await this.candidacies.lock(tx, [id]);
      if (!dossier) return refuse([{ kind: 'application-unknown' }]);
      const refusals = editRefusals(actor, dossier);
      if (refusals.length > 0) return refuse(refusals);
      const organisation = nomination.organisation?.trim() ?? '';
      await this.candidacies.saveNomination(tx, id, {
        ...nomination,
        organisation: organisation === '' ? null : organisation,
      });
      return accept(true);
    });
  }
}
