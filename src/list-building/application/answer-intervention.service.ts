import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import type { ListProposalEntity } from '../persistence/list-proposal.entity.js';
import type { ListEntity } from '../persistence/list.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import { InterventionCheck, type GivenPlace } from './intervention-check.js';
import { ListFactsReader, type ContestFacts } from './list-facts.js';
import type { ListWatch } from './list-threads.js';
import { PlaceMessages } from './place-messages.js';
import { listOffice, type InterveneRefusal } from './refusal.js';
import { UnmovedList } from './unmoved-list.js';

/** A place that was given, and the version of the list with it. */
export interface SignedIntervention {
  readonly number: number;
  readonly version: number;
}

/** Who follows a list being built around a place. */
export interface SignatureWatch extends ListWatch {
  /** Writes down that the place was given, in the same transaction; what it throws undoes both. */
  readonly record?: (tx: Tx, signed: SignedIntervention) => Promise<void>;
}

interface OpenProposal {
  readonly facts: ContestFacts;
  readonly proposal: ListProposalEntity;
}

/** The second signature: with it a proposed place is given, without it nothing happens. */
@Injectable()
export class AnswerInterventionService {
  constructor(
    private readonly database: Database,
    private readonly facts: ListFactsReader,
    private readonly lists: ListRepository,
    private readonly check: InterventionCheck,
    private readonly unmoved: UnmovedList,
    private readonly messages: PlaceMessages,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Gives the proposed place, if every quota holds on the list as it is now; the list is rebuilt around it. */
  async sign(
    listId: ListId,
    number: number,
    actor: Actor,
    watch: SignatureWatch = {},
  ): Promise<Result<SignedIntervention, readonly InterveneRefusal[]>> {
    const found = await this.open(listId, number, actor);
    if (!found.ok) return found;
    const { facts, proposal } = found.value;
    if (proposal.proposedBy === actor.accountId) return refuse([{ kind: 'own-proposal' }]);
    return await this.unmoved.decide(
      listId,
      (seen) => this.check.of(seen, facts, proposal, watch),
      async (tx, held, given) => {
        if (!(await this.waits(tx, proposal))) return refuse([{ kind: 'no-such-proposal' }]);
        const signed = await this.give(tx, held, proposal, given, actor);
        await watch.record?.(tx, signed);
        return accept(signed);
      },
    );
  }

  /** Turns the proposal down with a ground; from whoever made it, it is taken back, which needs none. */
  async refuse(
    listId: ListId,
    number: number,
    ground: string,
    actor: Actor,
  ): Promise<Result<null, readonly InterveneRefusal[]>> {
    const found = await this.open(listId, number, actor);
    if (!found.ok) return found;
    const { facts, proposal } = found.value;
    const answer = proposal.proposedBy === actor.accountId ? 'withdrawn' : 'refused';
    if (answer === 'refused' && ground.trim() === '') return refuse([{ kind: 'ground-missing' }]);
    return await this.database.decide<Result<null, readonly InterveneRefusal[]>>(async (tx) => {
      await this.lists.holdContest(tx, facts.contest.id);
      if (!(await this.waits(tx, proposal))) return refuse([{ kind: 'no-such-proposal' }]);
      await this.answer(tx, proposal, answer, ground.trim(), null, actor);
      await this.ledger.append(tx, {
        kind: 'list-intervention-refused',
        subject: listId,
        actor: actor.accountId,
        data: { proposal: number, answer, ground: ground.trim() },
      });
      return accept(null);
    });
  }

  private async open(
    listId: ListId,
    number: number,
    actor: Actor,
  ): Promise<Result<OpenProposal, readonly InterveneRefusal[]>> {
    const list = await this.lists.byId(listId);
    const facts = list && (await this.facts.ofContest(list.contestId));
    if (!facts) return refuse([{ kind: 'no-such-list' }]);
    if (!actsIn(actor, facts.contest.territory, listOffice)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    const proposal = (await this.lists.proposals(listId)).find((one) => one.number === number);
    if (proposal?.answer !== null) return refuse([{ kind: 'no-such-proposal' }]);
    return accept({ facts, proposal });
  }

  private async waits(tx: Tx, { listId, number }: ListProposalEntity): Promise<boolean> {
    const proposals = await this.lists.proposals(listId, tx);
    return proposals.some((one) => one.number === number && one.answer === null);
  }

  private async give(
    tx: Tx,
    list: ListEntity,
    proposal: ListProposalEntity,
    { before, document, list: outcome }: GivenPlace,
    actor: Actor,
  ): Promise<SignedIntervention> {
    const listId = list.id;
    const version = list.version + 1;
    const number = (await this.lists.interventions(listId, tx)).length + 1;
    const confirmedAt = this.clock.now();
    const { place, candidateId, outsider, reason } = proposal;
    if (outsider) await this.lists.addOutsider(tx, { id: candidateId, listId, ...outsider });
    await this.lists.addIntervention(tx, {
      listId,
      number,
      place,
      candidateId,
      reason,
      authorId: proposal.proposedBy,
      authorName: proposal.proposedByName,
      signedAt: proposal.proposedAt,
      confirmedBy: actor.accountId,
      confirmedByName: actor.name,
      confirmedAt,
    });
    await this.answer(tx, proposal, 'signed', '', number, actor);
    const asVoted = await this.lists.places(listId, list.version, 'as-voted', tx);
    const afterQuotas = await this.lists.places(listId, list.version, 'after-quotas', tx);
    const after = outcome.list.map(({ candidate }) => candidate);
    await this.lists.change(tx, listId, { version });
    await this.lists.addVersion(
      tx,
      {
        listId,
        version,
        cause: 'intervention',
        resultHashes: before.resultHashes,
        input: document.text,
        inputHash: document.hash,
        outcome,
        madeBy: actor.accountId,
        madeByName: actor.name,
        madeAt: confirmedAt,
      },
      {
        'as-voted': asVoted,
        'after-quotas': afterQuotas,
        'after-interventions': after,
      },
    );
    await this.ledger.append(tx, {
      kind: 'list-intervention',
      subject: listId,
      actor: actor.accountId,
      data: {
        number,
        proposal: proposal.number,
        place,
        candidate: candidateId,
        version,
        input: document.hash,
      },
    });
    await this.messages.changed(tx, {
      before: await this.lists.places(listId, list.version, 'after-interventions', tx),
      after,
      cause: 'intervention',
      barred: document.input.barred,
    });
    return { number, version };
  }

  private async answer(
    tx: Tx,
    proposal: ListProposalEntity,
    answer: 'signed' | 'refused' | 'withdrawn',
    ground: string,
    intervention: number | null,
    { accountId, name }: Actor,
  ): Promise<void> {
    await this.lists.answerProposal(tx, proposal, {
      answer,
      answeredBy: accountId,
      answeredByName: name,
      answeredAt: this.clock.now(),
      ground,
      intervention,
    });
  }
}
