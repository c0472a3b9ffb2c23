import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type HandlebarsLibrary from 'handlebars';
import { templatesDirectory } from '../templates-directory.js';

/** The partials by the name templates call them: `{{> errors}}` is `partials/errors.hbs`. */
export function partialPaths(): Record<string, string> {
  const files = readdirSync(join(templatesDirectory, 'partials')).filter((file) =>
    file.endsWith('.hbs'),
  );
  return Object.fromEntries(
    files.map((file) => [file.slice(0, -'.hbs'.length), `partials/${file}`]),
  );
}

interface PageRoot {
  readonly t: (key: string, values: Readonly<Record<string, string>>) => string;
}

/**
 * Handlebars of our own with two helpers: `{{t 'key'}}` for fixed words and `{{same a b}}` to mark a chosen option. All
 * else a page computes before its template.
 */
export function engineWithHelpers(library: typeof HandlebarsLibrary): typeof HandlebarsLibrary {
  const handlebars = library.create();
  handlebars.registerHelper('t', (key: string, options: Handlebars.HelperOptions) =>
    (options.data as { root: PageRoot }).root.t(key, options.hash as Record<string, string>),
  );
  handlebars.registerHelper('same', (a: unknown, b: unknown) => a === b);
  return handlebars;
}
