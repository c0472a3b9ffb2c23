import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { ListId, ScenarioId } from '../../kernel/ids.js';
import type { ListInput } from '../domain/list-input.js';
import type { ListOutcome } from '../domain/list-outcome.js';
import { ListRepository } from '../persistence/list.repository.js';
import { ScenarioRepository, type ScenarioRow } from '../persistence/scenario.repository.js';
import { documentOf } from './compose-list.js';

/** A scenario beside the version of the list it was made from. */
export interface Scenario extends ScenarioRow {
  readonly changed: ListInput;
  readonly sealed: ListInput;
  readonly sealedOutcome: ListOutcome;
}

/** What the central office may ask about scenarios. Nobody else asks: a scenario is never published. */
@Injectable()
export class ScenarioDirectory {
  constructor(
    private readonly scenarios: ScenarioRepository,
    private readonly lists: ListRepository,
  ) {}

  async ofList(listId: ListId): Promise<ScenarioRow[]> {
    return await this.scenarios.ofList(listId);
  }

  async byId(id: ScenarioId): Promise<Scenario | null> {
    const row = await this.scenarios.byId(id);
    if (!row) return null;
    const version = defined(
      await this.lists.version(row.listId, row.version),
      'the version a scenario was made from',
    );
    return {
      ...row,
      changed: documentOf(row.input).input,
      sealed: documentOf(version.input).input,
      sealedOutcome: version.outcome,
    };
  }

  /** The scenario a job builds; null for other jobs, and where it was removed. */
  async ofJob(job: {
    readonly kind: string;
    readonly subject: string | null;
  }): Promise<ScenarioRow | null> {
    if (job.kind !== 'scenario' || job.subject === null) return null;
    return await this.scenarios.byId(job.subject as ScenarioId);
  }
}
