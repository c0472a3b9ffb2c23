import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { RoundId } from '../kernel/ids.js';
import { GrowingTree } from '../verifier/bytes/merkle.js';
import { Http } from './voters/http.js';

/** A signed head of a box, as `GET /api/rounds/<id>/box` answers it. */
interface Head {
  readonly log: string;
  readonly size: number;
  readonly root: string;
  readonly at: string;
  readonly signature: string;
}

/** What came of holding the heads that were seen against the log as it ended. */
export interface HeadsHeld {
  readonly seen: number;
  /** Heads that are not signed, or whose root is not that of the first ballots of the final log. */
  readonly broken: number;
  /** Whether the last head covers every ballot of the box. */
  readonly complete: boolean;
}

/** One round is asked at a time, so that the crowd hardly feels it. */
const every = 200;

/** Somebody who follows the boxes from outside while people vote, and keeps every head that was shown. */
export class Watcher {
  private readonly heads: Map<number, Head>[];
  private readonly http: Http;
  private readonly key: KeyObject;
  private timer: NodeJS.Timeout | undefined;
  private next = 0;

  constructor(
    url: string,
    private readonly rounds: readonly RoundId[],
    spki: Buffer,
  ) {
    this.http = new Http(url, 2);
    this.heads = rounds.map(() => new Map<number, Head>());
    this.key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  }

  start(): void {
    this.timer = setInterval(() => {
      const place = this.next++ % this.rounds.length;
      this.look(place).catch(() => undefined);
    }, every);
  }

  /** Sees the last head of every round, too. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    for (const place of this.rounds.keys()) await this.look(place);
    this.http.close();
  }

  /** Holds the heads of a round against its leaf hashes in the order of the log. */
  hold(place: number, leaves: readonly Buffer[]): HeadsHeld {
    const seen = this.heads[place] ?? new Map<number, Head>();
    const roots = rootsAt(new Set(seen.keys()), leaves);
    const broken = [...seen.values()].filter(
      (head) => !this.isSigned(head) || roots.get(head.size) !== head.root,
    );
    return {
      seen: seen.size,
      broken: broken.length,
      complete: leaves.length === 0 || seen.has(leaves.length),
    };
  }

  private async look(place: number): Promise<void> {
    const answer = await this.http.send('GET', `/api/rounds/${this.rounds[place] ?? ''}/box`);
    if (answer.status !== 200) return;
    const { head } = JSON.parse(answer.body) as { head: Head | null };
    if (head) this.heads[place]?.set(head.size, head);
  }

  private isSigned({ log, size, root, at, signature }: Head): boolean {
    const message = Buffer.from(['irikteu/tree-head/2', log, size, root, at].join('\n'));
    return verify(null, message, this.key, Buffer.from(signature, 'base64'));
  }
}

/** The roots over the first leaves, for every size asked. */
function rootsAt(sizes: ReadonlySet<number>, leaves: readonly Buffer[]): Map<number, string> {
  const tree = new GrowingTree();
  const roots = new Map<number, string>([[0, tree.root().toString('hex')]]);
  for (const leaf of leaves) {
    tree.add(leaf);
    if (sizes.has(tree.size)) roots.set(tree.size, tree.root().toString('hex'));
  }
  return roots;
}
