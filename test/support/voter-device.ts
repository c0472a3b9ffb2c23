import { existsSync } from 'node:fs';
import { build } from 'esbuild';
import type { BrowserContext, Page } from 'playwright-core';
import { Database } from '../../src/platform/database/index.js';
import { Accounts, Sessions } from '../../src/platform/identity/index.js';
import type { TestApp } from './app.js';

/** Where a real browser is on this machine; undefined where there is none. */
export const browserPath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(existsSync);

/** Bundles the scripts of voters, as the build does. */
export async function bundleVoterScripts(): Promise<void> {
  await build({
    entryPoints: ['src/voting/web/client/vote.ts', 'src/voting/web/client/receipt.ts'],
    bundle: true,
    format: 'esm',
    outdir: 'templates/assets/voting',
  });
}

/** A page of the system on the device of a voter who is signed in. */
export async function voterPage(
  app: TestApp,
  context: BrowserContext,
  { address, path, iin }: { readonly address: string; readonly path: string; readonly iin: string },
): Promise<Page> {
  const accounts = app.get(Accounts);
  const id = await app.get(Database).transaction(async (tx) => {
    const account = await accounts.ensurePerson(tx, { iin, name: 'Айгүл', contact: '+7701' });
    await accounts.give(tx, account, { role: 'voter', territory: null }, null);
    return account;
  });
  const { access, refresh } = await app.get(Sessions).start(id);
  await context.addCookies([
    { name: 'irikteu_access', value: access, url: address },
    { name: 'irikteu_refresh', value: refresh, url: address },
  ]);
  const page = await context.newPage();
  await page.goto(`${address}${path}`);
  return page;
}
