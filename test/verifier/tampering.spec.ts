import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Json } from '../../src/platform/ledger/index.js';
import { plainMarks } from '../../src/voting/domain/ballots/ballot.js';
import { openArchive } from '../../src/verifier/bundle/archive.js';
import { verifyBundle } from '../../src/verifier/verify-bundle.js';
import { copyOf, entryAt, faultIn, said } from '../support/falsified-bundle.js';
import {
  filesOf,
  ledgerKey,
  ledgerRecord,
  sealRound,
  writeBundle,
  type BundleParts,
} from '../support/sealed-round.js';

/** Of the records what these tests change. */
interface Records {
  'candidates.json': { candidates: object[] };
  'heads.json': { heads: { size: number }[] };
  'keys.json': {
    ledger: string;
    token: string;
    ballot: { publicKey: string; privateKey: string | null; needed: number; shares: Share[] };
  };
  'list.json': {
    input: string;
    output: { list: Place[] };
    views: { afterInterventions: string[] };
    interventions: object[];
    versions: { input: string }[];
    results: string[];
  };
  'paper.json': { places: { entries: { typedBy: string; protocol: Protocol }[] }[] };
  'result.json': {
    result: {
      candidates: { votes: number; elected: boolean; standing: boolean }[];
      ties: { order: string[][] }[];
      seed: string;
    };
    hash: string;
    signatures: { member: string }[];
    dissents: { text: string }[];
  };
  'round.json': {
    unitSeats: number;
    ballot: { marks: number };
    closesAt: string;
    channels: string[];
  };
  'rules.json': { bodies: { path: { ties: object[] }[] }[] };
}

interface Share {
  share: string | null;
  trialShare: string | null;
  commitment: string;
}

interface Place {
  candidate: string;
  merit: number;
}

interface Protocol {
  signatures: number;
  valid: number;
  votes: number[];
}

interface SealedLedger {
  head: { size: number };
  entries: { index: number; data: object }[];
}

interface ListDocument {
  candidates: { groups: string[] }[];
  fixed: object[];
}

let directory: string;
let right: BundleParts;
let other: BundleParts;
let rightFiles: ReadonlyMap<string, Buffer>;
let written = 0;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tampering-'));
  const plan = {
    form: { kind: 'rating', candidates: 5, marks: 2 },
    ballotRule: { kind: 'rating', marks: { count: 2 } },
    ballots: [[0, 1], [2, 3], [0, 4], [1, 2], [3], []].map(plainMarks),
    paper: [{ ballot: plainMarks([4, 1]), count: 3 }],
    seats: 3,
    list: true,
  } as const;
  right = await sealRound(plan);
  other = await sealRound(plan);
  rightFiles = filesOf(right);
});

afterAll(() => rm(directory, { recursive: true }));

const silent = { checked: () => undefined, progress: () => undefined };
const stranger = generateKeyPairSync('ed25519').privateKey;
const roundOf = ({ records }: BundleParts): string => (records['round.json'] as { id: string }).id;

async function write(files: ReadonlyMap<string, Buffer>, key: KeyObject): Promise<string> {
  const path = join(directory, `${written++}.zip`);
  await writeBundle(path, roundOf(right), files, key);
  return path;
}

/** The first check that fails, and what it calls the fault. */
async function faultOf(path: string, fingerprint: string | null = null): Promise<string> {
  return faultIn(await verifyBundle(path, { ledgerKey: fingerprint, threads: 1 }, silent));
}

const leaf = 17 + 16 + 32 + 32 + 256 + 32 + 11 + 16;
const record = <Name extends keyof Records>({ records }: BundleParts, name: Name): Records[Name] =>
  records[name] as unknown as Records[Name];
const sealedLedger = ({ ledger }: BundleParts): SealedLedger =>
  ledgerRecord(ledger) as unknown as SealedLedger;
const putLedger = ({ records }: BundleParts, sealed: SealedLedger): void => {
  records['ledger.json'] = sealed as unknown as Json;
};
const flip = (bytes: Buffer, at: number): void => {
  bytes[at]! ^= 1;
};
const swapRows = (bytes: Buffer, row: number): Buffer =>
  Buffer.concat([bytes.subarray(row, 2 * row), bytes.subarray(0, row), bytes.subarray(2 * row)]);

/** What somebody without the ledger key does to a finished bundle. */
const byStrangers: readonly (readonly [string, (files: Map<string, Buffer>) => void])[] = [
  ...[
    'ballots.bin',
    'candidates.json',
    'contest.json',
    'heads.json',
    'issued.bin',
    'keys.json',
    'ledger.json',
    'list.json',
    'paper.json',
    'result.json',
    'roll.bin',
    'round.json',
    'rules.json',
  ].map(
    (name) =>
      [
        `a byte of ${name} is changed`,
        (files: Map<string, Buffer>) => {
          const bytes = Buffer.from(files.get(name)!);
          flip(bytes, bytes.length - 2);
          files.set(name, bytes);
        },
      ] as const,
  ),
  ['a file is taken out', (files) => files.delete('paper.json')],
  ['a file is put in', (files) => files.set('note.txt', Buffer.from('all is well'))],
  [
    'the box is cut off',
    (files) => files.set('ballots.bin', files.get('ballots.bin')!.subarray(0, 3 * leaf)),
  ],
];

describe('a bundle changed by somebody without the ledger key', () => {
  it.each(byStrangers)('is not signed by it: %s', async (_, change) => {
    const files = new Map(rightFiles);
    change(files);
    expect(await faultOf(await write(files, stranger))).toMatch(
      /^manifest-signature: (manifest-not-signed|no-ledger-key)$/,
    );
  });

  it.each(byStrangers)('does not fit the old manifest: %s', async (_, change) => {
    const files = new Map(rightFiles);
    change(files);
    const path = await withOldManifest(files);
    expect(await faultOf(path)).toMatch(/^files: file-(changed|missing|unlisted)$/);
  });

  it('with a key of their own everywhere fails at the ledger', async () => {
    const parts = copyOf(right);
    const spki = createPublicKey(stranger).export({ format: 'der', type: 'spki' });
    record(parts, 'keys.json').ledger = spki.toString('base64');
    const path = await write(filesOf(parts), stranger);
    expect(await faultOf(path)).toBe('ledger: ledger-head-not-signed');
    expect(await faultOf(path, 'ab'.repeat(32))).toBe('manifest-signature: other-ledger-key');
  });

  it('cut off is no bundle', async () => {
    const path = await write(filesOf(right), ledgerKey);
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length / 2));
    expect(await faultOf(path)).toBe('not-a-bundle');
    await writeFile(path, 'no zip at all');
    expect(await faultOf(path)).toBe('not-a-bundle');
  });
});

/** A zip whose manifest and signature are those of the right bundle, whatever its files are. */
async function withOldManifest(files: ReadonlyMap<string, Buffer>): Promise<string> {
  const old = await openArchive(await write(rightFiles, ledgerKey));
  const path = join(directory, `${written++}.zip`);
  const zip = new ZipFile();
  for (const [name, bytes] of files) zip.addBuffer(bytes, name);
  for (const name of ['manifest.json', 'manifest.sig'])
    zip.addBuffer((await old!.read(name))!, name);
  old!.close();
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

/** What whoever runs the system, and holds the ledger key, writes into a bundle. */
const byOperators: readonly (readonly [string, string, (parts: BundleParts) => void])[] = [
  // Ballots and their log.
  [
    'a ballot is changed',
    'box: head-root-differs',
    ({ bins }) => flip(bins['ballots.bin']!, leaf - 20),
  ],
  [
    'a ballot is left out',
    'box: head-root-differs',
    ({ bins }) => (bins['ballots.bin'] = bins['ballots.bin']!.subarray(leaf)),
  ],
  [
    'the last ballot is left out',
    'box: last-head-differs',
    ({ bins }) => (bins['ballots.bin'] = bins['ballots.bin']!.subarray(0, 5 * leaf)),
  ],
  [
    'half a ballot is left',
    'box: file-cut-off',
    ({ bins }) => (bins['ballots.bin'] = bins['ballots.bin']!.subarray(0, 5 * leaf + 9)),
  ],
  [
    'two ballots change places',
    'box: head-root-differs',
    ({ bins }) => (bins['ballots.bin'] = swapRows(bins['ballots.bin']!, leaf)),
  ],
  [
    'a ballot is there twice',
    'box: serial-twice',
    ({ bins }) => {
      const box = bins['ballots.bin']!;
      bins['ballots.bin'] = Buffer.concat([box.subarray(0, leaf), box.subarray(0, 5 * leaf)]);
    },
  ],
  [
    'a ballot more than authorised is put in',
    'box: more-cast-than-issued',
    ({ bins }) => {
      const box = bins['ballots.bin']!;
      bins['ballots.bin'] = Buffer.concat([box, other.bins['ballots.bin']!.subarray(0, leaf)]);
    },
  ],
  [
    'a ballot of another round is put in',
    'box: ballot-of-other-round',
    ({ bins }) => {
      const box = bins['ballots.bin']!;
      const strange = other.bins['ballots.bin']!.subarray(0, leaf);
      bins['ballots.bin'] = Buffer.concat([strange, box.subarray(leaf)]);
    },
  ],
  [
    'a ballot is called otherwise',
    'box: ballot-misshapen',
    ({ bins }) => flip(bins['ballots.bin']!, 3),
  ],
  [
    'a head is changed',
    'box: head-not-signed',
    (parts) => (record(parts, 'heads.json').heads[0]!.size = 1),
  ],
  [
    'heads are turned round',
    'box: heads-out-of-order',
    (parts) => record(parts, 'heads.json').heads.reverse(),
  ],
  [
    'the last head is left out',
    'box: last-head-differs',
    (parts) => record(parts, 'heads.json').heads.pop(),
  ],
  [
    'a head of another box is put in',
    'box: head-not-signed',
    (parts) => (record(parts, 'heads.json').heads[0] = record(other, 'heads.json').heads[0]!),
  ],
  // The roll and who was authorised.
  ['a voter is changed', 'roll: roll-root-differs', ({ bins }) => flip(bins['roll.bin']!, 31)],
  [
    'a voter goes from online to paper',
    'roll: roll-channels-differ',
    ({ bins }) => {
      const roll = bins['roll.bin']!;
      for (let at = 32; at < roll.length; at += 33)
        if (roll[at] === 1) {
          roll[at] = 2;
          return;
        }
    },
  ],
  [
    'a voter goes from paper to online',
    'roll: roll-channels-differ',
    ({ bins }) => {
      const roll = bins['roll.bin']!;
      for (let at = 32; at < roll.length; at += 33)
        if (roll[at] === 2) {
          roll[at] = 1;
          return;
        }
    },
  ],
  ['a channel is made up', 'roll: roll-channel-unknown', ({ bins }) => (bins['roll.bin']![32] = 7)],
  [
    'a voter is left out',
    'roll: roll-size-differs',
    ({ bins }) => (bins['roll.bin'] = bins['roll.bin']!.subarray(33)),
  ],
  [
    'two voters change places',
    'roll: roll-not-rising',
    ({ bins }) => (bins['roll.bin'] = swapRows(bins['roll.bin']!, 33)),
  ],
  [
    'the roll is cut off',
    'roll: file-cut-off',
    ({ bins }) => (bins['roll.bin'] = bins['roll.bin']!.subarray(0, 40)),
  ],
  [
    'an authorisation is left out',
    'issuance: issuance-size-differs',
    ({ bins }) => (bins['issued.bin'] = bins['issued.bin']!.subarray(64)),
  ],
  [
    'what was blinded is changed',
    'issuance: issuance-root-differs',
    ({ bins }) => flip(bins['issued.bin']!, 40),
  ],
  [
    'somebody is authorised twice',
    'issuance: issuance-not-rising',
    ({ bins }) => {
      const log = bins['issued.bin']!;
      bins['issued.bin'] = Buffer.concat([log.subarray(0, 64), log]);
    },
  ],
  [
    'somebody who is not on the roll is authorised',
    'issuance: issued-not-on-roll',
    ({ bins }) => flip(bins['issued.bin']!, 31),
  ],
  [
    'a paper voter is authorised',
    'issuance: issued-to-paper-voter',
    ({ bins }) => {
      const roll = bins['roll.bin']!;
      const row = Buffer.concat([paperVoter(roll), Buffer.alloc(32)]);
      const rows = [row, ...rowsOf(bins['issued.bin']!, 64).slice(1)];
      bins['issued.bin'] = Buffer.concat(rows.sort((a, b) => a.compare(b)));
    },
  ],
  // Keys.
  [
    'the ballot key is another one',
    'keys: keys-differ-from-ledger',
    (parts) => {
      const key = record(parts, 'keys.json').ballot;
      key.publicKey = record(other, 'keys.json').ballot.publicKey;
    },
  ],
  [
    'the private key is another one',
    'keys: private-key-does-not-match',
    (parts) => {
      const key = record(parts, 'keys.json').ballot;
      key.privateKey = record(other, 'keys.json').ballot.privateKey;
    },
  ],
  [
    'that the round was opened is left out',
    'order: decision-missing',
    (parts) => parts.ledger.splice(entryAt(parts, 'round-opened'), 1),
  ],
  [
    'no private key is shown',
    'keys: private-key-missing',
    (parts) => (record(parts, 'keys.json').ballot.privateKey = null),
  ],
  [
    'a share is changed',
    'keys: share-not-committed',
    (parts) => {
      const [share] = record(parts, 'keys.json').ballot.shares;
      share!.share = share!.trialShare;
    },
  ],
  [
    'a share is left out',
    'keys: too-few-shares',
    (parts) => (record(parts, 'keys.json').ballot.shares[0]!.share = null),
  ],
  [
    'a trial share is left out',
    'keys: trial-share-missing',
    (parts) => (record(parts, 'keys.json').ballot.shares[2]!.trialShare = null),
  ],
  [
    'a commitment is changed',
    'keys: keys-differ-from-ledger',
    (parts) => {
      const [first, second] = record(parts, 'keys.json').ballot.shares;
      first!.commitment = second!.commitment;
    },
  ],
  [
    'fewer shares are said to be enough',
    'keys: threshold-out-of-bounds',
    (parts) => (record(parts, 'keys.json').ballot.needed = 1),
  ],
  [
    'the token key is another one',
    'keys: token-key-differs',
    (parts) => {
      const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
      const spki = key.export({ format: 'der', type: 'spki' });
      record(parts, 'keys.json').token = spki.toString('base64');
    },
  ],
  [
    'the token key is another one, in the ledger too',
    'box: token-not-signed',
    (parts) => {
      const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
      const spki = key.export({ format: 'der', type: 'spki' });
      record(parts, 'keys.json').token = spki.toString('base64');
      said(parts, 'round-opened')['tokenKey'] = spki.toString('base64');
    },
  ],
  // The ledger.
  [
    'an entry says something else than the log',
    'ledger: ledger-entry-not-included',
    (parts) => {
      const sealed = sealedLedger(parts);
      sealed.entries[3]!.data = { note: 'nothing' };
      putLedger(parts, sealed);
    },
  ],
  [
    'an entry is put in that is not in the log',
    'ledger: ledger-entry-not-included',
    (parts) => {
      const sealed = sealedLedger(parts);
      sealed.entries.push({ ...sealed.entries.at(-1)!, index: sealed.head.size });
      putLedger(parts, sealed);
    },
  ],
  [
    'entries change places',
    'ledger: ledger-entries-out-of-order',
    (parts) => {
      const sealed = sealedLedger(parts);
      sealed.entries.reverse();
      putLedger(parts, sealed);
    },
  ],
  [
    'the head of the ledger is another one',
    'ledger: ledger-head-not-signed',
    (parts) => {
      const sealed = sealedLedger(parts);
      sealed.head.size -= 1;
      putLedger(parts, sealed);
    },
  ],
  [
    'the round opened before its keys were tried',
    'order: decisions-out-of-order',
    ({ ledger }) => moveBefore(ledger, 'round-opened', 'trial-opened'),
  ],
  [
    'the box was opened before the closing',
    'order: decisions-out-of-order',
    ({ ledger }) => moveBefore(ledger, 'box-key-rebuilt', 'round-closed'),
  ],
  [
    'a share came before the closing',
    'order: share-before-closing',
    ({ ledger }) => moveBefore(ledger, 'share-submitted', 'round-closed'),
  ],
  [
    'the roll was frozen after the opening',
    'order: decisions-out-of-order',
    ({ ledger }) => moveBefore(ledger, 'round-opened', 'roll-frozen'),
  ],
  [
    'a round was closed twice',
    'order: decision-twice',
    (parts) => parts.ledger.push(structuredClone(parts.ledger[entryAt(parts, 'round-closed')]!)),
  ],
  // Rules, round and candidates.
  [
    'the rules are changed',
    'rules: rules-differ',
    (parts) => (record(parts, 'rules.json').bodies[0]!.path[0]!.ties = [{ kind: 'ask' }]),
  ],
  [
    'candidates change places',
    'plan: candidates-differ',
    (parts) => record(parts, 'candidates.json').candidates.reverse(),
  ],
  [
    'a candidate is left out',
    'plan: candidates-differ',
    (parts) => record(parts, 'candidates.json').candidates.pop(),
  ],
  [
    'the order of the ballot was not drawn',
    'plan: order-not-drawn',
    (parts) => {
      record(parts, 'candidates.json').candidates.reverse();
      const [planned] = said(parts, 'rounds-planned')['rounds'] as { candidates: string[] }[];
      planned!.candidates.reverse();
    },
  ],
  [
    'seats are changed',
    'plan: seats-differ',
    (parts) => (record(parts, 'round.json').unitSeats = 2),
  ],
  [
    'the ballot is another one',
    'plan: ballot-differs',
    (parts) => (record(parts, 'round.json').ballot.marks = 3),
  ],
  [
    'the round closed later',
    'plan: times-differ',
    (parts) => (record(parts, 'round.json').closesAt = '2026-11-30T00:00:00.000Z'),
  ],
  [
    'a channel is added',
    'plan: channels-differ',
    (parts) => (record(parts, 'round.json').channels = ['online']),
  ],
  // Paper.
  [
    'a protocol is changed in one entry',
    'paper: paper-entries-differ',
    (parts) => (record(parts, 'paper.json').places[0]!.entries[0]!.protocol.votes[0] = 2),
  ],
  [
    'a protocol is changed in both entries',
    'count: count-differs',
    (parts) => {
      for (const { protocol } of record(parts, 'paper.json').places[0]!.entries) {
        protocol.votes[0]! += 1;
        protocol.votes[4]! -= 1;
      }
    },
  ],
  [
    'a protocol does not add up',
    'paper: paper-sum-differs',
    (parts) => {
      for (const { protocol } of record(parts, 'paper.json').places[0]!.entries)
        protocol.valid -= 1;
    },
  ],
  [
    'more ballots lie in a paper box than people signed',
    'paper: paper-more-than',
    (parts) => {
      for (const { protocol } of record(parts, 'paper.json').places[0]!.entries)
        protocol.signatures = 1;
    },
  ],
  [
    'a protocol was typed once',
    'paper: paper-typed-once',
    (parts) => record(parts, 'paper.json').places[0]!.entries.pop(),
  ],
  [
    'one person typed a protocol twice',
    'paper: paper-typed-by-one',
    (parts) => {
      const [first, second] = record(parts, 'paper.json').places[0]!.entries;
      second!.typedBy = first!.typedBy;
    },
  ],
  [
    'a paper place is left out',
    'count: count-differs',
    (parts) => record(parts, 'paper.json').places.pop(),
  ],
  // The result.
  [
    'votes are changed in the result',
    'count: count-differs',
    (parts) => (record(parts, 'result.json').result.candidates[0]!.votes += 1),
  ],
  [
    'the elected are others',
    'count: count-differs',
    (parts) => {
      const { candidates } = record(parts, 'result.json').result;
      [candidates[2]!.elected, candidates[3]!.elected] = [false, true];
    },
  ],
  [
    'a lot fell otherwise',
    'count: count-differs',
    (parts) => {
      const { ties } = record(parts, 'result.json').result;
      ties[0]!.order.reverse();
    },
  ],
  [
    'the lot was drawn from something else',
    'count: count-differs',
    (parts) => (record(parts, 'result.json').result.seed = '00'),
  ],
  [
    'somebody who stood is said to have left',
    'count: standing-differs',
    (parts) => (record(parts, 'result.json').result.candidates[0]!.standing = false),
  ],
  [
    'another result is published',
    'result: result-not-in-ledger',
    (parts) => (said(parts, 'result-published')['result'] = '00'),
  ],
  [
    'the hash is another one',
    'result: result-hash-differs',
    (parts) => (record(parts, 'result.json').hash = '00'.repeat(32)),
  ],
  [
    'a signature is left out',
    'signatures: signature-left-out',
    (parts) => record(parts, 'result.json').signatures.pop(),
  ],
  [
    'a signature is made up',
    'signatures: signature-not-in-ledger',
    (parts) => {
      const { signatures } = record(parts, 'result.json');
      signatures[1] = { ...signatures[1]!, member: roundOf(parts) };
    },
  ],
  [
    'too few signed',
    'signatures: too-few-signatures',
    (parts) => {
      const { signatures } = record(parts, 'result.json');
      const { member } = signatures.pop()!;
      const at = parts.ledger.findIndex(({ actor }) => actor === member);
      parts.ledger.splice(at, 1);
    },
  ],
  [
    'dissent is left out',
    'signatures: dissent-left-out',
    (parts) => record(parts, 'result.json').dissents.pop(),
  ],
  [
    'dissent is reworded',
    'signatures: dissent-not-in-ledger',
    (parts) => (record(parts, 'result.json').dissents[0]!.text = 'The hall was large.'),
  ],
  // The list.
  [
    'the document of the list is changed',
    'list: list-document-differs',
    (parts) => (record(parts, 'list.json').input += ' '),
  ],
  [
    'two places are exchanged',
    'list: list-views-differ',
    (parts) => {
      const { list } = record(parts, 'list.json').output;
      [list[1]!.candidate, list[2]!.candidate] = [list[2]!.candidate, list[1]!.candidate];
    },
  ],
  [
    'the one whom a quota asked for is nobody of its group',
    'list-quotas: quota-broken',
    (parts) => {
      const document = JSON.parse(record(parts, 'list.json').input) as ListDocument;
      document.candidates.find(({ groups }) => groups.length > 0)!.groups = [];
      restate(parts, document);
    },
  ],
  [
    'somebody stands on the list twice',
    'list: list-person-twice',
    (parts) => {
      const { list } = record(parts, 'list.json').output;
      list[1]!.candidate = list[0]!.candidate;
    },
  ],
  [
    'a place is left out',
    'list: list-length-differs',
    (parts) => record(parts, 'list.json').output.list.pop(),
  ],
  [
    'the list rests on another result',
    'list: list-results-differ',
    (parts) => (record(parts, 'list.json').results = []),
  ],
  [
    'the leadership gave a place in silence',
    'list-interventions: place-given-without-act',
    (parts) => {
      record(parts, 'list.json').interventions = [];
      parts.ledger.splice(entryAt(parts, 'list-intervention'), 1);
    },
  ],
  [
    'one person gave a place alone',
    'list-interventions: intervention-signed-by-one',
    (parts) => {
      const signed = parts.ledger[entryAt(parts, 'list-intervention')]!;
      parts.ledger[entryAt(parts, 'list-intervention-proposed')]!.actor = signed.actor;
    },
  ],
  [
    'a place was signed that nobody had proposed',
    'list-interventions: intervention-signed-by-one',
    (parts) => parts.ledger.splice(entryAt(parts, 'list-intervention-proposed'), 1),
  ],
  [
    'an intervention is left out',
    'list-interventions: intervention-left-out',
    (parts) => (record(parts, 'list.json').interventions = []),
  ],
  [
    'the leadership gave more places than it may',
    'list-interventions: interventions-above-cap',
    (parts) => {
      const list = record(parts, 'list.json');
      const document = JSON.parse(list.input) as ListDocument;
      const [, second] = list.output.list;
      document.fixed.push({ place: 2, candidate: second!.candidate, reason: 'item 5' });
      restate(parts, document);
    },
  ],
  [
    'the merit order is turned round',
    'list-merit: merit-order-differs',
    (parts) => {
      const document = JSON.parse(record(parts, 'list.json').input) as ListDocument;
      exchange(document.candidates, 0, 1);
      restate(parts, document);
    },
  ],
  [
    'a rank by votes is told wrong',
    'list-merit: merit-rank-differs',
    (parts) => (record(parts, 'list.json').output.list[1]!.merit += 1),
  ],
  [
    'somebody is passed over in silence',
    'list-merit: passed-over-in-silence',
    (parts) => {
      const { output, views } = record(parts, 'list.json');
      const [, second, third] = output.list;
      [second!.candidate, third!.candidate] = [third!.candidate, second!.candidate];
      [second!.merit, third!.merit] = [third!.merit, second!.merit];
      exchange(views.afterInterventions, 1, 2);
    },
  ],
];

describe('a bundle that whoever holds the ledger key has falsified', () => {
  it('is right before', async () => {
    expect(await faultOf(await write(filesOf(copyOf(right)), ledgerKey))).toBe('right');
  });

  it.each(byOperators)('is found out: %s (%s)', async (_, expected, change) => {
    const parts = copyOf(right);
    change(parts);
    expect(await faultOf(await write(filesOf(parts), ledgerKey))).toBe(expected);
  });
});

function moveBefore(ledger: BundleParts['ledger'], kind: string, before: string): void {
  const [moved] = ledger.splice(
    ledger.findIndex((one) => one.kind === kind),
    1,
  );
  ledger.splice(
    ledger.findIndex((one) => one.kind === before),
    0,
    moved!,
  );
}

function exchange(list: unknown[], a: number, b: number): void {
  [list[a], list[b]] = [list[b], list[a]];
}

/** Puts another document under the list, and into the ledger as well. */
function restate(parts: BundleParts, document: object): void {
  const list = record(parts, 'list.json');
  list.input = `${JSON.stringify(document, null, 2)}\n`;
  const hash = hashOf(list.input);
  list.versions[0]!.input = hash;
  said(parts, 'list-rebuilt')['input'] = hash;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function rowsOf(bytes: Buffer, row: number): Buffer[] {
  return Array.from({ length: bytes.length / row }, (_, at) =>
    bytes.subarray(at * row, (at + 1) * row),
  );
}

function paperVoter(roll: Buffer): Buffer {
  return rowsOf(roll, 33)
    .find((row) => row[32] === 2)!
    .subarray(0, 32);
}
