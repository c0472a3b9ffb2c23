import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startEmbeddedPostgres,
  temporaryPostgresHome,
} from '../../src/platform/database/embedded-postgres.ts';

/**
 * Once for the whole run: the program is compiled for the tests that start it as a process, and one real PostgreSQL is
 * started; `TEST_DATABASE_URL` names another to use instead. Into `RENDERED_PAGES` the tests note what they render.
 */
export default async function setUp() {
  buildProgram();
  process.env.RENDERED_PAGES = mkdtempSync(join(tmpdir(), 'irikteu-rendered-'));
  if (process.env.TEST_DATABASE_URL) return;
  globalThis.testPostgres = await startEmbeddedPostgres(temporaryPostgresHome());
  process.env.TEST_DATABASE_URL = globalThis.testPostgres.url;
}

function buildProgram() {
  const root = join(import.meta.dirname, '../..');
  const swc = join(root, 'node_modules/@swc/cli/bin/swc.js');
  const options = ['src', '--out-dir', 'var/test-build', '--strip-leading-paths', '--quiet'];
  execFileSync(process.execPath, [swc, ...options, '--ignore', '**/*.spec.ts'], { cwd: root });
}
