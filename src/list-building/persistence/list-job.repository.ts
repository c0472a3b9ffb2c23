import { Injectable } from '@nestjs/common';
import type { AccountId, ListId, ListJobId, PrimaryId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { ProposedIntervention } from '../domain/intervention.js';

export type ListJobKind =
  'build' | 'feasibility' | 'scenario' | 'succession' | 'proposal' | 'signature';
export type ListJobState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
export type ListJobOutcome =
  'built' | 'infeasible' | 'undecided' | 'refused' | 'answered' | 'number-emptied' | 'proposed';

/** What a job about a place of the leadership needs to know besides the contest. */
export interface ListJobTask {
  readonly listId: ListId;
  /** What is proposed, or the number of the proposal that is signed. */
  readonly act: ProposedIntervention | number;
}

/** Why a step was refused; what else it says is the kind's own. */
export interface ListJobRefusal {
  readonly kind: string;
}

/** What somebody asked the list builder for, and how far it is. */
export interface ListJobRow {
  readonly id: ListJobId;
  readonly primaryId: PrimaryId;
  readonly kind: ListJobKind;
  /** A contest or a scenario; null: every contest of the season. */
  readonly subject: string | null;
  /** Of proposals and signatures, and of nothing else. */
  readonly task: ListJobTask | null;
  readonly state: ListJobState;
  /** Null: asked by the night. */
  readonly askedBy: AccountId | null;
  readonly askedByName: string;
  readonly askedAt: Date;
  readonly endedAt: Date | null;
  /** How many contests or scenarios it is about, and how many of them are done. */
  readonly steps: number;
  readonly stepsDone: number;
  /** The one at work. */
  readonly stepSubject: string | null;
  readonly place: number;
  readonly places: number;
}

/** What came of one contest or scenario. */
export interface ListJobStep {
  readonly subject: string;
  readonly outcome: ListJobOutcome;
  readonly listId: ListId | null;
  readonly version: number | null;
  readonly refusals: readonly ListJobRefusal[];
}

export type NewListJob = Pick<
  ListJobRow,
  'id' | 'primaryId' | 'kind' | 'subject' | 'task' | 'askedBy' | 'askedByName' | 'askedAt'
> & { readonly night: string | null };

/** A runner that was not heard of for so long is gone, and its work is done again. */
const goneAfter = "interval '15 seconds'";

const columns = `id, primary_id AS "primaryId", kind, subject, task, state, asked_by AS "askedBy",
  asked_by_name AS "askedByName", asked_at AS "askedAt", ended_at AS "endedAt", steps,
  (SELECT count(*)::integer FROM list_job_step s WHERE s.job_id = list_job.id) AS "stepsDone",
  step_subject AS "stepSubject", place, places`;

/** The jobs of the list builder. Who runs one holds it by being heard of; what is finished is written once. */
@Injectable()
export class ListJobRepository {
  constructor(private readonly database: Database) {}

  /** The job now open for this work: the new one, or one that was asked for before. Null: this night is over. */
  async add(job: NewListJob): Promise<ListJobId | null> {
    const { id, primaryId, kind, subject, task, askedBy, askedByName, askedAt, night } = job;
    await this.database.rows(
      `INSERT INTO list_job (id, primary_id, kind, subject, task, state, asked_by, asked_by_name, asked_at, night, steps)
       VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7, $8, $9, 0) ON CONFLICT DO NOTHING`,
      [id, primaryId, kind, subject, task, askedBy, askedByName, askedAt, night],
    );
    const [open] = await this.database.rows<{ id: ListJobId }>(
      `SELECT id FROM list_job WHERE primary_id = $1 AND kind = $2 AND subject IS NOT DISTINCT FROM $3
          AND task IS NOT DISTINCT FROM $4::jsonb AND (task IS NULL OR asked_by = $5)
          AND (state IN ('waiting', 'running') OR id = $6) ORDER BY id = $6 DESC LIMIT 1`,
      [primaryId, kind, subject, task, askedBy, id],
    );
    return open?.id ?? null;
  }

  async byId(id: ListJobId): Promise<ListJobRow | null> {
    const [row] = await this.database.rows<ListJobRow>(
      `SELECT ${columns} FROM list_job WHERE id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** The newest jobs of a season: all that are open and the last that ended. */
  async newest(primaryId: PrimaryId, limit: number): Promise<ListJobRow[]> {
    return await this.database.rows<ListJobRow>(
      `SELECT ${columns} FROM list_job WHERE primary_id = $1
        ORDER BY ended_at IS NULL DESC, asked_at DESC, id LIMIT $2`,
      [primaryId, limit],
    );
  }

  async steps(id: ListJobId): Promise<ListJobStep[]> {
    return await this.database.rows<ListJobStep>(
      `SELECT subject, outcome, list_id AS "listId", version, refusals FROM list_job_step
        WHERE job_id = $1 ORDER BY ended_at, subject`,
      [id],
    );
  }

  /** Open jobs that nobody works on. */
  async left(): Promise<ListJobId[]> {
    const rows = await this.database.rows<{ id: ListJobId }>(
      `SELECT id FROM list_job WHERE state = 'waiting'
          OR (state = 'running' AND seen_at < clock_timestamp() - ${goneAfter}) ORDER BY asked_at`,
    );
    return rows.map(({ id }) => id);
  }

  /** Takes a job that nobody works on; false where somebody does, or it is over. */
  async take(id: ListJobId, runner: string): Promise<boolean> {
    return await this.changed(
      `UPDATE list_job SET state = 'running', runner = $2, seen_at = clock_timestamp()
        WHERE id = $1 AND (state = 'waiting'
          OR (state = 'running' AND seen_at < clock_timestamp() - ${goneAfter}))`,
      [id, runner],
    );
  }

  /** The runner is there and says how far it is; false where the job is no longer its own. */
  async seen(
    id: ListJobId,
    runner: string,
    at: Pick<ListJobRow, 'steps' | 'stepSubject' | 'place' | 'places'>,
  ): Promise<boolean> {
    return await this.changed(
      `UPDATE list_job SET seen_at = clock_timestamp(), steps = $3, step_subject = $4, place = $5, places = $6
        WHERE id = $1 AND runner = $2 AND state = 'running'`,
      [id, runner, at.steps, at.stepSubject, at.place, at.places],
    );
  }

  /** Writes down a finished step, in the transaction of what it wrote; false where the job is no longer the runner's. */
  async finishStep(
    tx: Tx,
    id: ListJobId,
    runner: string,
    step: ListJobStep & { readonly endedAt: Date },
  ): Promise<boolean> {
    const [held] = await tx.query<unknown[]>(
      `SELECT 1 FROM list_job WHERE id = $1 AND runner = $2 AND state = 'running' FOR UPDATE`,
      [id, runner],
    );
    if (held === undefined) return false;
    const { subject, outcome, listId, version, refusals, endedAt } = step;
    const rows = await tx.query<unknown[]>(
      `INSERT INTO list_job_step (job_id, subject, outcome, list_id, version, refusals, ended_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (job_id, subject) DO NOTHING RETURNING 1`,
      [id, subject, outcome, listId, version, JSON.stringify(refusals), endedAt],
    );
    return rows.length > 0;
  }

  async end(id: ListJobId, runner: string, state: 'done' | 'failed', at: Date): Promise<void> {
    await this.changed(
      `UPDATE list_job SET state = $3, ended_at = $4 WHERE id = $1 AND runner = $2 AND state = 'running'`,
      [id, runner, state, at],
    );
  }

  /** Gives an unfinished job back, to be taken by whoever is there next. */
  async giveBack(id: ListJobId, runner: string): Promise<void> {
    await this.changed(
      `UPDATE list_job SET state = 'waiting' WHERE id = $1 AND runner = $2 AND state = 'running'`,
      [id, runner],
    );
  }

  /** False where it was over already. */
  async cancel(id: ListJobId, at: Date): Promise<boolean> {
    return await this.changed(
      `UPDATE list_job SET state = 'cancelled', ended_at = $2 WHERE id = $1 AND state IN ('waiting', 'running')`,
      [id, at],
    );
  }

  private async changed(sql: string, parameters: readonly unknown[]): Promise<boolean> {
    // The driver answers a change with the rows it returned and their number.
    const [rows] = await this.database.reader.query<[unknown[], number]>(`${sql} RETURNING 1`, [
      ...parameters,
    ]);
    return rows.length > 0;
  }
}
