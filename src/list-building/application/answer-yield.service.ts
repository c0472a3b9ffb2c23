import { Inject, Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId, ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { brokenQuotas } from '../domain/broken-quotas.js';
import type { FixedPlace, ListInput } from '../domain/list-input.js';
import type { ListOutcome } from '../domain/list-outcome.js';
import { exchanged } from '../domain/yield.js';
import type { ListVersionEntity } from '../persistence/list-version.entity.js';
import type { ListYieldEntity } from '../persistence/list-yield.entity.js';
import type { ListEntity } from '../persistence/list.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import { SuccessionRepository } from '../persistence/succession.repository.js';
import { documentOf, documentWithFixed, type ListDocument } from './compose-list.js';
import { ListBuilder } from './list-builder.js';
import type { YieldRefusal } from './refusal.js';
import { UnmovedList } from './unmoved-list.js';
import { VersionWriter } from './version-writer.js';

@Injectable()
export class AnswerYieldService {
  constructor(
    private readonly lists: ListRepository,
    private readonly succession: SuccessionRepository,
    private readonly candidates: CandidateDirectory,
    private readonly builder: ListBuilder,
    private readonly unmoved: UnmovedList,
    private readonly versions: VersionWriter,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Signs, or refuses, what was yielded. With both signatures the two exchange places in a new version; nobody else moves,
   * and every quota and every statement about accepted places still has to hold.
   */
  async answer(
    listId: ListId,
    number: number,
    answer: 'agreed' | 'refused',
    actor: Actor,
  ): Promise<Result<Answered, readonly YieldRefusal[]>> {
    const list = await this.lists.byId(listId);
    if (!list) return refuse([{ kind: 'no-such-list' }]);
    return await this.unmoved.decide<Exchange | null, Answered, readonly YieldRefusal[]>(
      listId,
      async (seen) => {
        const act = openYield(await this.succession.yields(listId), number);
        if (!act) return refuse([{ kind: 'no-such-yield' }]);
        const taker = await this.candidates.accountOf(act.takerId as CandidacyId);
        if (taker !== actor.accountId) return refuse([{ kind: 'not-your-place' }]);
        return answer === 'agreed' ? await this.exchange(seen, act) : accept(null);
      },
      async (tx, held, exchange) => {
        const act = openYield(await this.succession.yields(listId, tx), number);
        if (!act) return refuse([{ kind: 'no-such-yield' }]);
        const version = exchange && (await this.write(tx, held, act, exchange, actor));
        await this.succession.answerYield(tx, act, {
          answer,
          answeredBy: actor.accountId,
          answeredAt: this.clock.now(),
          version,
        });
        await this.ledger.append(tx, {
          kind: 'list-yield-answered',
          subject: listId,
          actor: actor.accountId,
          data: { number, answer, version },
        });
        return accept({ version });
      },
    );
  }

  /** The list in which the two have exchanged places, or why they cannot. */
  private async exchange(
    list: ListEntity,
    act: ListYieldEntity,
  ): Promise<Result<Exchange, readonly YieldRefusal[]>> {
    if (list.state === 'filed') return refuse([{ kind: 'already-filed' }]);
    if (list.state !== 'built') return refuse([{ kind: 'not-built' }]);
    const before = defined(
      await this.lists.version(list.id, list.version),
      'the newest version of a list',
    );
    const order = await this.lists.places(list.id, list.version, 'after-interventions');
    const document = documentOf(before.input);
    const next = exchanged(order, act);
    if (next === null) return refuse([{ kind: 'places-changed' }]);
    const given = document.input.fixed.filter(({ kept }) => !kept);
    if (given.some(({ place }) => place === act.giverPlace || place === act.takerPlace)) {
      return refuse([{ kind: 'place-of-leadership' }]);
    }
    const conflict = hardQuotasBroken(next, document.input);
    if (conflict.length > 0) return refuse([{ kind: 'quotas-broken', conflict }]);
    const fixed = [...given, ...keptAround(next, given, document.input, act)];
    const kept = documentWithFixed(document, fixed);
    const outcome = await this.builder.rebuild(kept.input, before.outcome);
    if (outcome.status !== 'built') return refuse([{ kind: 'undecided' }]);
    return accept({ before, document: kept, outcome });
  }

  private async write(
    tx: Tx,
    list: ListEntity,
    act: ListYieldEntity,
    exchange: Exchange,
    actor: Actor,
  ): Promise<number> {
    const asVoted = await this.lists.places(list.id, list.version, 'as-voted', tx);
    const afterQuotas = await this.lists.places(list.id, list.version, 'after-quotas', tx);
    const told = { yield: act.number, giver: act.giverId, taker: act.takerId };
    return await this.versions.write(
      tx,
      { list, cause: 'yield', ...exchange, asVoted, afterQuotas, asFiled: [], told },
      actor,
    );
  }
}

interface Answered {
  readonly version: number | null;
}

interface Exchange {
  readonly before: ListVersionEntity;
  readonly document: ListDocument;
  readonly outcome: ListOutcome;
}

function openYield(acts: readonly ListYieldEntity[], number: number): ListYieldEntity | undefined {
  return acts.find((one) => one.number === number && one.answer === null);
}

function hardQuotasBroken(order: readonly string[], { candidates, quotas }: ListInput): string[] {
  const groups = new Map(candidates.map((candidate) => [candidate.id, candidate.groups]));
  const hard = quotas.filter(({ strength }) => strength === 'hard');
  return brokenQuotas(
    order.map((id) => ({ groups: groups.get(id) ?? [] })),
    hard,
  ).map(({ quota }) => quota);
}

/** Everybody's place but those the leadership gave; earlier yields keep what they say of themselves. */
function keptAround(
  order: readonly string[],
  given: readonly FixedPlace[],
  { candidates, fixed }: ListInput,
  act: ListYieldEntity,
): FixedPlace[] {
  const name = (id: string) => candidates.find((candidate) => candidate.id === id)?.name ?? '';
  const said = (candidate: string, place: number): string => {
    if (candidate === act.takerId) return `${name(act.giverId)} → ${name(candidate)}`;
    if (candidate === act.giverId) return `${name(act.takerId)} → ${name(candidate)}`;
    return fixed.find((one) => one.place === place && one.candidate === candidate)?.reason ?? '';
  };
  return order
    .map((candidate, index) => ({ candidate, place: index + 1 }))
    .filter(({ place }) => !given.some((one) => one.place === place))
    .map(({ candidate, place }) => ({
      place,
      candidate,
      reason: said(candidate, place),
      kept: true,
    }));
}
