import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationInterface } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';

/** Connections one process keeps at most. */
export const poolSize = 20;

type MigrationClass = new () => MigrationInterface;

/** The one description of how the program connects; the command-line data source and the application share it. */
export async function connectionOptions(url: string): Promise<PostgresDataSourceOptions> {
  return {
    type: 'postgres',
    url,
    synchronize: false,
    migrations: await allMigrations(),
    migrationsTableName: 'database_migration',
    poolSize,
  };
}

/** Every migration in `migrations/`, in the order of their time stamps. */
async function allMigrations(): Promise<MigrationClass[]> {
  const directory = join(import.meta.dirname, 'migrations');
  const files = (await readdir(directory)).filter((file) => /^\d.*\.(js|ts)$/.test(file));
  const modules = await Promise.all(
    files.sort().map(async (file) => (await import(`./migrations/${file}`)) as object),
  );
  return modules.flatMap((module) => Object.values(module) as MigrationClass[]);
}
