import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { successionOf } from '../../primary/index.js';
import { orderForFiling } from '../domain/filed-order.js';
import type { ListInput } from '../domain/list-input.js';
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
import { ListBuilder } from './list-builder.js';
import { ListComposer, type Composition } from './list-composer.js';
import { ListFactsReader, type ContestFacts, type MeritOrder } from './list-facts.js';
import type { ListWatch } from './list-threads.js';
import type { SucceedRefusal } from './refusal.js';
import { moved, UnmovedList } from './unmoved-list.js';
import { orderOf, VersionWriter } from './version-writer.js';

/** What became of a list after people left it. */
export type Succession =
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

/** Who follows the rebuilding of a list. */
export interface SuccessionWatch extends ListWatch {
  /** Writes down what became of the list, in the same transaction; what it throws undoes both. */
  readonly record?: (tx: Tx, done: Succession) => Promise<void>;
}

@Injectable()
export class SucceedService {
  constructor(
    private readonly database: Database,
    private readonly facts: ListFactsReader,
    private readonly lists: ListRepository,
    private readonly succession: SuccessionRepository,
    private readonly composer: ListComposer,
    private readonly builder: ListBuilder,
    private readonly unmoved: UnmovedList,
    private readonly versions: VersionWriter,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What follows from what people did themselves: the list is built again from the same sealed results without whoever
   * withdrew, was struck off, declined or stands where they do not accept, as far as the rules say. Both versions stay.
   * Refused where nobody left. Who may ask for it is `SuccessionJobs`' to say.
   */
  async succeed(
    listId: ListId,
    actor: Actor,
    watch: SuccessionWatch = {},
  ): Promise<Result<Succession, readonly SucceedRefusal[]>> {
    const list = await this.lists.byId(listId);
    const facts = list && (await this.facts.ofContest(list.contestId));
    if (!facts) return refuse([{ kind: 'no-such-list' }]);
    return await this.unmoved.decide<Prepared, Succession, readonly SucceedRefusal[]>(
      listId,
      async (seen) => {
        const going = await this.going(this.database.reader, seen, facts);
        if (!going.ok) return going;
        return accept({ going: going.value, next: await this.next(going.value, watch) });
      },
      async (tx, held, prepared) => {
        const now = await this.going(tx, held, facts);
        if (!now.ok) return now;
        if (keyOf(now.value) !== keyOf(prepared.going)) return moved;
        return accept(await this.write(tx, held, prepared, actor, watch));
      },
    );
  }

  /** Who leaves the list as it is now, and what it would be built from without them. */
  private async going(
    tx: Tx,
    held: ListEntity,
    facts: ContestFacts,
  ): Promise<Result<Going, readonly SucceedRefusal[]>> {
    const merit = await this.facts.meritOrder(facts);
    if (!merit) return refuse([{ kind: 'results-not-final' }]);
    if (held.state !== 'built' && held.state !== 'filed') return refuse([{ kind: 'not-built' }]);
    const before = defined(
      await this.lists.version(held.id, held.version, tx),
      'the newest version of a list',
    );
    const order = await this.lists.places(held.id, held.version, 'after-interventions', tx);
    const leaving = await this.leaving(tx, held, order, merit);
    if (leaving.length === 0) return refuse([{ kind: 'nobody-left' }]);
    // The same sealed results, or nothing: a recount is a reason to build, not a consequence of somebody's leaving.
    if (merit.resultHashes.join() !== before.resultHashes.join()) {
      return refuse([{ kind: 'result-changed' }]);
    }
    const reach = await this.reach(tx, held, facts);
    const composed = await this.composer.compose(tx, facts, merit, held);
    const without = await this.composer.compose(tx, facts, merit, held, { yields: false });
    const filingOrder = facts.primary.rules.filing.order;
    return accept({ held, before, order, leaving, reach, composed, without, filingOrder });
  }

  private async write(
    tx: Tx,
    held: ListEntity,
    { going, next }: Prepared,
    actor: Actor,
    { record }: SuccessionWatch,
  ): Promise<Succession> {
    const { before, order, leaving } = going;
    const done =
      next === null
        ? await this.emptyNumbers(tx, held, order, leaving, actor)
        : await this.rebuilt(tx, held, before, next, leaving, actor);
    await record?.(tx, done);
    return done;
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
  private async next(going: Going, watch: ListWatch): Promise<Next | null> {
    const { composed, without } = going;
    const first = await this.attempt(going, composed, watch);
    if (first === null) return null;
    const lapse = first.outcome.status === 'infeasible' && composed.yielded;
    const next = lapse ? await this.attempt(going, without, watch) : first;
    // A filed list is not replaced by none: its number stays empty.
    return going.held.state === 'filed' && next?.outcome.status !== 'built' ? null : next;
  }

  private async attempt(
    { held, before, order, leaving, reach, filingOrder }: Going,
    { given, plain, asVoted, named }: Composition,
    watch: ListWatch,
  ): Promise<Next | null> {
    const { input } = documentOf(before.input);
    const next = successionInput({ input, order }, given.input, leaving, reach);
    if (next === null) return null;
    const document = documentWithFixed(given, next.fixed);
    const rebuild = (from: ListInput) => this.builder.rebuild(from, before.outcome, watch);
    const outcome = await rebuild(document.input);
    const unmoved = plain.hash === document.hash ? outcome : await rebuild(plain.input);
    const filed = held.state === 'filed';
    const asFiled = filed ? orderForFiling(orderOf(outcome), named, filingOrder) : [];
    return { document, outcome, asVoted, afterQuotas: orderOf(unmoved), asFiled };
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
  readonly leaving: readonly Leaving[];
  readonly reach: Reach;
  /** What the list is built from now, and the same without what people yielded. */
  readonly composed: Composition;
  readonly without: Composition;
  readonly filingOrder: 'alphabetical-kk' | 'ranked';
}

interface Prepared {
  readonly going: Going;
  readonly next: Next | null;
}

/** Equal for two moments between which nothing changed that the next list rests on. */
function keyOf({ before, leaving, reach, composed, without }: Going): string {
  const hashes = [composed, without].flatMap(({ given, plain }) => [given.hash, plain.hash]);
  return JSON.stringify([before.version, leaving, reach, hashes]);
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
