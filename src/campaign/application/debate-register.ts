import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '../../kernel/result.js';
import type { Actor } from '../../platform/identity/index.js';
import type { DebateId } from '../domain/ids.js';
import { DebateRepository, type StoredDebate } from '../persistence/debate.repository.js';
import type { CampaignRefusal } from './refusal.js';
import { readsRegister } from './scope.js';

/** What the commission reads of a debate besides what everybody does: reasons and documents. */
export type RegisteredDebate = Pick<StoredDebate, 'id' | 'unit' | 'slots'>;

@Injectable()
export class DebateRegister {
  constructor(private readonly debates: DebateRepository) {}

  async of(id: DebateId, actor: Actor): Promise<Result<RegisteredDebate, CampaignRefusal[]>> {
    const [debate] = await this.debates.find({ ids: [id] });
    if (!debate) return refuse([{ kind: 'debate-unknown' }]);
    if (!readsRegister(actor, debate.unit)) return refuse([{ kind: 'outside-your-territory' }]);
    return accept({ id: debate.id, unit: debate.unit, slots: debate.slots });
  }
}
