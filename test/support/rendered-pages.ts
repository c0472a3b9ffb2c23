import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Notes every page template that the application renders to its end, strictly and with what a request really brought.
 * `rendered-pages.reporter.mjs` reads the notes of all workers when the whole suite has run.
 */
export function noteRenderedPages(nest: NestFastifyApplication): void {
  const directory = process.env['RENDERED_PAGES'];
  if (directory === undefined) throw new Error('RENDERED_PAGES is set by the global set-up');
  const notes = join(directory, String(process.pid));
  const noted = new Set<string>();
  const fastify = nest.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (_request, reply, done) => {
    const render = reply.viewAsync.bind(reply);
    reply.viewAsync = async (template: string, view?: object) => {
      const html = await render(template, view);
      if (!noted.has(template)) appendFileSync(notes, `${template}\n`);
      noted.add(template);
      return html;
    };
    done();
  });
}
