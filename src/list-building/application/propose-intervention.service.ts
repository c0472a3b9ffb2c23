import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/index.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import type { ProposedIntervention } from '../domain/intervention.js';
import { ListRepository } from '../persistence/list.repository.js';
import { InterventionCheck, type GivenPlace, type PlaceToGive } from './intervention-check.js';
import { ListFactsReader } from './list-facts.js';
import type { ListWatch } from './list-threads.js';
import { listOffice, type InterveneRefusal } from './refusal.js';
import { UnmovedList } from './unmoved-list.js';
import { orderOf } from './version-writer.js';

/** Who follows a proposal being looked at. */
export interface ProposalWatch extends ListWatch {
  /** Writes down that the place was proposed, in the same transaction; what it throws undoes both. */
  readonly record?: (tx: Tx) => Promise<void>;
}

@Injectable()
export class ProposeInterventionService {
  constructor(
    private readonly facts: ListFactsReader,
    private readonly lists: ListRepository,
    private readonly check: InterventionCheck,
    private readonly unmoved: UnmovedList,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Proposes to give a place under the cap, signed with the actor's name, if every quota still holds. The list stays as it
   * is until another of the central office signs too (`AnswerInterventionService`).
   */
  async propose(
    listId: ListId,
    proposed: ProposedIntervention,
    actor: Actor,
    watch: ProposalWatch = {},
  ): Promise<Result<{ readonly number: number }, readonly InterveneRefusal[]>> {
    const list = await this.lists.byId(listId);
    const facts = list && (await this.facts.ofContest(list.contestId));
    if (!facts) return refuse([{ kind: 'no-such-list' }]);
    if (!actsIn(actor, facts.contest.territory, listOffice)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    const give = placeToGive(proposed);
    if (give === null) return refuse([{ kind: 'name-missing' }]);
    return await this.unmoved.decide(
      listId,
      (seen) => this.check.of(seen, facts, give, watch),
      async (tx, _, given) => {
        const written = await this.write(tx, listId, give, given, actor);
        if (written.ok) await watch.record?.(tx);
        return written;
      },
    );
  }

  private async write(
    tx: Tx,
    listId: ListId,
    give: PlaceToGive,
    { before, list }: GivenPlace,
    { accountId, name }: Actor,
  ): Promise<Result<{ number: number }, readonly InterveneRefusal[]>> {
    const proposals = await this.lists.proposals(listId, tx);
    const waiting = proposals.find(
      ({ answer, place, candidateId }) =>
        answer === null && (place === give.place || candidateId === give.candidateId),
    );
    if (waiting) return refuse([{ kind: 'proposal-waits', number: waiting.number }]);
    const number = proposals.length + 1;
    await this.lists.addProposal(tx, {
      listId,
      number,
      ...give,
      proposedBy: accountId,
      proposedByName: name,
      proposedAt: this.clock.now(),
      seenVersion: before.version,
      wouldBe: orderOf(list),
      ...unanswered,
    });
    await this.ledger.append(tx, {
      kind: 'list-intervention-proposed',
      subject: listId,
      actor: accountId,
      data: { number, place: give.place, candidate: give.candidateId },
    });
    return accept({ number });
  }
}

const unanswered = {
  answer: null,
  answeredBy: null,
  answeredByName: null,
  answeredAt: null,
  ground: '',
  intervention: null,
} as const;

/** Null where somebody who did not stand has no name. */
function placeToGive({ place, reason, person }: ProposedIntervention): PlaceToGive | null {
  const given = { place, reason: reason.trim() };
  if (person.kind === 'candidate') return { ...given, candidateId: person.id, outsider: null };
  const { family, given: givenName, patronymic, groups } = person;
  if (family.trim() === '' || givenName.trim() === '') return null;
  const outsider = { family, given: givenName, patronymic, groups };
  return { ...given, candidateId: randomUUID(), outsider };
}
