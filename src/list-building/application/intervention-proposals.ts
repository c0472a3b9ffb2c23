import { Injectable } from '@nestjs/common';
import type { PrimaryId } from '../../kernel/ids.js';
import { Accounts } from '../../platform/identity/index.js';
import type { ListProposalEntity } from '../persistence/list-proposal.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import type { RankedList } from './list-directory.js';
import { listOffice } from './refusal.js';

/** A proposed place, and who can give it the second signature while it waits. */
export interface InterventionProposal {
  readonly act: ListProposalEntity;
  readonly awaited: readonly string[];
}

/** What was proposed on a list: for the central office alone until a second person signs. */
@Injectable()
export class InterventionProposals {
  constructor(
    private readonly lists: ListRepository,
    private readonly accounts: Accounts,
  ) {}

  /** Everything in a season that waits for a second signature. */
  async waiting(primaryId: PrimaryId): Promise<readonly ListProposalEntity[]> {
    return await this.lists.waitingProposals(primaryId);
  }

  async of({ id, contest }: RankedList): Promise<InterventionProposal[]> {
    const proposals = await this.lists.proposals(id);
    const waits = proposals.some(({ answer }) => answer === null);
    const office = waits ? await this.accounts.holdersOver(contest.territory, listOffice) : [];
    return proposals.map((act) => {
      const others = office.filter((holder) => holder.id !== act.proposedBy);
      return { act, awaited: act.answer === null ? others.map(({ name }) => name) : [] };
    });
  }
}
