import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { wordsIn, type WordValues } from '../../platform/web/index.js';
import { fromBase64 } from '../keys/bytes.js';
import type { Trustee } from '../keys/ceremony.js';
import { makeKeyPair, type KeyPair } from '../keys/hpke.js';
import {
  answerEnvelope,
  keyRound,
  readReply,
  Refused,
  register,
  workOf,
  type Ask,
} from '../keys/key-server.js';
import { fewestNeeded, mostTrustees } from '../keys/shares.js';
import { leastPassphrase, readKeyFile, writeKeyFile } from '../keys/trustee-key.js';

/** Which server, and who signs in there; the password is in IRIKTEU_PASSWORD. */
export interface KeysArguments {
  readonly server: string;
  readonly login: string;
}

/** The file of the key; its passphrase is in IRIKTEU_PASSPHRASE. */
export interface TrusteeArguments extends KeysArguments {
  readonly file: string;
}

export interface CeremonyArguments extends KeysArguments {
  readonly round: readonly string[];
  readonly needed: string;
  /** Names or accounts; without it everybody who has a key. */
  readonly trustee?: readonly string[];
}

interface CeremonyOrder {
  readonly contentBytes: number;
  readonly trustees: readonly {
    readonly account: string;
    readonly name: string;
    readonly publicKey: string | null;
  }[];
}

const done = 0;
const refused = 1;
const wrongUse = 2;

/** Makes a trustee's key, writes its file, reads it back and registers the public half. Answers the exit code. */
export async function runTrusteeKey({ file, ...server }: TrusteeArguments): Promise<number> {
  const passphrase = process.env['IRIKTEU_PASSPHRASE'] ?? '';
  if (passphrase.length < leastPassphrase) return complain('passphrase-short', wrongUse);
  if (existsSync(file)) {
    console.error(`There is a file ${file} already: it may be a key that is needed.`);
    return wrongUse;
  }
  return await signedIn(server, async (ask) => {
    const { account } = await workOf(ask);
    await writeFile(file, await writeKeyFile(account, await makeKeyPair(), passphrase), {
      mode: 0o600,
    });
    const key = await readKeyFile(account, await readFile(file, 'utf8'), passphrase);
    if (!key.ok) return complain(key.error.kind, refused);
    await register(ask, key.value.publicKey);
    console.log(`The key is registered. Its file: ${file}`);
    return done;
  });
}

/** Gives what every round wants of a trustee: trial shares, and the shares of closed rounds. Answers the exit code. */
export async function runTrusteeGive({ file, ...server }: TrusteeArguments): Promise<number> {
  if (!existsSync(file)) return complain('file-missing', wrongUse);
  const text = await readFile(file, 'utf8');
  return await signedIn(server, async (ask) => {
    const { account, envelopes } = await workOf(ask);
    const key = await readKeyFile(account, text, process.env['IRIKTEU_PASSPHRASE'] ?? '');
    if (!key.ok) return complain(key.error.kind, refused);
    const answers: boolean[] = [];
    for (const envelope of envelopes.filter(({ wanted }) => wanted !== null))
      answers.push(await giveOne(ask, envelope, key.value));
    if (answers.length === 0) console.log('Nothing waits for you.');
    return answers.every(Boolean) ? done : refused;
  });
}

/** Makes the keys of rounds on this machine and hands in what may leave it. Answers the exit code. */
export async function runCeremony(order: CeremonyArguments): Promise<number> {
  return await signedIn(order, async (ask) => {
    for (const round of order.round) {
      const { contentBytes, trustees } = (await ask(
        'GET',
        `/api/commission/rounds/${round}/keys`,
      )) as CeremonyOrder;
      const chosen = trusteesIn(trustees, order.trustee);
      if (typeof chosen === 'string') {
        console.error(`${chosen} is no trustee of this round, or has no key.`);
        return wrongUse;
      }
      const needed = Number(order.needed);
      const fits = Number.isInteger(needed) && needed >= fewestNeeded && needed <= chosen.length;
      if (!fits || chosen.length > mostTrustees) return complain('needed-out-of-bounds', wrongUse);
      await keyRound(ask, { round, contentBytes }, chosen, needed);
      console.log(`${round}: key made, shared among ${chosen.length}, ${needed} open the box`);
    }
    return done;
  });
}

/** The trustees named, or everybody with a key; a name that is none comes back. */
function trusteesIn(
  all: CeremonyOrder['trustees'],
  named: readonly string[] | undefined,
): Trustee[] | string {
  const ready = all.flatMap(({ account, name, publicKey }) => {
    const key = publicKey === null ? null : fromBase64(publicKey);
    return key ? [{ account, name, publicKey: key }] : [];
  });
  if (!named) return ready;
  const stranger = named.find(
    (one) => !ready.some(({ account, name }) => [account, name].includes(one)),
  );
  return (
    stranger ?? ready.filter(({ account, name }) => named.includes(account) || named.includes(name))
  );
}

async function giveOne(
  ask: Ask,
  envelope: Parameters<typeof answerEnvelope>[1],
  key: KeyPair,
): Promise<boolean> {
  const given = await answerEnvelope(ask, envelope, key).catch((error: unknown) => {
    if (error instanceof Refused) return { ok: false as const, error: { kind: error.kind } };
    throw error;
  });
  const name = given.ok
    ? `${given.value.kind}${given.value.opened ? '-all' : ''}`
    : given.error.kind;
  const line = `${envelope.round}: ${sentence(name, given.ok ? { ...given.value, opened: '' } : {})}`;
  if (given.ok) console.log(line);
  else console.error(line);
  return given.ok;
}

/** Signs in, works, and says what a server refused. */
async function signedIn(
  { server, login }: KeysArguments,
  work: (ask: Ask) => Promise<number>,
): Promise<number> {
  try {
    const open = askAt(server, {});
    const session = (await open('POST', '/api/session', {
      login,
      password: process.env['IRIKTEU_PASSWORD'] ?? '',
    })) as { accessToken: string };
    return await work(askAt(server, { authorization: `Bearer ${session.accessToken}` }));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return complain(error.kind, refused);
  }
}

function askAt(server: string, headers: Readonly<Record<string, string>>): Ask {
  return async (method, path, body) => {
    const reply = await fetch(new URL(path, server), {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new Refused('unreachable');
    });
    return await readReply(reply);
  };
}

function complain(kind: string, code: number): number {
  console.error(sentence(kind));
  return code;
}

function sentence(kind: string, values: WordValues = {}): string {
  const limits = { least: leastPassphrase, fewest: fewestNeeded, most: mostTrustees };
  try {
    return wordsIn('en')(`voting-keys.say.${kind}`, { ...limits, ...values });
  } catch {
    return `Refused: ${kind}`;
  }
}
