import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rankedInOrder, plainMarks } from '../../src/voting/domain/ballots/ballot.js';
import { verifyBundle } from '../../src/verifier/verify-bundle.js';
import type { Verdict } from '../../src/verifier/report.js';
import {
  filesOf,
  ledgerKey,
  sealRound,
  writeBundle,
  type BundleParts,
  type RoundToSeal,
} from '../support/sealed-round.js';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bundle-'));
});

afterAll(() => rm(directory, { recursive: true }));

const silent = { checked: () => undefined, progress: () => undefined };
let written = 0;

async function verdictOf(
  parts: BundleParts,
  files = filesOf(parts),
  key = ledgerKey,
): Promise<Verdict> {
  const path = join(directory, `${written++}.zip`);
  const round = (parts.records['round.json'] as { id: string }).id;
  await writeBundle(path, round, files, key);
  return await verifyBundle(path, { ledgerKey: null, threads: 1 }, silent);
}

/** The first check that fails and why; null where everything is right. */
function firstFault({ checks }: Verdict): string | null {
  const last = checks.at(-1);
  return last?.outcome.verdict === 'failed'
    ? `${last.check}: ${last.outcome.fault.kind} ${JSON.stringify(last.outcome.fault.values)}`
    : null;
}

const ranking = { kind: 'ranking', candidates: 4, ranks: 4, equalRanks: false } as const;
const orders = [[0, 1, 2], [1, 0], [2, 3, 0], [0], [3, 2, 1, 0], [1, 3], [0, 2], []].map(
  rankedInOrder,
);
const ranked = {
  form: ranking,
  ballotRule: { kind: 'ranking', equalRanks: false },
  ballots: orders,
};
const paper = [
  { ballot: rankedInOrder([2, 0]), count: 3 },
  { ballot: rankedInOrder([1]), count: 2 },
];

const kinds: Readonly<Record<string, RoundToSeal>> = {
  'a rating vote with paper, a tie decided by lot and a list': {
    form: { kind: 'rating', candidates: 5, marks: 2 },
    ballotRule: { kind: 'rating', marks: { count: 2 } },
    ballots: [[0, 1], [2, 3], [0, 4], [1, 2], [3], []].map(plainMarks),
    paper: [{ ballot: plainMarks([4, 1]), count: 3 }],
    seats: 3,
    list: true,
  },
  'a single vote': {
    form: { kind: 'single', candidates: 3 },
    ballotRule: { kind: 'single' },
    ballots: [[0], [1], [1], [2]].map(plainMarks),
    seats: 1,
  },
  'a cumulative vote': {
    form: { kind: 'cumulative', candidates: 3, votes: 3, mostForOne: 2 },
    ballotRule: { kind: 'cumulative', votes: { count: 3 }, mostForOne: 2 },
    ballots: [
      [
        { candidate: 0, value: 2 },
        { candidate: 2, value: 1 },
      ],
      [{ candidate: 1, value: 2 }],
    ],
  },
  scores: {
    form: { kind: 'score', candidates: 3, highest: 5 },
    ballotRule: { kind: 'score', highest: 5 },
    counting: { method: 'majority-judgment' },
    ballots: [
      [
        { candidate: 0, value: 5 },
        { candidate: 2, value: 0 },
      ],
      [{ candidate: 1, value: 3 }],
    ],
  },
  'an instant run-off with paper': { ...ranked, counting: { method: 'irv' }, paper, seats: 1 },
  'a transferable vote': { ...ranked, counting: { method: 'stv-scottish' }, paper, gone: [3] },
  'a Schulze count': {
    ...ranked,
    counting: { method: 'schulze', options: { variant: 'margins' } },
  },
  'a list by transferable votes': { ...ranked, counting: { method: 'list-stv-bottom-up' } },
};

describe('a bundle that is right', () => {
  it.each(Object.entries(kinds))('passes: %s', async (_, plan) => {
    const verdict = await verdictOf(await sealRound(plan));
    expect(firstFault(verdict)).toBeNull();
    expect(verdict.verdict).toBe('right');
  });
});

describe('a box that was a program of its own', () => {
  const single: RoundToSeal = {
    form: { kind: 'single', candidates: 3 },
    ballotRule: { kind: 'single' },
    ballots: [[0], [1], [0], []].map(plainMarks),
  };
  const boxKey = generateKeyPairSync('ed25519').privateKey;
  const faultWith = async (distantBox: RoundToSeal['distantBox']): Promise<string | null> =>
    firstFault(await verdictOf(await sealRound({ ...single, ...(distantBox && { distantBox }) })));

  it('is right where the ledger names the key that its heads are signed with', async () => {
    expect(await faultWith({ key: boxKey })).toBeNull();
  });

  it('is wrong where the ledger names none, another one, or what is no key', async () => {
    expect(await faultWith({ key: boxKey, stated: null })).toMatch(/^box: head-not-signed/);
    expect(await faultWith({ key: ledgerKey, stated: '00'.repeat(31) + '01' })).toMatch(
      /^box: head-not-signed/,
    );
    expect(await faultWith({ key: boxKey, stated: 'ab' })).toMatch(/^box: box-key-misshapen/);
  });
});
