import { access, constants, copyFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MakeBundleService } from '../bundle/index.js';
import { isId, type RoundId } from '../kernel/ids.js';
import { accept, refuse, type Result } from '../kernel/result.js';
import { wordsIn } from '../platform/web/words.js';
import { RoundDirectory } from '../voting/index.js';
import { startApp } from './start-app.js';
import { withDatabase } from './with-database.js';

export interface BundleOptions {
  readonly out?: string;
  readonly lang?: string;
}

/** Why no archive is written. `detail` is what the system says of a file. */
type BundleRefusal =
  | { readonly kind: 'round-unknown' | 'result-not-published' | 'file-exists' }
  | { readonly kind: 'file-not-writable'; readonly detail: string };

const exitCodes: Readonly<Record<BundleRefusal['kind'], number>> = {
  'result-not-published': 1,
  'round-unknown': 2,
  'file-exists': 2,
  'file-not-writable': 2,
};

/**
 * `irikteu bundle`: writes the archive of a round whose result is published, and never over a file that is there. Exit code 0
 * written, 1 not published yet, 2 no such round or no such place.
 */
export async function writeBundleOf(
  round: string,
  { out = `${round}.zip`, lang = 'en' }: BundleOptions,
): Promise<void> {
  const t = wordsIn(lang === 'kk' || lang === 'ru' ? lang : 'en');
  const answer = (written: Result<number, BundleRefusal>): void => {
    if (written.ok) {
      console.log(t('voting-bundle.written', { file: out, bytes: written.value }));
      return;
    }
    const { kind, ...detail } = written.error;
    console.error(t(`voting-bundle.refused.${kind}`, { round, file: out, ...detail }));
    process.exitCode = exitCodes[kind];
  };
  const place = isId(round) ? await placeFault(out) : ({ kind: 'round-unknown' } as const);
  if (place) {
    answer(refuse(place));
    return;
  }
  await withDatabase(async (url) => {
    const { app } = await startApp(url);
    try {
      answer(await write(app, round as RoundId, out));
    } finally {
      await app.close();
    }
  });
}

/** What is wrong with a place before anything is made for it. */
async function placeFault(out: string): Promise<BundleRefusal | null> {
  const exists = await access(out).then(
    () => true,
    () => false,
  );
  if (exists) return { kind: 'file-exists' };
  return await access(dirname(resolve(out)), constants.W_OK).then(() => null, notWritable);
}

async function write(
  app: NestFastifyApplication,
  round: RoundId,
  out: string,
): Promise<Result<number, BundleRefusal>> {
  if (!(await app.get(RoundDirectory).byId(round))) return refuse({ kind: 'round-unknown' });
  const made = await app.get(MakeBundleService).make(round);
  if (!made) return refuse({ kind: 'result-not-published' });
  return await copyFile(made.path, out, constants.COPYFILE_EXCL).then(
    () => accept(made.bytes),
    (error: unknown) => refuse(notWritable(error)),
  );
}

function notWritable(error: unknown): BundleRefusal {
  return {
    kind: 'file-not-writable',
    detail: error instanceof Error ? error.message : String(error),
  };
}
