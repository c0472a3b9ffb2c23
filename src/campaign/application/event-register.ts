import { Injectable } from '@nestjs/common';
import type { CandidacyId } from '../../kernel/ids.js';
import {
  CandidateEventRepository,
  type StoredEvent,
} from '../persistence/candidate-event.repository.js';

export type { StoredEvent } from '../persistence/candidate-event.repository.js';

/** The register of campaign events; everybody may read it. */
@Injectable()
export class EventRegister {
  constructor(private readonly events: CandidateEventRepository) {}

  /** The events of candidates, the newest first. */
  async of(candidacies: readonly CandidacyId[]): Promise<StoredEvent[]> {
    return await this.events.of(candidacies);
  }
}
