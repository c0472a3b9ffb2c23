import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { poolSize } from './connection.js';
import { Turns } from './turns.js';

/** What a repository reads and writes through: the pool, or the transaction of one use case. */
export type Tx = EntityManager;

/** Two in five connections are left for reading, so that a transaction that reads beside itself can go on. */
const transactionsAtOnce = Math.floor((poolSize * 3) / 5);

/** The door to PostgreSQL. A use case opens one transaction and hands it to everything it writes with. */
@Injectable()
export class Database {
  private readonly turns = new Turns(transactionsAtOnce);

  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** For reading outside a transaction. */
  get reader(): Tx {
    return this.source.manager;
  }

  /** Runs `work` in one transaction: all of it is committed before this returns, or none of it is. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.turns.take(() => this.source.transaction(work));
  }

  /**
   * Like `transaction`, for work that ends in a `Result`: a refusal rolls everything back, so that it changes nothing
   * even when it came late.
   */
  decide<R extends { readonly ok: boolean }>(work: (tx: Tx) => Promise<R>): Promise<R> {
    return this.turns.take(() => this.decideNow(work));
  }

  /** Rows of a hand-written statement; parameters are `$1 …`. */
  async rows<Row>(
    sql: string,
    parameters: readonly unknown[] = [],
    tx: Tx = this.reader,
  ): Promise<Row[]> {
    return await tx.query<Row[]>(sql, [...parameters]);
  }

  private async decideNow<R extends { readonly ok: boolean }>(
    work: (tx: Tx) => Promise<R>,
  ): Promise<R> {
    const runner = this.source.createQueryRunner();
    await runner.connect();
    await runner.startTransaction();
    try {
      const result = await work(runner.manager);
      await (result.ok ? runner.commitTransaction() : runner.rollbackTransaction());
      return result;
    } catch (error) {
      await runner.rollbackTransaction();
      throw error;
    } finally {
      await runner.release();
    }
  }
}

/** The name of the unique constraint a failed write ran into, if that is why it failed. */
export function violatedUnique(error: unknown): string | undefined {
  return violated(error, '23505');
}

/**
 * Whether a failure says that PostgreSQL could not be reached, and nothing about the request: it is being started or stopped,
 * has ended a connection, or takes no more of them (classes 08 and 57P0x, 53300 of PostgreSQL's appendix A; the socket's own).
 */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message } = causeOf(error);
  if (code !== undefined) return awayCodes.test(code);
  return message !== undefined && awayMessages.test(message);
}

const awayCodes = /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT)$/;

/** What node-postgres says of a connection that ended under a statement; it gives these no code. */
const awayMessages =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

function violated(error: unknown, code: string): string | undefined {
  const failure = causeOf(error);
  return failure.code === code ? failure.constraint : undefined;
}

interface Failure {
  readonly code?: string;
  readonly constraint?: string;
  readonly message?: string;
}

/** What the driver said, where TypeORM has wrapped it. */
function causeOf(error: unknown): Failure {
  if (typeof error !== 'object' || error === null) return {};
  return ('driverError' in error ? error.driverError : error) as Failure;
}
