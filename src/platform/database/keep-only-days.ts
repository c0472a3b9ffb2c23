import type { Instant } from '../../kernel/clock.js';
import type { Database } from './database.js';

/** Moments of a table whose primary key is random. Names and condition are written in the program, never taken from outside. */
export interface KeptMoments {
  readonly table: string;
  /** The first says how old a row is; it is never null. */
  readonly columns: readonly [string, ...string[]];
  /** A condition on the row `t`; all rows where it is not given. */
  readonly where?: string;
}

/**
 * Lets every moment of rows older than `before` become the beginning of its day (UTC), and writes the table anew in the order
 * of its primary key: neither a column nor the place of a row tells the time of day or the order any more.
 */
export async function keepOnlyDays(
  database: Database,
  { table, columns, where = 'TRUE' }: KeptMoments,
  before: Instant,
): Promise<void> {
  const day = (column: string): string => `date_trunc('day', ${column}, 'UTC')`;
  await database.rows(
    `UPDATE ${table} t SET ${columns.map((column) => `${column} = ${day(column)}`).join(', ')}
      WHERE ${columns[0]} < $1 AND (${where})
        AND (${columns.map((column) => `${column} <> ${day(column)}`).join(' OR ')})`,
    [before],
  );
  await database.rows(`CLUSTER ${table} USING "PK_${table}"`);
}
