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
import { quotasOf } from '../../primary/index.js';
import type { ListOutcome } from '../domain/list-outcome.js';
import type { ListEntity } from '../persistence/list.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import { composeList, type ListDocument, type ListPerson } from './compose-list.js';
import { ListFactsReader, type ContestFacts, type MeritOrder } from './list-facts.js';
import { ListBuilder } from './list-builder.js';
import type { ListWatch } from './list-threads.js';
import { fullName } from './person-name.js';
import { listOffice, type BuildRefusal } from './refusal.js';

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

/** The documents of a version, with and without the interventions. */
interface Composed {
  readonly asVoted: readonly string[];
  readonly plain: ListDocument;
  readonly given: ListDocument;
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
    private readonly ledger: Ledger,
    private readonly builder: ListBuilder,
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
      if (seen?.state === 'filed') return refuse([{ kind: 'already-filed' }]);
      const composed = await this.compose(this.database.reader, facts, merit, seen);
      const outcomes = await this.search(composed, watch);
      const written = await this.writeUnlessOvertaken(facts, composed, outcomes, actor, watch);
      if (written.ok && written.value === 'overtaken') continue;
      return written as Result<BuiltVersion, readonly BuildRefusal[]>;
    }
  }

  private async search({ given, plain }: Composed, watch: ListWatch): Promise<Outcomes> {
    const outcome = await this.builder.build(given.input, watch);
    return {
      given: outcome,
      plain: plain.hash === given.hash ? outcome : await this.builder.build(plain.input, watch),
    };
  }

  private async writeUnlessOvertaken(
    facts: ContestFacts,
    composed: Composed,
    outcomes: Outcomes,
    actor: Actor,
    { record }: BuildWatch,
  ): Promise<Result<BuiltVersion | 'overtaken', readonly BuildRefusal[]>> {
    return await this.database.decide<Result<BuiltVersion | 'overtaken', readonly BuildRefusal[]>>(
      async (tx) => {
        const before = await this.lists.holdContest(tx, facts.contest.id);
        if (before?.state === 'filed') return refuse([{ kind: 'already-filed' }]);
        const merit = defined(await this.facts.meritOrder(facts), 'results that were final');
        const now = await this.compose(tx, facts, merit, before);
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
    { asVoted, given }: Composed,
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
    return { listId, version, inputHash: given.hash, outcome };
  }

  /** The document with and without the interventions. Whoever withdrew, was struck off or declined is barred. */
  private async compose(
    tx: Tx,
    { contest, body }: ContestFacts,
    merit: MeritOrder,
    before: ListEntity | null,
  ): Promise<Composed> {
    const consents = before ? await this.lists.consents(before.id, tx) : [];
    const interventions = before ? await this.lists.interventions(before.id, tx) : [];
    const outsiders = before ? await this.lists.outsiders(before.id, tx) : [];
    const declined = new Set(
      consents.filter(({ answer }) => answer === 'declined').map(({ candidateId }) => candidateId),
    );
    const barred: string[] = [
      ...merit.order.filter(
        (id) => merit.candidates.get(id)?.state !== 'registered' || declined.has(id),
      ),
      ...outsiders.map(({ id }) => id).filter((id) => declined.has(id)),
    ];
    const fixed = interventions
      .filter(({ candidateId }) => !barred.includes(candidateId))
      .map(({ place, candidateId, reason }) => ({ place, candidate: candidateId, reason }));
    const people: ListPerson[] = [
      ...merit.order.flatMap((id) => {
        const person = merit.candidates.get(id);
        return person
          ? [{ id, name: fullName(person.personName), groups: person.groups, outsider: false }]
          : [];
      }),
      ...outsiders.map(({ id, groups, ...name }) => ({
        id,
        name: fullName(name),
        groups,
        outsider: true,
      })),
    ];
    const available = merit.order.length - barred.length + outsiders.length;
    const compose = (places: typeof fixed): ListDocument =>
      composeList({
        // Fewer people than places: the list is as long as there are people, which the page says.
        places: Math.max(1, Math.min(contest.places, available)),
        seats: contest.seats,
        objective: body.objective,
        quotas: quotasOf(body),
        people,
        fixed: places,
        barred,
      });
    const given = compose(fixed);
    const plain = fixed.length === 0 ? given : compose([]);
    return { asVoted: merit.order.slice(0, given.input.places), plain, given };
  }
}

function orderOf(outcome: ListOutcome): string[] {
  return outcome.status === 'built' ? outcome.list.map(({ candidate }) => candidate) : [];
}
