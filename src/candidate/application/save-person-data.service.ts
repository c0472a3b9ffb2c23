import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { personDataReasons, type PersonData } from '../domain/person.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import { PersonRepository } from '../persistence/person.repository.js';
import { dayOf } from '../../primary/index.js';
import type { CandidateRefusal } from './refusal.js';
import { editRefusals } from './scope.js';

/** Saves what the person's documents say, while no application of the person is with a commission. */
@Injectable()
export class SavePersonDataService {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRepository,
    private readonly candidacies: CandidacyRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async save(
    id: CandidacyId,
    data: PersonData,
    actor: Actor,
  ): Promise<Result<true, CandidateRefusal[]>> {
    const now = this.clock.now();
    return await this.database.decide(async (tx): Promise<Result<true, CandidateRefusal[]>> => {
      const dossier = await this.candidacies.dossier(id, tx);
      if (!dossier) return refuse([{ kind: 'application-unknown' }]);
      const { person } = dossier;
      await this.candidacies.lockPerson(tx, person.id);
      const refusals: CandidateRefusal[] = [
        ...editRefusals(actor, dossier),
        ...personDataReasons(data, dayOf(now)),
      ];
      if (await this.people.isLocked(tx, person.id)) refusals.push({ kind: 'person-data-locked' });
      if (refusals.length > 0) return refuse(refusals);
      await this.people.saveData(tx, person.id, data, now);
      return accept(true);
    });
  }
}
