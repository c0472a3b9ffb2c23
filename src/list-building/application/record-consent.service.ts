import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { rangeFits, type PlaceRange } from '../domain/succession.js';
import { ListRepository } from '../persistence/list.repository.js';
import { documentOf } from './compose-list.js';
import { ListFactsReader } from './list-facts.js';
import { listOffice, type ConsentRefusal } from './refusal.js';

export type ConsentAnswer = 'given' | 'declined';

/** What the office rests an answer on, and the places accepted where the person named them. */
export interface ConsentDetails {
  readonly ground: string;
  readonly range: PlaceRange | null;
}

@Injectable()
export class RecordConsentService {
  constructor(
    private readonly database: Database,
    private readonly facts: ListFactsReader,
    private readonly lists: ListRepository,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Records the written answers of people on the list: all of them, or none where one is not on it. Who declines leaves
   * the list when it is built again.
   */
  async record(
    listId: ListId,
    candidateIds: readonly string[],
    answer: ConsentAnswer,
    actor: Actor,
    { ground, range }: ConsentDetails = { ground: '', range: null },
  ): Promise<Result<null, readonly ConsentRefusal[]>> {
    const list = await this.lists.byId(listId);
    const facts = list && (await this.facts.ofContest(list.contestId));
    if (!facts) return refuse([{ kind: 'no-such-list' }]);
    if (!actsIn(actor, facts.contest.territory, listOffice)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    return await this.database.decide(async (tx) => {
      const held = await this.lists.holdContest(tx, list.contestId);
      if (held?.state === 'filed') return refuse([{ kind: 'already-filed' }]);
      const version = await this.lists.version(listId, held?.version ?? 0, tx);
      const known = new Set(
        version ? documentOf(version.input).input.candidates.map(({ id }) => id) : [],
      );
      if (!candidateIds.every((id) => known.has(id))) return refuse([{ kind: 'not-on-list' }]);
      const allowed = held?.allowedPlaces ?? 0;
      if (range && (answer === 'declined' || !rangeFits(range, allowed))) {
        return refuse([{ kind: 'range-wrong', places: allowed }]);
      }
      const [recordedBy, recordedAt] = [actor.accountId, this.clock.now()];
      for (const candidateId of candidateIds) {
        await this.lists.putConsent(tx, {
          listId,
          candidateId,
          answer,
          acceptsFrom: range?.from ?? null,
          acceptsTo: range?.to ?? null,
          answeredBy: 'office',
          ground: ground.trim(),
          recordedBy,
          recordedAt,
        });
      }
      await this.ledger.append(tx, {
        kind: 'list-consent-recorded',
        subject: listId,
        actor: actor.accountId,
        data: {
          answer,
          candidates: [...candidateIds],
          ...(range && { from: range.from, to: range.to }),
          ...(ground.trim() !== '' && { ground: ground.trim() }),
        },
      });
      return accept(null);
    });
  }
}
