import { Injectable } from '@nestjs/common';
import type { ScenarioId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { ListOutcome } from '../domain/list-outcome.js';
import { ScenarioRepository } from '../persistence/scenario.repository.js';
import { documentOf } from './compose-list.js';
import { ListBuilder } from './list-builder.js';
import type { ListWatch } from './list-threads.js';

@Injectable()
export class BuildScenarioService {
  constructor(
    private readonly database: Database,
    private readonly scenarios: ScenarioRepository,
    private readonly builder: ListBuilder,
  ) {}

  /** Builds the list of a scenario and keeps it with the scenario, nowhere else. A scenario removed meanwhile is left alone. */
  async build(
    id: ScenarioId,
    watch: ListWatch,
    record: (tx: Tx, outcome: ListOutcome) => Promise<void>,
  ): Promise<void> {
    const scenario = await this.scenarios.byId(id);
    if (!scenario || scenario.outcome) return;
    const outcome = await this.builder.build(documentOf(scenario.input).input, watch);
    await this.database.transaction(async (tx) => {
      await record(tx, outcome);
      await this.scenarios.putOutcome(tx, id, outcome);
    });
  }
}
