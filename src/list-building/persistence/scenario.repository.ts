import { Injectable } from '@nestjs/common';
import type { AccountId, ListId, ScenarioId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { ListOutcome } from '../domain/list-outcome.js';

/** A what-if of a version of a list. It has a table of its own, and no version of a list can point at it. */
export interface ScenarioRow {
  readonly id: ScenarioId;
  readonly listId: ListId;
  /** The version whose document was changed. */
  readonly version: number;
  readonly name: string;
  readonly note: string;
  /** The changed document. */
  readonly input: string;
  readonly inputHash: string;
  /** Null until it was built. */
  readonly outcome: ListOutcome | null;
  readonly madeBy: AccountId;
  readonly madeByName: string;
  readonly madeAt: Date;
}

const columns = `id, list_id AS "listId", version, name, note, input, input_hash AS "inputHash", outcome,
  made_by AS "madeBy", made_by_name AS "madeByName", made_at AS "madeAt"`;

@Injectable()
export class ScenarioRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, scenario: Omit<ScenarioRow, 'outcome'>): Promise<void> {
    const { id, listId, version, name, note, input, inputHash, madeBy, madeByName, madeAt } =
      scenario;
    await tx.query(
      `INSERT INTO list_scenario (id, list_id, version, name, note, input, input_hash, made_by, made_by_name, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [id, listId, version, name, note, input, inputHash, madeBy, madeByName, madeAt],
    );
  }

  async byId(id: ScenarioId): Promise<ScenarioRow | null> {
    const [row] = await this.database.rows<ScenarioRow>(
      `SELECT ${columns} FROM list_scenario WHERE id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** The newest first. */
  async ofList(listId: ListId): Promise<ScenarioRow[]> {
    return await this.database.rows<ScenarioRow>(
      `SELECT ${columns} FROM list_scenario WHERE list_id = $1 ORDER BY made_at DESC, id`,
      [listId],
    );
  }

  async putOutcome(tx: Tx, id: ScenarioId, outcome: ListOutcome): Promise<void> {
    await tx.query('UPDATE list_scenario SET outcome = $2 WHERE id = $1 AND outcome IS NULL', [
      id,
      JSON.stringify(outcome),
    ]);
  }

  async remove(tx: Tx, id: ScenarioId): Promise<void> {
    await tx.query('DELETE FROM list_scenario WHERE id = $1', [id]);
  }
}
