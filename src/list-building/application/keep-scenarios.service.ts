import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { ListId, ScenarioId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { actsIn, type Actor, type OutsideYourTerritory } from '../../platform/identity/index.js';
import type { InputFault } from '../domain/read-list-input.js';
import { ListRepository } from '../persistence/list.repository.js';
import { ScenarioRepository } from '../persistence/scenario.repository.js';
import { ListFactsReader } from './list-facts.js';
import { listOffice } from './refusal.js';
import { scenarioDocument, type ScenarioChanges } from './scenario-document.js';

/** A what-if as somebody asks for it. */
export interface ProposedScenario extends ScenarioChanges {
  readonly name: string;
  readonly note: string;
}

export type ScenarioRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'no-such-list' }
  | { readonly kind: 'name-missing' }
  | { readonly kind: 'faults'; readonly faults: readonly InputFault[] };

/**
 * Makes and removes scenarios. Neither is a decision about a list, so neither goes into the public ledger: who made a
 * scenario and when stands in its row.
 */
@Injectable()
export class KeepScenariosService {
  constructor(
    private readonly database: Database,
    private readonly facts: ListFactsReader,
    private readonly lists: ListRepository,
    private readonly scenarios: ScenarioRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keeps a scenario of the newest version of a list. It is not built yet. */
  async create(
    listId: ListId,
    proposed: ProposedScenario,
    actor: Actor,
  ): Promise<Result<ScenarioId, readonly ScenarioRefusal[]>> {
    const list = await this.lists.byId(listId);
    const facts = list && (await this.facts.ofContest(list.contestId));
    if (!facts) return refuse([{ kind: 'no-such-list' }]);
    if (!actsIn(actor, facts.contest.territory, listOffice)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    const sealed = await this.lists.version(listId, list.version);
    if (!sealed) return refuse([{ kind: 'no-such-list' }]);
    const name = proposed.name.trim();
    const document = scenarioDocument(sealed.input, proposed);
    const refusals: ScenarioRefusal[] = [
      ...(name === '' ? [{ kind: 'name-missing' } as const] : []),
      ...(document.ok ? [] : [{ kind: 'faults', faults: document.error } as const]),
    ];
    if (!document.ok || refusals.length > 0) return refuse(refusals);
    const id = randomUUID() as string as ScenarioId;
    await this.database.transaction(async (tx) => {
      await this.scenarios.add(tx, {
        id,
        listId,
        version: list.version,
        name,
        note: proposed.note.trim(),
        input: document.value.text,
        inputHash: document.value.hash,
        madeBy: actor.accountId,
        madeByName: actor.name,
        madeAt: this.clock.now(),
      });
    });
    return accept(id);
  }

  /** Removes a scenario; only whoever made it may. */
  async remove(id: ScenarioId, actor: Actor): Promise<boolean> {
    const scenario = await this.scenarios.byId(id);
    if (scenario?.madeBy !== actor.accountId) return false;
    await this.database.transaction((tx) => this.scenarios.remove(tx, id));
    return true;
  }
}
