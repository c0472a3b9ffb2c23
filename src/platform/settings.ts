import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { accept, refuse, type Result } from '../kernel/result.js';
import type { CrowdLimits } from './database/batches.js';

/** What an operator may set through the environment; everything else is the same everywhere. */
export interface Settings {
  /** Where files, keys and the bundled database live. */
  readonly home: string;
  readonly databaseUrl: string;
  readonly port: number;
  readonly host: string;
  /** The address people reach the application under, for links in messages. */
  readonly publicUrl: string;
  /** Signs access tokens and cookies; kept under `home` when not set. */
  readonly secret: string;
  /** Cookies travel over TLS only. */
  readonly secureCookies: boolean;
  /** One-time codes may be read on a page of the application: demonstrations only. */
  readonly openMailbox: boolean;
  readonly logLevel: string;
  /** The longest that one list may be searched for; what takes longer is undecided. */
  readonly listSeconds: number;
  /** So many seconds a request waits for lists before it shows their progress instead. */
  readonly listPatience: number;
  /** How many ballots, and how many authorisations, may wait, and for how many milliseconds; the rest is told to come again. */
  readonly crowd: CrowdLimits;
  readonly voting: VotingPart;
}

/**
 * Which part of the voting this program is: both, the register (who may vote, and has voted), or the box (the ballots). Apart,
 * each knows where people reach the other one, without a slash at the end, and the public key (Ed25519, 32 bytes) it signs with.
 */
export type VotingPart =
  | { readonly kind: 'whole' }
  | { readonly kind: 'register'; readonly box: Partner }
  | { readonly kind: 'box'; readonly register: Partner };

export interface Partner {
  readonly url: string;
  readonly key: Buffer;
}

export const SETTINGS = Symbol('settings');

export function homeFrom(environment: NodeJS.ProcessEnv): string {
  return resolve(environment['IRIKTEU_HOME'] ?? 'var');
}

/** Reads the settings; `databaseUrl` is the one in use, whether given or bundled. */
export async function readSettings(
  environment: NodeJS.ProcessEnv,
  databaseUrl: string,
  voting: VotingPart = { kind: 'whole' },
): Promise<Settings> {
  const home = homeFrom(environment);
  const port = Number(environment['PORT'] ?? 3000);
  const publicUrl = environment['IRIKTEU_URL'] ?? `http://localhost:${port}`;
  return {
    home,
    databaseUrl,
    port,
    host: environment['HOST'] ?? '127.0.0.1',
    publicUrl,
    secret: environment['IRIKTEU_SECRET'] ?? (await keptSecret(home)),
    secureCookies: publicUrl.startsWith('https:'),
    openMailbox: environment['IRIKTEU_OPEN_MAILBOX'] === 'yes',
    logLevel: environment['LOG_LEVEL'] ?? 'info',
    listSeconds: Number(environment['IRIKTEU_LIST_SECONDS'] ?? 600),
    listPatience: Number(environment['IRIKTEU_LIST_PATIENCE'] ?? 1),
    crowd: {
      waiting: Number(environment['IRIKTEU_CROWD'] ?? 5_000),
      patience: Number(environment['IRIKTEU_CROWD_SECONDS'] ?? 5) * 1_000,
    },
    voting,
  };
}

/** The other half of the voting: its address and its key; or the names of the variables that do not say it. */
export function readPartner(
  environment: NodeJS.ProcessEnv,
  other: 'BOX' | 'REGISTER',
): Result<Partner, readonly string[]> {
  const [urlName, keyName] = [`IRIKTEU_${other}_URL`, `IRIKTEU_${other}_KEY`];
  const url = (environment[urlName] ?? '').replace(/\/+$/, '');
  const key = environment[keyName] ?? '';
  const missing = [
    ...(/^https?:\/\/[^/?#\s;,]+$/.test(url) ? [] : [urlName]),
    ...(/^[0-9a-f]{64}$/i.test(key) ? [] : [keyName]),
  ];
  return missing.length > 0 ? refuse(missing) : accept({ url, key: Buffer.from(key, 'hex') });
}

async function keptSecret(home: string): Promise<string> {
  await mkdir(home, { recursive: true });
  const path = join(home, 'secret');
  try {
    await writeFile(path, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch {
    // It is there already: the first start wrote it.
  }
  return (await readFile(path, 'utf8')).trim();
}
