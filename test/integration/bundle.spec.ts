import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MakeBundleService } from '../../src/bundle/index.js';
import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import { openArchive } from '../../src/verifier/bundle/archive.js';
import { verifyBundle } from '../../src/verifier/commands.js';
import { testApp, type TestApp } from '../support/app.js';
import { playRound, type PlayedRound } from '../support/played-round.js';
import { keepTables, unguarded } from '../support/unguarded.js';

let app: TestApp;
let played: PlayedRound;

beforeAll(async () => {
  app = await testApp();
  played = await playRound(app);
}, 180_000);

afterAll(() => app.close());

const silent = { checked: () => undefined, progress: () => undefined };
const home = (): string => app.get<Settings>(SETTINGS as never).home;

/** A bundle made now from what the tables have. */
async function freshBundle(): Promise<string> {
  await rm(join(home(), 'bundles'), { recursive: true, force: true });
  return (await app.get(MakeBundleService).make(played.round))!.path;
}

async function faultOf(path: string): Promise<string> {
  const { verdict, checks } = await verifyBundle(path, { ledgerKey: null, threads: 1 }, silent);
  const last = checks.at(-1);
  return last?.outcome.verdict === 'failed'
    ? `${last.check}: ${last.outcome.fault.kind} ${JSON.stringify(last.outcome.fault.values)}`
    : verdict;
}

describe('the bundle of a published round', () => {
  it('is right, with online and paper votes, a tie decided by lot, and a list', async () => {
    const path = await freshBundle();
    expect(await faultOf(path)).toBe('right');
    const archive = (await openArchive(path))!;
    const { result } = JSON.parse((await archive.read('result.json'))!.toString()) as {
      result: { ties: { resolvedBy: string }[]; online: object; paper: object };
    };
    archive.close();
    expect(result.ties.some(({ resolvedBy }) => resolvedBy === 'lot')).toBe(true);
    expect(result.online).toMatchObject({ cast: 6 });
    expect(result.paper).toMatchObject({ cast: 3 });
  });

  it('names nobody but candidates', async () => {
    const bytes = await readFile(await freshBundle());
    const archive = (await openArchive(await freshBundle()))!;
    const texts = await Promise.all(
      archive.names
        .filter((name) => name.endsWith('.json'))
        .map(async (name) => (await archive.read(name))!.toString()),
    );
    archive.close();
    const members = await app.rows<{ id: string; iin: string; phone: string | null }>(
      'SELECT id, iin, phone FROM voting_member',
    );
    const all = texts.join('\n');
    expect(bytes.length).toBeGreaterThan(5_000);
    for (const { id, iin, phone } of members)
      for (const known of [id, iin, ...(phone === null ? [] : [phone])])
        expect(all).not.toContain(known);
    expect(all).not.toMatch(/Сейітова/);
  });

  it('is offered to everybody on the page of the round, and kept', async () => {
    const browser = app.browser();
    const page = await browser.get(`/rounds/${played.round}`);
    const href = `/rounds/${played.round}/bundle.zip`;
    expect(page.body).toContain(`href="${href}"`);
    const first = await app.nest.inject({ method: 'GET', url: href });
    const second = await app.nest.inject({ method: 'GET', url: href });
    expect(first.statusCode).toBe(200);
    expect(first.headers['content-type']).toBe('application/zip');
    expect(first.rawPayload.equals(second.rawPayload)).toBe(true);
    const path = join(home(), 'downloaded.zip');
    await writeFile(path, first.rawPayload);
    expect(await faultOf(path)).toBe('right');
    const unknown = await browser.get(`/rounds/${played.contestId}/bundle.zip`);
    expect(unknown.status).toBe(404);
  });
});

/** What somebody with the database changes behind the program's back, before the bundle is made. */
const behindTheBack: readonly (readonly [string, RegExp, string])[] = [
  [
    'a ballot is changed',
    /^box: head-root-differs/,
    `UPDATE voting_ballot SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)
      WHERE round_id = $1 AND leaf_index = 2`,
  ],
  [
    'a token signature is changed',
    /^box: head-root-differs/,
    `UPDATE voting_ballot SET signature = set_byte(signature, 9, get_byte(signature, 9) # 1)
      WHERE round_id = $1 AND leaf_index = 1`,
  ],
  [
    'a ballot is deleted',
    /^box: (head-root|last-head)-differs/,
    'DELETE FROM voting_ballot WHERE round_id = $1 AND leaf_index = 0',
  ],
  [
    'two ballots change places',
    /^box: head-root-differs/,
    `UPDATE voting_ballot b SET sealed = o.sealed FROM voting_ballot o
      WHERE b.round_id = $1 AND o.round_id = $1 AND b.leaf_index + o.leaf_index = 1`,
  ],
  [
    'votes are moved in the result',
    /^count: count-differs .*votes/,
    `UPDATE voting_result SET result = jsonb_set(result, '{candidates,0,votes}', '999') WHERE round_id = $1`,
  ],
  [
    'the hash of a result is changed',
    /^result: result-hash-differs/,
    `UPDATE voting_result SET hash = repeat('ab', 32) WHERE round_id = $1`,
  ],
  [
    'a voter on paper is put online',
    /^roll: /,
    `UPDATE voting_roll_entry SET channel = 'online' WHERE round_id = $1 AND channel = 'paper'
        AND member_id = (SELECT member_id FROM voting_roll_entry WHERE round_id = $1 AND channel = 'paper' LIMIT 1)`,
  ],
  [
    'a voter is taken off the roll',
    /^roll: roll-size-differs/,
    `DELETE FROM voting_roll_entry WHERE round_id = $1 AND channel = 'paper'
        AND member_id = (SELECT member_id FROM voting_roll_entry WHERE round_id = $1 AND channel = 'paper' LIMIT 1)`,
  ],
  [
    'a pseudonym is exchanged',
    /^roll: /,
    `UPDATE voting_roll_entry SET pseudonym = sha256(pseudonym) WHERE round_id = $1 AND channel = 'paper'
        AND member_id = (SELECT member_id FROM voting_roll_entry WHERE round_id = $1 AND channel = 'paper' LIMIT 1)`,
  ],
  [
    'an authorisation is deleted',
    /^issuance: issuance-size-differs/,
    `DELETE FROM voting_participation WHERE round_id = $1
        AND member_id = (SELECT member_id FROM voting_participation WHERE round_id = $1 LIMIT 1)`,
  ],
  [
    'an authorisation is changed',
    /^issuance: issuance-root-differs/,
    `UPDATE voting_participation SET blinded_hash = sha256(blinded_hash) WHERE round_id = $1`,
  ],
  [
    'one entry of a protocol is changed',
    /^paper: paper-(entries-differ|sum-differs|more-than)/,
    `UPDATE voting_paper_entry SET votes = '{0,0,0,1,2}' WHERE slot = 1
        AND place_id IN (SELECT id FROM voting_place WHERE round_id = $1)`,
  ],
  [
    'both entries of a protocol are changed',
    /^count: count-differs/,
    `UPDATE voting_paper_entry SET votes = '{0,0,0,1,2}'
      WHERE place_id IN (SELECT id FROM voting_place WHERE round_id = $1)`,
  ],
  [
    'a signature is deleted',
    /^signatures: signature-left-out/,
    `DELETE FROM voting_protocol_signature WHERE round_id = $1
        AND member = (SELECT member FROM voting_protocol_signature WHERE round_id = $1 LIMIT 1)`,
  ],
  [
    'a dissent is deleted',
    /^signatures: dissent-left-out/,
    'DELETE FROM voting_dissent WHERE round_id = $1',
  ],
  [
    'a share is exchanged',
    /^keys: /,
    'UPDATE voting_key_share SET share = trial_share WHERE round_id = $1 AND place = 1',
  ],
  [
    'a candidate is exchanged on the ballot',
    /^plan: candidates-differ/,
    `UPDATE voting_round_candidate SET position = 100 + position WHERE round_id = $1 AND position = 0`,
  ],
  [
    'a seat is added',
    /^plan: seats-differ/,
    'UPDATE voting_round SET unit_seats = unit_seats + 1 WHERE id = $1',
  ],
  [
    'a decision is rewritten in the ledger',
    /^(ledger: ledger-entry-not-included|order: )/,
    `UPDATE ledger_entry SET data = data || '{"turnout": 1}' WHERE subject = $1::text AND kind = 'round-counted'`,
  ],
  [
    'a place of the list is given to another',
    /^list: list-views-differ/,
    `UPDATE list_building_place SET candidate_id = gen_random_uuid()
      WHERE view = 'after-interventions' AND place = 1 AND $1::uuid IS NOT NULL`,
  ],
  [
    'ranks by votes are rewritten in the list',
    /^list-merit: merit-rank-differs/,
    `UPDATE list_building_version SET outcome = jsonb_set(outcome, '{list,0,merit}', '2') WHERE $1::uuid IS NOT NULL`,
  ],
  [
    'the document of the list is rewritten',
    /^list: list-document-differs/,
    `UPDATE list_building_version SET input = input || ' ' WHERE $1::uuid IS NOT NULL`,
  ],
  [
    'the rules are rewritten',
    /^rules: rules-differ/,
    `UPDATE primary_rule_set SET canonical = replace(canonical, '"lot"', '"ask"') WHERE $1::uuid IS NOT NULL`,
  ],
];

describe('a bundle from tables that were changed behind the back of the program', () => {
  let putBack: () => Promise<void>;

  beforeAll(async () => {
    putBack = await keepTables(app, touched);
  });

  afterEach(() => putBack());

  it.each(behindTheBack)('is found out: %s', async (_, expected, statement) => {
    await unguarded(app, async (tx) => {
      const [, changed] = await tx.query<[unknown, number]>(statement, [played.round]);
      expect(changed).toBeGreaterThan(0);
    });
    expect(await faultOf(await freshBundle())).toMatch(expected);
  });

  it('is right again once all is put back', async () => {
    expect(await faultOf(await freshBundle())).toBe('right');
  });
});

const touched = [
  'voting_ballot',
  'voting_result',
  'voting_roll_entry',
  'voting_participation',
  'voting_paper_entry',
  'voting_protocol_signature',
  'voting_dissent',
  'voting_key_share',
  'voting_round_candidate',
  'voting_round',
  'ledger_entry',
  'list_building_place',
  'list_building_version',
  'primary_rule_set',
];
