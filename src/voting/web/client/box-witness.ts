import type { SignedHead } from './log-check.js';

/** Where a log of the box is asked: no cookie, no address of a page, nothing kept by the browser. */
export type Ask = (path: string) => Promise<unknown>;

/** There was no usable answer. */
export class Unanswered extends Error {
  /** The status of the answer; 0 when there was none. */
  constructor(readonly status: number) {
    super(`answered with ${status}`);
  }
}

export const askAnonymously: Ask = async (path) => {
  const reply = await fetch(path, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    headers: { accept: 'application/json' },
  }).catch(() => {
    throw new Unanswered(0);
  });
  if (!reply.ok) throw new Unanswered(reply.status);
  return (await reply.json()) as unknown;
};

/** What the device saw of the box: the key that signs, and the newest head. */
export interface Witnessed {
  readonly key: string;
  readonly head: SignedHead | null;
}

/** Looks at the box now. */
export async function witness(round: string, ask: Ask = askAnonymously): Promise<Witnessed> {
  const { key } = (await ask('/api/ledger/key')) as { key: string };
  const { head } = (await ask(`/api/rounds/${round}/box`)) as { head: SignedHead | null };
  return { key, head };
}
