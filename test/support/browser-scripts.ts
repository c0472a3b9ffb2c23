import { build } from 'esbuild';

/** Bundles scripts of pages, as the build does. */
export async function bundleScripts(...names: readonly string[]): Promise<void> {
  await build({
    entryPoints: names.map((name) => `src/voting/web/client/${name}.ts`),
    bundle: true,
    format: 'esm',
    outdir: 'templates/assets/voting',
  });
}
