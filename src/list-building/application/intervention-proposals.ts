import { Injectable } from '@nestjs/common';
import type { PrimaryId } from '../../kernel/ids.js';
import { Accounts } from '../../platform/identity/index.js';
import { versionDifference, type Difference } from '../domain/version-difference.js';
import type { ListProposalEntity } from '../persistence/list-proposal.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import type { RankedList } from './list-directory.js';
import { listOffice } from './refusal.js';

/** A proposed place, and who can give it the second signature while it waits. */
export interface InterventionProposal {
  readonly act: ListProposalEntity;
  readonly awaited: readonly string[];
  /** What it would change; null where it no longer waits, or that was not kept. */
  readonly change: ProposedChange | null;
}

/** What a place does to the list, as it was counted when the place was proposed. */
export interface ProposedChange {
  readonly differences: readonly Difference[];
  /** Whether the list has another version by now: then it is counted anew with the signature. */
  readonly stale: boolean;
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

  async of({ id, contest, version }: RankedList): Promise<InterventionProposal[]> {
    const proposals = await this.lists.proposals(id);
    const waits = proposals.some(({ answer }) => answer === null);
    const office = waits ? await this.accounts.holdersOver(contest.territory, listOffice) : [];
    return await Promise.all(
      proposals.map(async (act) => {
        if (act.answer !== null) return { act, awaited: [], change: null };
        const others = office.filter((holder) => holder.id !== act.proposedBy);
        const change = await this.change(act, version);
        return { act, awaited: others.map(({ name }) => name), change };
      }),
    );
  }

  private async change(
    { listId, seenVersion, wouldBe }: ListProposalEntity,
    version: number,
  ): Promise<ProposedChange | null> {
    if (seenVersion === null || wouldBe === null) return null;
    const before = await this.lists.places(listId, seenVersion, 'after-interventions');
    const differences = versionDifference(before, wouldBe).filter(({ kind }) => kind !== 'stayed');
    return { differences, stale: seenVersion !== version };
  }
}
