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

function violated(error: unknown, code: string): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const failure = ('driverError' in error ? error.driverError : error) as {
    code?: string;
    constraint?: string;
  };
  return failure.code === code ? failure.constraint : undefined;
}
