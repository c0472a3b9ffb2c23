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

/** Asks at an address: that of the box where it is a program of its own, nothing where it is that of the page. */
export const askAnonymously =
  (box: string): Ask =>
  async (path) => {
    const reply = await fetch(`${box}${path}`, {
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

/** The newest head of the box now; null as long as there is none. */
export async function newestHead(round: string, ask: Ask): Promise<SignedHead | null> {
  const { head } = (await ask(`/api/rounds/${round}/box`)) as { head: SignedHead | null };
  return head;
}
