import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of templates at the root of the project, from the sources and from the build alike. */
export const templatesDirectory: string = findUpwards(import.meta.dirname);

function findUpwards(directory: string): string {
  const candidate = join(directory, 'templates');
  if (existsSync(join(candidate, 'words'))) return candidate;
  const parent = dirname(directory);
  if (parent === directory) throw new Error('Impossible: the project has a templates folder');
  return findUpwards(parent);
}
