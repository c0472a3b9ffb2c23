import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { ContestId, ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { successionOf } from '../../primary/index.js';
import type { ListOutcome } from '../domain/list-outcome.js';
import { withKeptPlaces } from '../domain/succession.js';
import type { ListEntity } from '../persistence/list.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import { ListFactsReader, type ContestFacts, type MeritOrder } from './list-facts.js';
import { ListBuilder } from './list-builder.js';
import { ListComposer, type Composition } from './list-composer.js';
import type { ListWatch } from './list-threads.js';
import { PlaceMessages } from './place-messages.js';
import { listOffice, type BuildRefusal } from './refusal.js';
import { orderOf } from './version-writer.js';

/** A list as it was just built. */
export interface BuiltVersion {
  readonly listId: ListId;
  readonly version: number;
  readonly inputHash: string;
  readonly outcome: ListOutcome;
}

/** Who follows the building of a list. */
export interface BuildWatch extends ListWatch {
  /** Writes down that the version was built, in its transaction; what it throws undoes the version. */
  readonly record?: (tx: Tx, built: BuiltVersion) => Promise<void>;
}

interface Outcomes {
  readonly given: ListOutcome;
  readonly plain: ListOutcome;
}

@Injectable()
export class BuildListService {
  constructor(
    private readonly database: Database,
    private readonly facts: ListFactsReader,
    private readonly lists: ListRepository,
    private readonly messages: PlaceMessages,
    private readonly ledger: Ledger,
    private readonly builder: ListBuilder,
    private readonly composer: ListComposer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Builds the list of a contest from its final results, the verified groups, the quotas of the rules and the signed
   * interventions, as the next version. The same facts give the same document and the same list.
   */
  async build(
    contestId: ContestId,
    actor: Actor,
    watch: BuildWatch = {},
  ): Promise<Result<BuiltVersion, readonly BuildRefusal[]>> {
    const facts = await this.facts.ofContest(contestId);
    if (!facts) return refuse([{ kind: 'no-such-contest' }]);
    if (!actsIn(actor, facts.contest.territory, listOffice)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    // The search holds nobody up; where its document was overtaken meanwhile, the list is built from the newer one.
    for (;;) {
      const merit = await this.facts.meritOrder(facts);
      if (!merit) return refuse([{ kind: 'results-not-final' }]);
      if (merit.order.length === 0) return refuse([{ kind: 'nobody-elected' }]);
      const seen = await this.lists.ofContest(contestId);
      const refusal = refusalOf(facts, seen);
      if (refusal) return refuse([refusal]);
      const composed = await this.composer.compose(this.database.reader, facts, merit, seen);
      const outcomes = await this.search(composed, watch);
      const written = await this.writeUnlessOvertaken(facts, composed, outcomes, actor, watch);
      if (written.ok && written.value === 'overtaken') continue;
      return written as Result<BuiltVersion, readonly BuildRefusal[]>;
    }
  }

  private async search({ given, plain }: Composition, watch: ListWatch): Promise<Outcomes> {
    const outcome = withKeptPlaces(await this.builder.build(given.input, watch), given.input);
    return {
      given: outcome,
      plain: plain.hash === given.hash ? outcome : await this.builder.build(plain.input, watch),
    };
  }

  private async writeUnlessOvertaken(
    facts: ContestFacts,
    composed: Composition,
    outcomes: Outcomes,
    actor: Actor,
    { record }: BuildWatch,
  ): Promise<Result<BuiltVersion | 'overtaken', readonly BuildRefusal[]>> {
    return await this.database.decide<Result<BuiltVersion | 'overtaken', readonly BuildRefusal[]>>(
      async (tx) => {
        const before = await this.lists.holdContest(tx, facts.contest.id);
        const refusal = refusalOf(facts, before);
        if (refusal) return refuse([refusal]);
        const merit = defined(await this.facts.meritOrder(facts), 'results that were final');
        const now = await this.composer.compose(tx, facts, merit, before);
        const same =
          now.given.hash === composed.given.hash && now.plain.hash === composed.plain.hash;
        if (!same) return accept('overtaken' as const);
        const built = await this.write(tx, facts, merit, before, composed, outcomes, actor);
        await record?.(tx, built);
        return accept(built);
      },
    );
  }

  private async write(
    tx: Tx,
    facts: ContestFacts,
    merit: MeritOrder,
    before: ListEntity | null,
    { asVoted, given }: Composition,
    { given: outcome, plain: unmoved }: Outcomes,
    actor: Actor,
  ): Promise<BuiltVersion> {
    const listId = before?.id ?? (randomUUID() as string as ListId);
    const version = (before?.version ?? 0) + 1;
    const { contest } = facts;
    await this.lists.put(tx, {
      id: listId,
      primaryId: contest.primaryId,
      contestId: contest.id,
      state: outcome.status,
      version,
      places: given.input.places,
      allowedPlaces: contest.places,
      seats: contest.seats,
    });
    await this.lists.addVersion(
      tx,
      {
        listId,
        version,
        cause: 'build',
        input: given.text,
        inputHash: given.hash,
        resultHashes: merit.resultHashes,
        outcome,
        madeBy: actor.accountId,
        madeByName: actor.name,
        madeAt: this.clock.now(),
      },
      {
        'as-voted': asVoted,
        'after-quotas': orderOf(unmoved),
        'after-interventions': orderOf(outcome),
      },
    );
    await this.ledger.append(tx, {
      kind: 'list-built',
      subject: listId,
      actor: actor.accountId,
      data: {
        contest: contest.id,
        version,
        status: outcome.status,
        input: given.hash,
        results: [...merit.resultHashes],
      },
    });
    await this.messages.changed(tx, {
      before: before
        ? await this.lists.places(listId, before.version, 'after-interventions', tx)
        : [],
      after: orderOf(outcome),
      cause: 'build',
      barred: given.input.barred,
    });
    return { listId, version, inputHash: given.hash, outcome };
  }
}

/** A filed list is not built again, and one that follows columns only column by column. */
function refusalOf({ body }: ContestFacts, before: ListEntity | null): BuildRefusal | null {
  if (before?.state === 'filed') return { kind: 'already-filed' };
  const byColumn = before?.state === 'built' && successionOf(body).beforeFiling === 'column';
  return byColumn ? { kind: 'column-by-column' } : null;
}
