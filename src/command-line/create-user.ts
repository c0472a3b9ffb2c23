import { randomBytes } from 'node:crypto';
import type { TerritoryCode } from '../kernel/ids.js';
import { Accounts, accountSentence, roles, type Role } from '../platform/identity/index.js';
import { wordsIn } from '../platform/web/index.js';
import { LoadReferenceTerritoriesService } from '../primary/index.js';
import { startApp } from './start-app.js';
import { withDatabase } from './with-database.js';

export interface UserOptions {
  readonly login: string;
  readonly name: string;
  readonly role: string;
  readonly territory?: string;
}

/** `irikteu user create`: opens an account for staff and prints the password if it made one up. */
export async function createUser(options: UserOptions): Promise<void> {
  const role = roles.find((known) => known === options.role);
  if (!role) {
    console.error(`There is no role ${options.role}. Roles: ${roles.join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  await withDatabase((url) => openAccount(url, role, options));
}

async function openAccount(url: string, role: Role, options: UserOptions): Promise<void> {
  const given = process.env['IRIKTEU_PASSWORD'];
  const password = given ?? randomBytes(12).toString('base64url');
  const { app } = await startApp(url);
  try {
    const territory = (options.territory ?? null) as TerritoryCode | null;
    await app.get(LoadReferenceTerritoriesService).load();
    const opened = await app
      .get(Accounts)
      .openForStaff({ ...options, password, grants: [{ role, territory }] }, null);
    if (opened.ok) console.log(given ? 'Account opened.' : `Account opened. Password: ${password}`);
    else console.error(`Not opened. ${accountSentence(wordsIn('en'), opened.error)}`);
    process.exitCode = opened.ok ? 0 : 2;
  } finally {
    await app.close();
  }
}
