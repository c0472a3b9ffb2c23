import { label, uuidBytes } from '../bytes/hashing.js';
import { GrowingTree, hashOfLeaf } from '../bytes/merkle.js';
import { entriesOf, saidIn, shownText, type Bundle } from '../bundle/bundle.js';
import { failed, passed, type Outcome } from '../report.js';
import { rowsOf } from './rows.js';

/** The roll: who may vote by which channel, under pseudonyms. */
export interface Roll {
  /** All pseudonyms in rising order, 32 bytes each. */
  readonly pseudonyms: Buffer;
  /** 1 online, 2 paper, in the same order. */
  readonly channels: Uint8Array;
}

const online = 1;
const paper = 2;
const pseudonymBytes = 32;

/** Reads the roll, or says what is wrong with it: its size, its order, its root in the ledger, its channels. */
export async function checkRoll(bundle: Bundle): Promise<{ outcome: Outcome; roll: Roll | null }> {
  const wrong = (kind: string, values = {}) => ({ outcome: failed(kind, values), roll: null });
  const { archive, round } = bundle;
  const bytes = archive.sizeOf('roll.bin');
  const row = pseudonymBytes + 1;
  if (bytes % row !== 0) return wrong('file-cut-off', { file: 'roll.bin' });
  const size = bytes / row;
  const pseudonyms = Buffer.alloc(size * pseudonymBytes);
  const channels = new Uint8Array(size);
  const tree = new GrowingTree();
  let at = 0;
  for await (const entry of rowsOf(await archive.stream('roll.bin'), row)) {
    entry.copy(pseudonyms, at * pseudonymBytes, 0, pseudonymBytes);
    channels[at] = entry[pseudonymBytes] ?? 0;
    if (at > 0 && compareAt(pseudonyms, at - 1, at) >= 0)
      return wrong('roll-not-rising', { line: at + 1 });
    if (channels[at] !== online && channels[at] !== paper)
      return wrong('roll-channel-unknown', { line: at + 1 });
    tree.add(hashOfLeaf(entry.subarray(0, pseudonymBytes)));
    at += 1;
  }
  const frozen = entriesOf(bundle, round.id, 'roll-frozen')[0]?.data;
  if (saidIn(frozen, 'size') !== size || round.rollSize !== size)
    return wrong('roll-size-differs', { found: size, stated: shownText(saidIn(frozen, 'size')) });
  if (saidIn(frozen, 'rollRoot') !== tree.root().toString('hex')) return wrong('roll-root-differs');
  const roll = { pseudonyms, channels };
  const fault = channelFault(bundle, roll);
  if (fault) return { outcome: fault, roll: null };
  const onPaper = channels.filter((channel) => channel === paper).length;
  return { outcome: passed({ size, paper: onPaper }), roll };
}

/** Those on paper are as many as at the freezing and as decisions named since; a round has the channels of its plan only. */
function channelFault(bundle: Bundle, roll: Roll): Outcome | null {
  const { round } = bundle;
  const frozen = saidIn(entriesOf(bundle, round.id, 'roll-frozen')[0]?.data, 'paper');
  const marked = new Set<string>();
  for (const { data } of entriesOf(bundle, round.id, 'voters-marked-for-paper')) {
    const pseudonyms = saidIn(data, 'pseudonyms');
    if (Array.isArray(pseudonyms)) for (const one of pseudonyms) marked.add(String(one));
  }
  for (const pseudonym of marked) {
    const place = placeOn(roll, Buffer.from(pseudonym, 'hex'));
    if (place === null || roll.channels[place] !== paper)
      return failed('marked-voter-not-on-paper', { voter: pseudonym });
  }
  const onPaper = roll.channels.filter((channel) => channel === paper).length;
  const stated = typeof frozen === 'number' ? frozen + marked.size : null;
  if (stated !== null && stated !== onPaper)
    return failed('roll-channels-differ', { found: onPaper, stated });
  const unused = round.channels.includes('paper') ? null : paper;
  return unused !== null && onPaper > 0
    ? failed('roll-channels-differ', { found: onPaper, stated: 0 })
    : null;
}

/** The place of a pseudonym on the roll; null where it is not on it. */
function placeOn({ pseudonyms }: Roll, pseudonym: Buffer): number | null {
  let [low, high] = [0, pseudonyms.length / pseudonymBytes - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const from = middle * pseudonymBytes;
    const order = pseudonym.compare(pseudonyms, from, from + pseudonymBytes);
    if (order === 0) return middle;
    if (order < 0) high = middle - 1;
    else low = middle + 1;
  }
  return null;
}

const issuedLabel = label('irikteu/issued/1');

/** The issuance log: everybody named once, on the roll, online; as many as the closing says, under its root. */
export async function checkIssuance(
  bundle: Bundle,
  roll: Roll,
): Promise<{ outcome: Outcome; issued: number }> {
  const wrong = (kind: string, values = {}) => ({ outcome: failed(kind, values), issued: 0 });
  const { archive, round } = bundle;
  const row = 2 * pseudonymBytes;
  if (archive.sizeOf('issued.bin') % row !== 0)
    return wrong('file-cut-off', { file: 'issued.bin' });
  const id = uuidBytes(round.id);
  const tree = new GrowingTree();
  let before: Buffer | null = null;
  for await (const entry of rowsOf(await archive.stream('issued.bin'), row)) {
    const line = tree.size + 1;
    const pseudonym = entry.subarray(0, pseudonymBytes);
    if (before && before.compare(pseudonym) >= 0) return wrong('issuance-not-rising', { line });
    const place = placeOn(roll, pseudonym);
    if (place === null) return wrong('issued-not-on-roll', { line });
    if (roll.channels[place] !== online) return wrong('issued-to-paper-voter', { line });
    tree.add(hashOfLeaf(Buffer.concat([issuedLabel, id, entry])));
    before = Buffer.from(pseudonym);
  }
  const closed = entriesOf(bundle, round.id, 'round-closed')[0]?.data;
  if (saidIn(closed, 'authorised') !== tree.size)
    return wrong('issuance-size-differs', {
      found: tree.size,
      stated: shownText(saidIn(closed, 'authorised')),
    });
  if (saidIn(closed, 'issuedRoot') !== tree.root().toString('hex'))
    return wrong('issuance-root-differs');
  return { outcome: passed({ issued: tree.size }), issued: tree.size };
}

function compareAt(pseudonyms: Buffer, a: number, b: number): number {
  const [from, other] = [a * pseudonymBytes, b * pseudonymBytes];
  return pseudonyms.compare(pseudonyms, other, other + pseudonymBytes, from, from + pseudonymBytes);
}
