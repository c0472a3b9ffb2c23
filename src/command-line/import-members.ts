import { createReadStream, existsSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Accounts } from '../platform/identity/index.js';
import { ImportMembersService } from '../voting/index.js';
import { startApp } from './start-app.js';
import { withDatabase } from './with-database.js';

export interface ImportOptions {
  readonly login: string;
}

/**
 * `irikteu members import`: takes a register as large as it is. Every refused line goes to the standard output as
 * `line,field,reason`, so that it can be sent back to whoever keeps the register.
 */
export async function importMembers(file: string, options: ImportOptions): Promise<void> {
  if (!existsSync(file)) {
    console.error(`There is no file ${file}.`);
    process.exitCode = 2;
    return;
  }
  await withDatabase(async (url) => {
    const { app } = await startApp(url);
    try {
      process.exitCode = await bringIn(app, file, options.login);
    } finally {
      await app.close();
    }
  });
}

async function bringIn(app: NestFastifyApplication, file: string, login: string): Promise<number> {
  const account = await app.get(Accounts).byLogin(login);
  const actor = account && (await app.get(Accounts).actor(account.id));
  if (!actor) {
    console.error(`There is no account ${login}.`);
    return 2;
  }
  const taken = await app.get(ImportMembersService).import(createReadStream(file), actor);
  if (taken.ok) {
    const { members, sharedContacts } = taken.value;
    console.log(`Members imported: ${members}. Telephones shared: ${sharedContacts.length}.`);
    return 0;
  }
  const lines = taken.error.kind === 'rows-refused' ? taken.error.lines : [];
  for (const { line, field, reason, detail } of lines)
    console.log([line, field, reason, detail].filter((part) => part !== undefined).join(','));
  console.error(`Nothing imported: ${taken.error.kind}. Lines refused: ${lines.length}.`);
  return 2;
}
