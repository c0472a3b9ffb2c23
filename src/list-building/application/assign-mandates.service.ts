import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/index.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import type { Listed, Mandates } from '../domain/mandates.js';
import type { ListMandateEntity } from '../persistence/list-mandate.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import { SuccessionRepository } from '../persistence/succession.repository.js';
import { ListBuilder } from './list-builder.js';
import { ListDirectory, type RankedList } from './list-directory.js';
import { ListFactsReader, mandateQuotaIds } from './list-facts.js';
import { fullName } from './person-name.js';
import { listOffice, type MandateRefusal } from './refusal.js';
import { moved, UnmovedList } from './unmoved-list.js';

@Injectable()
export class AssignMandatesService {
  constructor(
    private readonly facts: ListFactsReader,
    private readonly directory: ListDirectory,
    private readonly builder: ListBuilder,
    private readonly unmoved: UnmovedList,
    private readonly lists: ListRepository,
    private readonly succession: SuccessionRepository,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Gives the seats won to people of the filed list in ranked order, under the quotas over the seats. */
  async assign(
    listId: ListId,
    seatsWon: number,
    actor: Actor,
  ): Promise<Result<null, readonly MandateRefusal[]>> {
    const list = await this.lists.byId(listId);
    const facts = list && (await this.facts.ofContest(list.contestId));
    if (!facts) return refuse([{ kind: 'no-such-list' }]);
    const { territory, seats } = facts.contest;
    if (!actsIn(actor, territory, listOffice)) return refuse([{ kind: 'outside-your-territory' }]);
    if (!Number.isSafeInteger(seatsWon) || seatsWon < 0) {
      return refuse([{ kind: 'seats-not-a-number' }]);
    }
    if (seatsWon > seats) return refuse([{ kind: 'more-seats-than-body', seats }]);
    const quotaIds = mandateQuotaIds(facts.body);
    return await this.unmoved.decide<Prepared, null, readonly MandateRefusal[]>(
      listId,
      async () => {
        const filing = await this.lists.filing(listId);
        if (!filing) return refuse([{ kind: 'not-filed' }]);
        if (filing.seatsWon !== null) return refuse([{ kind: 'already-seated' }]);
        const ranked = defined(await this.directory.byId(listId), 'a list that is there');
        const listed = listedOf(ranked);
        const quotas = ranked.input.quotas.filter(({ id }) => quotaIds.includes(id));
        const mandates = await this.builder.mandates(listed, seatsWon, quotas);
        return mandates.kind === 'assigned' ? accept({ listed, mandates }) : refuse([mandates]);
      },
      async (tx, _, { listed, mandates }) => {
        const filing = await this.lists.filing(listId, tx);
        if (filing?.seatsWon !== null) return refuse([{ kind: 'already-seated' }]);
        const ranked = defined(await this.directory.byId(listId), 'a list that is there');
        // Somebody may have left meanwhile.
        if (JSON.stringify(listedOf(ranked)) !== JSON.stringify(listed)) return moved;
        await this.seat(tx, listId, seatsWon, mandates, actor);
        return accept(null);
      },
    );
  }

  private async seat(
    tx: Tx,
    listId: ListId,
    seatsWon: number,
    mandates: Assigned,
    actor: Actor,
  ): Promise<void> {
    const passedOver = new Map(mandates.passedOver.map(({ id, because }) => [id, because]));
    const row =
      (status: 'seated' | 'reserve') =>
      (candidateId: string, index: number): ListMandateEntity => ({
        listId,
        candidateId,
        status,
        rank: index + 1,
        passedOverBy: passedOver.get(candidateId) ?? [],
      });
    const seating = { seatsWon, seatedBy: actor.accountId, seatedAt: this.clock.now() };
    await this.lists.seat(tx, listId, seating, [
      ...mandates.seated.map(row('seated')),
      ...mandates.reserve.map(row('reserve')),
    ]);
    await this.succession.addSeats(
      tx,
      mandates.seated.map((candidateId, index) => ({
        listId,
        seat: index + 1,
        holding: 1,
        candidateId,
        filledAs: 'assigned',
        reason: '',
        passedOver: [],
        filledBy: actor.accountId,
        filledByName: actor.name,
        filledAt: seating.seatedAt,
        vacatedReason: null,
        vacatedBy: null,
        vacatedByName: null,
        vacatedAt: null,
      })),
    );
    await this.ledger.append(tx, {
      kind: 'mandates-assigned',
      subject: listId,
      actor: actor.accountId,
      data: { seatsWon, seated: [...mandates.seated] },
    });
  }
}

type Assigned = Extract<Mandates, { readonly kind: 'assigned' }>;

interface Prepared {
  readonly listed: readonly Listed[];
  readonly mandates: Assigned;
}

function listedOf({ views, people, input }: RankedList): Listed[] {
  const groups = new Map(input.candidates.map((candidate) => [candidate.id, candidate.groups]));
  return views.afterInterventions.map((id) => {
    const person = defined(people.get(id), 'somebody on the list');
    return {
      id,
      name: fullName(person.name),
      groups: groups.get(id) ?? [],
      gone: !person.standing,
    };
  });
}
