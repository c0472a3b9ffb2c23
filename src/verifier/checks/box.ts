import { createHash, type KeyObject } from 'node:crypto';
import { uuidBytes } from '../bytes/hashing.js';
import { GrowingTree, hashOfLeaf } from '../bytes/merkle.js';
import { isSignedHead, rawEd25519KeyOf, type TreeHead } from '../bytes/signatures.js';
import { entriesOf, saidIn, shownText, type Bundle } from '../bundle/bundle.js';
import type { Form } from '../counting/ballots.js';
import { failed, nothingThere, passed, type Listener, type Outcome } from '../report.js';
import { leafBytes, leafLabel, roundAt, serialAt, type OpenedBlock } from './leaf.js';
import { OpeningThreads } from './opening-threads.js';
import { blocksOf } from './rows.js';

/** What was in the box. */
export interface OpenedBox {
  readonly papers: ReadonlyMap<string, number>;
  readonly unreadable: number;
  readonly unopenable: number;
  /** SHA-256 over the contents that opened, in the order of the log. */
  readonly digest: string;
}

const emptyBox: OpenedBox = {
  papers: new Map(),
  unreadable: 0,
  unopenable: 0,
  digest: createHash('sha256').digest('hex'),
};

/** A round without the online channel; its closing signed a head over nothing. */
const noBox = { outcome: nothingThere, opened: emptyBox };

/** How many ballots the log has; null where its length is not that of whole ballots. */
export function ballotsIn({ archive, round }: Bundle): number | null {
  const number = archive.sizeOf('ballots.bin') / leafBytes(round.contentBytes);
  return Number.isInteger(number) ? number : null;
}

/**
 * Goes through the log once: every ballot of this round, of one length, under a serial of its own, with a signed token; every
 * head signed and with the root that the log had at its size; the last one over all of it, as the closing says. What the
 * ballots say is found on the way.
 */
export async function checkBox(
  bundle: Bundle,
  { key, form, issued }: { readonly key: KeyObject; readonly form: Form; readonly issued: number },
  listener: Listener,
  threads?: number,
): Promise<{ readonly outcome: Outcome; readonly opened: OpenedBox | null }> {
  const wrong = (outcome: Outcome) => ({ outcome, opened: null });
  const { archive, round, keys } = bundle;
  const ballots = ballotsIn(bundle);
  if (ballots === null) return wrong(failed('file-cut-off', { file: 'ballots.bin' }));
  const online = round.channels.includes('online');
  if (!online && ballots > 0) return wrong(failed('box-without-channel'));
  const headKey = headKeyOf(bundle, key);
  if (!headKey) return wrong(failed('box-key-misshapen'));
  const unsigned = headFault(bundle, headKey);
  if (unsigned) return wrong(unsigned);
  if (ballots > issued) return wrong(failed('more-cast-than-issued', { cast: ballots, issued }));
  const log = new BoxLog(bundle);
  const empty = log.headFault();
  if (empty) return wrong(empty);
  const privateKey = keys.ballot?.privateKey;
  if (ballots === 0 || !privateKey || !keys.token)
    return log.finish(ballots) ?? (online ? good(emptyBox, log) : noBox);
  const opening = new OpeningThreads(
    {
      round: round.id,
      form,
      contentBytes: round.contentBytes,
      token: keys.token,
      ballotPrivate: privateKey,
    },
    threads,
  );
  try {
    const box = new BoxContents();
    const inHand: { readonly from: number; readonly opening: Promise<OpenedBlock> }[] = [];
    const takeOne = async (): Promise<Outcome | null> => {
      const block = inHand.shift();
      return block ? box.add(await block.opening, block.from) : null;
    };
    const length = leafBytes(round.contentBytes);
    for await (const block of blocksOf(await archive.stream('ballots.bin'), length)) {
      const from = log.size;
      const fault = log.add(block, length);
      if (fault) return wrong(fault);
      const one = opening.open(block);
      one.catch(() => undefined);
      inHand.push({ from, opening: one });
      if (inHand.length > opening.appetite) {
        const bad = await takeOne();
        if (bad) return wrong(bad);
      }
      listener.progress('box', log.size, ballots);
    }
    while (inHand.length > 0) {
      const bad = await takeOne();
      if (bad) return wrong(bad);
    }
    return log.finish(ballots) ?? good(box.opened(), log);
  } finally {
    await opening.end();
  }
}

function good(opened: OpenedBox, { size, heads }: BoxLog) {
  return { outcome: passed({ ballots: size, heads }), opened };
}

/** The key of the box where the ledger says that it has one of its own, else that of the ledger; null when it is none. */
function headKeyOf(bundle: Bundle, ledgerKey: KeyObject): KeyObject | null {
  const said = saidIn(entriesOf(bundle, bundle.round.id, 'round-opened')[0]?.data, 'boxKey');
  if (said === null) return ledgerKey;
  return typeof said === 'string' ? rawEd25519KeyOf(Buffer.from(said, 'hex')) : null;
}

/** Heads in rising order of sizes and moments, each signed. */
function headFault({ heads, round }: Bundle, key: KeyObject): Outcome | null {
  for (const [at, head] of heads.entries()) {
    const before = heads[at - 1];
    if (!isSignedHead(`box/${round.id}`, head, key))
      return failed('head-not-signed', { size: head.size });
    if (before && (head.size <= before.size || head.at < before.at))
      return failed('heads-out-of-order', { size: head.size });
  }
  return null;
}

/** The log of a box as it grows, and what it must keep to. */
class BoxLog {
  private readonly tree = new GrowingTree();
  private readonly serials = new Set<string>();
  private readonly round: Buffer;
  private next = 0;

  constructor(private readonly bundle: Bundle) {
    this.round = uuidBytes(bundle.round.id);
  }

  get size(): number {
    return this.tree.size;
  }

  get heads(): number {
    return this.next;
  }

  /** Adds a block of leaves; answers the first thing wrong with them, or with a head on the way. */
  add(block: Buffer, length: number): Outcome | null {
    for (let at = 0; at < block.length; at += length) {
      const leaf = block.subarray(at, at + length);
      const ballot = this.tree.size;
      if (leaf.compare(leafLabel, 0, leafLabel.length, 0, leafLabel.length) !== 0)
        return failed('ballot-misshapen', { ballot });
      if (leaf.compare(this.round, 0, 16, roundAt, serialAt) !== 0)
        return failed('ballot-of-other-round', { ballot });
      const serial = leaf.toString('latin1', serialAt, serialAt + 32);
      if (this.serials.has(serial)) return failed('serial-twice', { ballot });
      this.serials.add(serial);
      this.tree.add(hashOfLeaf(leaf));
      const fault = this.headFault();
      if (fault) return fault;
    }
    return null;
  }

  /** Whether the head over as many ballots as there are now, if there is one, has their root. */
  headFault(): Outcome | null {
    const head: TreeHead | undefined = this.bundle.heads[this.next];
    if (head?.size !== this.size) return null;
    this.next += 1;
    return head.root.equals(this.tree.root())
      ? null
      : failed('head-root-differs', { size: head.size });
  }

  /** Whether the log ends where the last head and the closing say. */
  finish(ballots: number): { readonly outcome: Outcome; readonly opened: null } | null {
    const wrong = (outcome: Outcome) => ({ outcome, opened: null });
    const { heads, round } = this.bundle;
    const root = this.tree.root().toString('hex');
    const last = heads.at(-1);
    if (this.next < heads.length || (last && last.size !== ballots) || (!last && ballots > 0))
      return wrong(failed('last-head-differs', { found: ballots, stated: last?.size ?? 0 }));
    const closed = entriesOf(this.bundle, round.id, 'round-closed')[0]?.data;
    const cast = saidIn(closed, 'cast');
    if (cast !== ballots)
      return wrong(failed('box-size-differs', { found: ballots, stated: shownText(cast) }));
    return saidIn(closed, 'boxRoot') === root ? null : wrong(failed('box-root-differs'));
  }
}

/** What blocks said, in the order of the log. */
class BoxContents {
  private readonly papers = new Map<string, number>();
  private readonly digest = createHash('sha256');
  private unreadable = 0;
  private unopenable = 0;

  add(block: OpenedBlock, from: number): Outcome | null {
    if (block.badToken >= 0) return failed('token-not-signed', { ballot: from + block.badToken });
    for (const [paper, voters] of block.papers)
      this.papers.set(paper, (this.papers.get(paper) ?? 0) + voters);
    this.digest.update(block.contents);
    this.unreadable += block.unreadable;
    this.unopenable += block.unopenable;
    return null;
  }

  opened(): OpenedBox {
    const { papers, unreadable, unopenable } = this;
    return { papers, unreadable, unopenable, digest: this.digest.digest('hex') };
  }
}

/** How many ballots opened and can be read. Those that do not are invalid, and none is missing. */
export function describeOpening({ papers, unreadable, unopenable }: OpenedBox): Outcome {
  const read = [...papers.values()].reduce((sum, one) => sum + one, 0);
  if (read + unreadable + unopenable === 0) return nothingThere;
  return passed({ read, different: papers.size, unreadable, unopenable });
}
