import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { CLOCK } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import type { ListOutcome } from '../domain/list-outcome.js';
import type { ListVersionEntity, VersionCause } from '../persistence/list-version.entity.js';
import type { ListEntity } from '../persistence/list.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import type { ListDocument } from './compose-list.js';
import { PlaceMessages } from './place-messages.js';

/** The next version of a list that was built before, on the same sealed results. */
export interface NextVersion {
  readonly list: ListEntity;
  readonly before: ListVersionEntity;
  readonly cause: VersionCause;
  readonly document: ListDocument;
  readonly outcome: ListOutcome;
  readonly asVoted: readonly string[];
  readonly afterQuotas: readonly string[];
  /** The order of the filed document, where the list is filed already. */
  readonly asFiled: readonly string[];
  /** What the ledger says besides the version and its document. */
  readonly told: Readonly<Record<string, unknown>>;
}

/** Keeps the versions that follow from what people do after a list was built. */
@Injectable()
export class VersionWriter {
  constructor(
    private readonly lists: ListRepository,
    private readonly messages: PlaceMessages,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keeps a version beside the ones before it, says so in the ledger, and tells whoever stands elsewhere now. */
  async write(tx: Tx, next: NextVersion, actor: Actor): Promise<number> {
    const { list, before, cause, document, outcome } = next;
    const version = list.version + 1;
    await this.lists.put(tx, {
      id: list.id,
      primaryId: list.primaryId,
      contestId: list.contestId,
      version,
      places: document.input.places,
      allowedPlaces: list.allowedPlaces,
      seats: list.seats,
      state: list.state === 'filed' ? 'filed' : outcome.status,
    });
    await this.lists.addVersion(
      tx,
      {
        listId: list.id,
        version,
        cause,
        input: document.text,
        inputHash: document.hash,
        resultHashes: before.resultHashes,
        outcome,
        madeBy: actor.accountId,
        madeByName: actor.name,
        madeAt: this.clock.now(),
      },
      {
        'as-voted': next.asVoted,
        'after-quotas': next.afterQuotas,
        'after-interventions': orderOf(outcome),
        'as-filed': next.asFiled,
      },
    );
    await this.ledger.append(tx, {
      kind: 'list-rebuilt',
      subject: list.id,
      actor: actor.accountId,
      data: {
        version,
        cause,
        status: outcome.status,
        input: document.hash,
        results: [...before.resultHashes],
        ...next.told,
      },
    });
    await this.messages.changed(tx, {
      before: await this.lists.places(list.id, list.version, 'after-interventions', tx),
      after: orderOf(outcome),
      cause,
      barred: document.input.barred,
    });
    return version;
  }
}

/** Who stands on a built list, by place. */
export function orderOf(outcome: ListOutcome): string[] {
  return outcome.status === 'built' ? outcome.list.map(({ candidate }) => candidate) : [];
}
