import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** What a voter's phone loads besides the page, over a bad connection too. */
const most = 60 * 1024;

it('the script of the ballot page, with blinding and sealing, stays small', async () => {
  const { outputFiles } = await build({
    entryPoints: ['src/voting/web/client/vote.ts'],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  const [script] = outputFiles;
  expect(script?.text).toContain('irikteu/ballot/1');
  expect(gzipSync(script!.contents).length).toBeLessThan(most);
});
