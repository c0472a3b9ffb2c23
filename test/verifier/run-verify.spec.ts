import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash, createPublicKey } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { runVerify, type VerifyArguments } from '../../src/command-line/verify.js';
import { checkNames } from '../../src/verifier/report.js';
import { plainMarks } from '../../src/voting/domain/ballots/ballot.js';
import {
  filesOf,
  ledgerKey,
  sealRound,
  writeBundle,
  type BundleParts,
} from '../support/sealed-round.js';

let directory: string;
let parts: BundleParts;
let bundle: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'verify-'));
  bundle = join(directory, 'bundle.zip');
  parts = await sealRound({
    form: { kind: 'single', candidates: 3 },
    ballotRule: { kind: 'single' },
    ballots: [[0], [1], [1], [2]].map(plainMarks),
    seats: 1,
  });
  await writeBundle(bundle, roundId(), filesOf(parts), ledgerKey);
});

afterAll(() => rm(directory, { recursive: true }));

const roundId = (): string => (parts.records['round.json'] as { id: string }).id;

const fingerprint = (): string =>
  createHash('sha256')
    .update(createPublicKey(ledgerKey).export({ format: 'der', type: 'spki' }))
    .digest('hex');

async function run(file: string, options: VerifyArguments = {}) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runVerify(file, options, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    progress: () => undefined,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('irikteu verify', () => {
  it.each([
    ['en', /^ok .*Every file is what the manifest says/],
    ['ru', /^верно .*Все файлы совпадают с описью/],
    ['kk', /^дұрыс .*Файлдардың бәрі тізімдегідей/],
  ])('says every check in %s and what it cannot check', async (lang, first) => {
    const { code, out } = await run(bundle, { lang });
    expect(code).toBe(0);
    expect(out).toMatch(first);
    expect(out.split('\n').filter((line) => line !== '').length).toBeGreaterThan(22);
  });

  it('holds the ledger key against the one the auditor knows', async () => {
    expect((await run(bundle, { ledgerKey: fingerprint() })).code).toBe(0);
    const other = await run(bundle, { ledgerKey: 'ab'.repeat(32) });
    expect(other.code).toBe(1);
    expect(other.out).toContain('This is another ledger key');
    expect((await run(bundle, { ledgerKey: 'not hexadecimal' })).code).toBe(2);
  });

  it('says the first thing that is wrong', async () => {
    const box = Buffer.from(parts.bins['ballots.bin']!);
    box[400]! ^= 1;
    const file = join(directory, 'changed.zip');
    await writeBundle(
      file,
      roundId(),
      new Map([...filesOf(parts), ['ballots.bin', box]]),
      ledgerKey,
    );
    const { code, out } = await run(file, { json: true });
    const { verdict, checks } = JSON.parse(out) as {
      verdict: string;
      checks: { check: string; sentence: string }[];
    };
    expect([code, verdict]).toEqual([1, 'wrong']);
    expect(checks.at(-1)).toMatchObject({
      check: 'box',
      sentence:
        'The first 2 ballots do not give the root that was signed: one was changed, taken out or put in.',
    });
  });

  it('refuses what is no bundle', async () => {
    const file = join(directory, 'text.zip');
    await writeFile(file, 'text');
    expect((await run(file)).code).toBe(2);
    expect((await run(join(directory, 'nothing.zip'))).code).toBe(2);
  });
});

describe('the words of the verifier', () => {
  const { verify } = parse(readFileSync('templates/words/verify.yaml', 'utf8')) as {
    verify: Record<'check' | 'fault', Record<string, object>>;
  };
  const sources = readdirSync('src/verifier/checks')
    .map((name) => readFileSync(join('src/verifier/checks', name), 'utf8'))
    .join('\n');

  it('name every check', () => {
    expect(Object.keys(verify.check).sort()).toEqual([...checkNames].sort());
  });

  it('say every fault that the checks can find', () => {
    const found = [
      ...sources.matchAll(/(?:failed|wrong)\(\s*'([a-z-]+)'|kind: '(paper-[a-z-]+)'/g),
    ];
    const kinds = new Set(found.map((match) => match[1] ?? match[2] ?? ''));
    expect(kinds.size).toBeGreaterThan(90);
    expect([...kinds].filter((kind) => !(kind in verify.fault))).toEqual([]);
  });
});
