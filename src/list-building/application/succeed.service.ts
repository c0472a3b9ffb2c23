import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { successionOf } from '../../primary/index.js';
import { orderForFiling } from '../domain/filed-order.js';
import type { ListOutcome } from '../domain/list-outcome.js';
import {
  leavingOf,
  successionInput,
  withEmptyNumbers,
  type Leaving,
  type Reach,
  type Standing,
} from '../domain/succession.js';
import type { ListVersionEntity } from '../persistence/list-version.entity.js';
import type { ListEntity } from '../persistence/list.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import { SuccessionRepository } from '../persistence/succession.repository.js';
import { documentOf, documentWithFixed, type ListDocument } from './compose-list.js';
import { ListComposer } from './list-composer.js';
import { ListFactsReader, type ContestFacts, type MeritOrder } from './list-facts.js';
import { listOffice, type SucceedRefusal } from './refusal.js';
import { orderOf, VersionWriter } from './version-writer.js';

/** What became of a list after people left it. */
export type Succession =
  | { readonly kind: 'nobody-left' }
  | {
      readonly kind: 'rebuilt';
      readonly version: number;
      readonly status: ListOutcome['status'];
      readonly leaving: readonly Leaving[];
    }
  | {
      readonly kind: 'numbers-empty';
      readonly order: readonly (string | null)[];
      readonly leaving: readonly Leaving[];
    };

@Injectable()
export class SucceedService {
  constructor(
    private readonly database: Database,
    private readonly facts: ListFactsReader,
    private readonly lists: ListRepository,
    private readonly succession: SuccessionRepository,
    private readonly composer: ListComposer,
    private readonly versions: VersionWriter,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Goes on without those who left, at the wish of the office; refused where nobody did. */
  async succeed(
    listId: ListId,
    actor: Actor,
  ): Promise<Result<Succession, readonly SucceedRefusal[]>> {
    const list = await this.lists.byId(listId);
    const facts = list && (await this.facts.ofContest(list.contestId));
    if (!facts) return refuse([{ kind: 'no-such-list' }]);
    if (!actsIn(actor, facts.contest.territory, listOffice)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    const done = await this.follow(listId, actor);
    return done.ok && done.value.kind === 'nobody-left' ? refuse([{ kind: 'nobody-left' }]) : done;
  }

  /**
   * What follows from what people did themselves: the list is built again from the same sealed results without whoever
   * withdrew, was struck off, declined or stands where they do not accept, as far as the rules say. Both versions stay.
   */
  async follow(
    listId: ListId,
    actor: Actor,
  ): Promise<Result<Succession, readonly SucceedRefusal[]>> {
    const list = await this.lists.byId(listId);
    const facts = list && (await this.facts.ofContest(list.contestId));
    if (!facts) return refuse([{ kind: 'no-such-list' }]);
    const merit = await this.facts.meritOrder(facts);
    if (!merit) return refuse([{ kind: 'results-not-final' }]);
    return await this.database.decide(async (tx) => {
      const held = defined(
        await this.lists.holdContest(tx, list.contestId),
        'a list that is there',
      );
      if (held.state !== 'built' && held.state !== 'filed') return refuse([{ kind: 'not-built' }]);
      const before = defined(
        await this.lists.version(listId, held.version, tx),
        'the newest version of a list',
      );
      const order = await this.lists.places(listId, held.version, 'after-interventions', tx);
      const leaving = await this.leaving(tx, held, order, merit);
      if (leaving.length === 0) return accept({ kind: 'nobody-left' });
      // The same sealed results, or nothing: a recount is a reason to build, not a consequence of somebody's leaving.
      if (merit.resultHashes.join() !== before.resultHashes.join()) {
        return refuse([{ kind: 'result-changed' }]);
      }
      const reach = await this.reach(tx, held, facts);
      const next = await this.next(tx, { held, before, order, facts, merit, leaving, reach });
      const succession =
        next === null
          ? await this.emptyNumbers(tx, held, order, leaving, actor)
          : await this.rebuilt(tx, held, before, next, leaving, actor);
      return accept(succession);
    });
  }

  private async leaving(
    tx: Tx,
    { id, version }: ListEntity,
    order: readonly string[],
    merit: MeritOrder,
  ): Promise<Leaving[]> {
    const consents = await this.lists.consents(id, tx);
    const recorded = (await this.succession.departures(id, tx)).filter(
      ({ fromVersion }) => fromVersion === version,
    );
    const standings = order.map((candidate): Standing => {
      const consent = consents.find(({ candidateId }) => candidateId === candidate);
      return {
        candidate,
        state: stateOf(merit, candidate),
        answer: consent?.answeredBy === 'silence' ? 'silent' : (consent?.answer ?? null),
        accepts:
          consent?.acceptsFrom && consent.acceptsTo
            ? { from: consent.acceptsFrom, to: consent.acceptsTo }
            : null,
      };
    });
    return leavingOf(standings).filter(
      ({ candidate }) => !recorded.some(({ candidateId }) => candidateId === candidate),
    );
  }

  /** Once seats are assigned nothing moves any more: whoever leaves then leaves a number, or a seat, empty. */
  private async reach(tx: Tx, { id, state }: ListEntity, { body }: ContestFacts): Promise<Reach> {
    const { beforeFiling, afterFiling } = successionOf(body);
    if (state !== 'filed') return beforeFiling;
    const filing = await this.lists.filing(id, tx);
    return filing?.seatsWon === null ? afterFiling : 'number-stays-empty';
  }

  /** The next list; null where nothing moves. Yields that leave no list lapse before anything else is given up. */
  private async next(tx: Tx, from: Going): Promise<Next | null> {
    const first = await this.attempt(tx, from, true);
    if (first === null) return null;
    const { outcome, yielded } = first;
    const next =
      outcome.status === 'infeasible' && yielded ? await this.attempt(tx, from, false) : first;
    // A filed list is not replaced by none: its number stays empty.
    return from.held.state === 'filed' && next?.outcome.status !== 'built' ? null : next;
  }

  private async attempt(
    tx: Tx,
    { held, before, order, facts, merit, leaving, reach }: Going,
    yields: boolean,
  ): Promise<(Next & { readonly yielded: boolean }) | null> {
    const composed = await this.composer.compose(tx, facts, merit, held, { yields });
    const { input } = documentOf(before.input);
    const next = successionInput({ input, order }, composed.given.input, leaving, reach);
    if (next === null) return null;
    const document = documentWithFixed(composed.given, next.fixed);
    const outcome = this.versions.build(document.input, before.outcome);
    const { asVoted, yielded, plain } = composed;
    const unmoved =
      plain.hash === document.hash ? outcome : this.versions.build(plain.input, before.outcome);
    const asFiled =
      held.state === 'filed'
        ? orderForFiling(orderOf(outcome), composed.named, facts.primary.rules.filing.order)
        : [];
    return { document, outcome, yielded, asVoted, afterQuotas: orderOf(unmoved), asFiled };
  }

  private async rebuilt(
    tx: Tx,
    list: ListEntity,
    before: ListVersionEntity,
    next: Next,
    leaving: readonly Leaving[],
    actor: Actor,
  ): Promise<Succession> {
    const gone = leaving.every(({ cause }) => cause === 'withdrawn' || cause === 'struck-off');
    const version = await this.versions.write(
      tx,
      {
        ...next,
        list,
        before,
        cause: gone ? 'withdrawal' : 'refusal',
        told: { left: leaving.map((one) => ({ ...one })) },
      },
      actor,
    );
    await this.recordDepartures(tx, list, leaving, version, actor);
    return { kind: 'rebuilt', version, status: next.outcome.status, leaving };
  }

  private async emptyNumbers(
    tx: Tx,
    list: ListEntity,
    order: readonly string[],
    leaving: readonly Leaving[],
    actor: Actor,
  ): Promise<Succession> {
    await this.recordDepartures(tx, list, leaving, null, actor);
    await this.ledger.append(tx, {
      kind: 'list-number-emptied',
      subject: list.id,
      actor: actor.accountId,
      data: { version: list.version, left: leaving.map((one) => ({ ...one })) },
    });
    return { kind: 'numbers-empty', order: withEmptyNumbers(order, leaving), leaving };
  }

  private async recordDepartures(
    tx: Tx,
    { id, version }: ListEntity,
    leaving: readonly Leaving[],
    toVersion: number | null,
    actor: Actor,
  ): Promise<void> {
    const recordedAt = this.clock.now();
    await this.succession.addDepartures(
      tx,
      leaving.map(({ candidate, place, cause }) => ({
        listId: id,
        candidateId: candidate,
        fromVersion: version,
        place,
        cause,
        toVersion,
        recordedBy: actor.accountId,
        recordedByName: actor.name,
        recordedAt,
      })),
    );
  }
}

interface Going {
  readonly held: ListEntity;
  readonly before: ListVersionEntity;
  readonly order: readonly string[];
  readonly facts: ContestFacts;
  readonly merit: MeritOrder;
  readonly leaving: readonly Leaving[];
  readonly reach: Reach;
}

interface Next {
  readonly document: ListDocument;
  readonly outcome: ListOutcome;
  readonly asVoted: readonly string[];
  readonly afterQuotas: readonly string[];
  readonly asFiled: readonly string[];
}

function stateOf({ candidates }: MeritOrder, id: string): Standing['state'] {
  const state = candidates.get(id)?.state;
  if (state === 'withdrawn' || state === 'struck-off') return state;
  // Who never stood in the primary was invited, and stands until they decline.
  return state === undefined || state === 'registered' ? 'standing' : 'withdrawn';
}
