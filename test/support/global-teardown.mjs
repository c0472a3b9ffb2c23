import { rmSync } from 'node:fs';

export default async function tearDown() {
  rmSync(process.env.RENDERED_PAGES, { recursive: true, force: true });
  await globalThis.testPostgres?.stop();
}
