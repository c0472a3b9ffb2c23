import { Injectable } from '@nestjs/common';
import {
  Departures,
  StrikeOffService,
  type CandidateRefusal,
  type StrikeOffGround,
} from '../../candidate/index.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import type { Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import type { CampaignRefusal } from './refusal.js';

/** Strikes a candidate off inside a decision of this module, and speaks of a refusal in this module's words. */
@Injectable()
export class Removal {
  constructor(
    private readonly candidates: StrikeOffService,
    private readonly departures: Departures,
  ) {}

  /** What follows once the decision is committed: a list the candidate stood on is built again. */
  async followed(candidacyId: CandidacyId, actor: Actor): Promise<void> {
    await this.departures.tell(candidacyId, actor);
  }

  async of(
    candidacyId: CandidacyId,
    ground: StrikeOffGround,
    text: string,
    actor: Actor,
    tx: Tx,
  ): Promise<Result<true, CampaignRefusal[]>> {
    const struck = await this.candidates.strikeOff(candidacyId, ground, text, actor, tx);
    if (struck.ok) return accept(true);
    return refuse(struck.error.map((reason) => inOurWords(reason, candidacyId)));
  }
}

function inOurWords(reason: CandidateRefusal, candidacyId: CandidacyId): CampaignRefusal {
  switch (reason.kind) {
    case 'outside-your-territory':
      return { kind: 'outside-your-territory' };
    case 'text-missing':
      return { kind: 'text-missing' };
    case 'application-unknown':
      return { kind: 'candidacy-unknown' };
    default:
      return { kind: 'not-registered', candidacies: [candidacyId] };
  }
}
