import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { ContestId, ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { successionOf } from '../../primary/index.js';
import { buildList } from '../domain/build-list.js';
import type { ListOutcome } from '../domain/list-outcome.js';
import { withKeptPlaces } from '../domain/succession.js';
import type { ListEntity } from '../persistence/list.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import { ListComposer } from './list-composer.js';
import { ListFactsReader, type ContestFacts, type MeritOrder } from './list-facts.js';
import { listOffice, type BuildRefusal } from './refusal.js';

/** A list as it was just built. */
export interface BuiltVersion {
  readonly listId: ListId;
  readonly version: number;
  readonly inputHash: string;
  readonly outcome: ListOutcome;
}

@Injectable()
export class BuildListService {
  constructor(
    private readonly database: Database,
    private readonly facts: ListFactsReader,
    private readonly lists: ListRepository,
    private readonly composer: ListComposer,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Builds the list of a contest from its final results, the verified groups, the quotas of the rules and the signed
   * interventions, as the next version. The same facts give the same document and the same list.
   */
  async build(
    contestId: ContestId,
    actor: Actor,
  ): Promise<Result<BuiltVersion, readonly BuildRefusal[]>> {
    const facts = await this.facts.ofContest(contestId);
    if (!facts) return refuse([{ kind: 'no-such-contest' }]);
    if (!actsIn(actor, facts.contest.territory, listOffice)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    const merit = await this.facts.meritOrder(facts);
    if (!merit) return refuse([{ kind: 'results-not-final' }]);
    if (merit.order.length === 0) return refuse([{ kind: 'nobody-elected' }]);
    return await this.database.decide(async (tx) => {
      const before = await this.lists.holdContest(tx, contestId);
      if (before?.state === 'filed') return refuse([{ kind: 'already-filed' }]);
      if (before?.state === 'built' && successionOf(facts.body).beforeFiling === 'column') {
        return refuse([{ kind: 'column-by-column' }]);
      }
      return accept(await this.write(tx, facts, merit, before, actor));
    });
  }

  private async write(
    tx: Tx,
    facts: ContestFacts,
    merit: MeritOrder,
    before: ListEntity | null,
    actor: Actor,
  ): Promise<BuiltVersion> {
    const listId = before?.id ?? (randomUUID() as string as ListId);
    const { asVoted, plain, given } = await this.composer.compose(tx, facts, merit, before);
    const outcome = withKeptPlaces(buildList(given.input), given.input);
    const unmoved = plain.hash === given.hash ? outcome : buildList(plain.input);
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
}

function orderOf(outcome: ListOutcome): string[] {
  return outcome.status === 'built' ? outcome.list.map(({ candidate }) => candidate) : [];
}
