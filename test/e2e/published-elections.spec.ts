import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TallyArguments } from '../../src/voting/application/tally-order.js';
import { runTally } from '../../src/voting/web/run-tally.js';

/**
 * Published elections with the results of other programs, which are not ours to copy: `IRIKTEU_ELECTIONS` names a folder with
 * BLT files and, beside each, what droop found (`ward-scotland-….json`), and below `tideman` elections in the Condorcet Election
 * Format with the rankings of Condorcet PHP (`A01.cvotes`, `A01.expected.json`).
 */
const folder = process.env['IRIKTEU_ELECTIONS'] ?? '';

interface Tallied {
  readonly elected: readonly string[];
  readonly ranking: readonly { readonly candidates: readonly string[] }[];
  readonly rounds: readonly { readonly votes: Readonly<Record<string, string>> }[];
}

async function tally(args: TallyArguments): Promise<Tallied> {
  let [out, err] = ['', ''];
  const code = await runTally(
    { ...args, json: true },
    { out: (text) => (out += text), err: (text) => (err += text) },
  );
  expect({ code: code === 3 ? 0 : code, err: code === 3 ? '' : err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Tallied;
}

function filesIn(directory: string, pattern: RegExp): readonly string[] {
  return folder === ''
    ? []
    : readdirSync(directory)
        .filter((name) => pattern.test(name))
        .sort();
}

/** Droop reads several blanks within a name as one. */
function plain(name: string): string {
  return name.trim().replace(/\s+/g, ' ');
}

const droopRules: readonly (readonly [RegExp, string])[] = [
  [/^(.+)-scotland-fixed-p5-d5\.json$/, 'stv-scottish'],
  [/^(.+)-wigm-prf-fixed-p4-d4\.json$/, 'stv-prf-wigm'],
  [/^(.+)-wigm-rational-d12\.json$/, 'stv-wigm'],
  [/^(.+)-meek-prf-o6-fixed-p9-d9\.json$/, 'stv-prf-meek'],
];

const counts = filesIn(folder, /\.json$/).flatMap((name) =>
  droopRules.flatMap(([pattern, method]) => {
    const ward = pattern.exec(name)?.[1];
    return ward === undefined ? [] : [{ ward, method, name }];
  }),
);

interface DroopCount {
  readonly cdict: Readonly<Record<string, { readonly name: string }>>;
  readonly actions: readonly {
    readonly tag: string;
    readonly cstate?: Readonly<Record<string, { readonly state: string; readonly vote?: string }>>;
  }[];
}

function droopOf(name: string): { elected: string[]; firstVotes: Record<string, string> } {
  const { cdict, actions } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as DroopCount;
  const nameOf = (id: string): string => plain(cdict[id]?.name ?? '');
  const states = (tag: string) =>
    Object.entries(actions.find((one) => one.tag === tag)?.cstate ?? {});
  return {
    elected: states('end').flatMap(([id, { state }]) => (state === 'elected' ? [nameOf(id)] : [])),
    firstVotes: Object.fromEntries(
      states('begin').map(([id, { vote }]) => [nameOf(id), vote ?? '']),
    ),
  };
}

/** The rankings of Condorcet PHP with the same rule in this program. */
const condorcetRules: Readonly<Record<string, Omit<TallyArguments, 'file'>>> = {
  'Schulze Winning': { method: 'schulze', methodOptions: { variant: 'winning' } },
  'Schulze Margin': { method: 'schulze', methodOptions: { variant: 'margins' } },
  'Ranked Pairs Winning': { method: 'ranked-pairs', methodOptions: { variant: 'winning' } },
  'Ranked Pairs Margin': { method: 'ranked-pairs', methodOptions: { variant: 'margins' } },
  'Minimax Winning': { method: 'minimax', methodOptions: { variant: 'winning' } },
  'Minimax Margin': { method: 'minimax', methodOptions: { variant: 'margins' } },
  'Minimax Opposition': { method: 'minimax', methodOptions: { variant: 'opposition' } },
  Copeland: { method: 'copeland' },
  BordaCount: { method: 'borda', methodOptions: { tail: 'average', lowest: '1' } },
};

const rankings = filesIn(join(folder, 'tideman'), /\.cvotes$/).flatMap((file) =>
  Object.entries(condorcetRules).map(([rule, args]) => ({ file, rule, args })),
);

const suite = folder === '' ? describe.skip : describe;

suite('irikteu tally counts published elections (skipped without IRIKTEU_ELECTIONS)', () => {
  it.each(counts)('$ward by $method as droop does', async ({ ward, method, name }) => {
    const args = { file: join(folder, `${ward}.blt`), method, ties: 'backwards,order' };
    const { elected, rounds } = await tally(args);
    const droop = droopOf(name);
    const votes = Object.entries(rounds[0]?.votes ?? {});
    expect(elected.map(plain).sort()).toEqual(droop.elected.sort());
    expect(Object.fromEntries(votes.map(([one, sum]) => [plain(one), Number(sum)]))).toEqual(
      Object.fromEntries(Object.entries(droop.firstVotes).map(([one, sum]) => [one, Number(sum)])),
    );
  });

  it.each(rankings)('$file by $rule as Condorcet PHP does', async ({ file, rule, args }) => {
    const path = join(folder, 'tideman', file);
    const expected = JSON.parse(
      readFileSync(path.replace('.cvotes', '.expected.json'), 'utf8'),
    ) as Record<string, string>;
    const { ranking } = await tally({ ...args, file: path, seats: '1' });
    const found = ranking
      .map(({ candidates }) => [...candidates].map(plain).sort().join(' = '))
      .join(' > ');
    const wanted = expected[rule]
      ?.split(' > ')
      .map((rank) => rank.split(' = ').map(plain).sort().join(' = '))
      .join(' > ');
    expect(found).toBe(wanted);
  });
});
