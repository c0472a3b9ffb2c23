import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoundId } from '../../src/kernel/ids.js';
import { runCeremony, runTrusteeGive, runTrusteeKey } from '../../src/voting/commands.js';
import { testApp, type TestApp } from '../support/app.js';
import { plantCounting } from '../support/counting.js';
import { openPrimary } from '../support/primary.js';

describe('keys at the command line', () => {
  let app: TestApp;
  let home: string;
  let round: RoundId;
  let server: string;
  const logins = new Map<string, string>();

  beforeAll(async () => {
    app = await testApp();
    home = await mkdtemp(join(tmpdir(), 'irikteu-keys-'));
    const { primaryId } = await openPrimary(app);
    const plan = { primaryId, state: 'planned', keyless: true, ballots: [[0]] } as const;
    round = (await plantCounting(app, plan)).id;
    for (const [name, role] of [
      ['chair', 'commission-chair'],
      ['one', 'trustee'],
      ['two', 'trustee'],
    ] as const) {
      const { accountId } = await app.staff(role, 'KZ-3901', name);
      const [row] = await app.rows<{ login: string }>(
        'SELECT login FROM identity_account WHERE id = $1',
        [accountId],
      );
      logins.set(name, row!.login);
    }
    await app.nest.listen(0, '127.0.0.1');
    server = (await app.nest.getUrl()).replace('[::1]', '127.0.0.1');
    process.env['IRIKTEU_PASSWORD'] = 'a long enough password';
    process.env['IRIKTEU_PASSPHRASE'] = 'four words of one trustee';
  });

  afterAll(async () => {
    delete process.env['IRIKTEU_PASSWORD'];
    delete process.env['IRIKTEU_PASSPHRASE'];
    await app.close();
    await rm(home, { recursive: true, force: true });
  });

  const by = (name: string) => ({
    server,
    login: logins.get(name)!,
    file: join(home, `${name}.json`),
  });

  const key = async (): Promise<Record<string, unknown> | undefined> => {
    const rows = await app.rows(
      `SELECT trial_opened_at IS NOT NULL AS tried, private_key IS NOT NULL AS opened
         FROM voting_ballot_key WHERE round_id = $1`,
      [round],
    );
    return rows[0];
  };

  it('make a trustee’s key once, and overwrite no file', async () => {
    for (const name of ['one', 'two']) expect(await runTrusteeKey(by(name))).toBe(0);
    const before = await readFile(by('one').file, 'utf8');
    expect(await runTrusteeKey(by('one'))).toBe(2);
    expect(await readFile(by('one').file, 'utf8')).toBe(before);
  });

  it('make the keys of a round, try them, and open its box once it is closed', async () => {
    const order = { ...by('chair'), round: [round] };
    expect(await runCeremony({ ...order, needed: '3' })).toBe(2);
    expect(await runCeremony({ ...order, needed: '2', trustee: ['nobody'] })).toBe(2);
    expect(await runCeremony({ ...order, needed: '2' })).toBe(0);
    expect(await runTrusteeGive({ ...by('one'), file: by('two').file })).toBe(1);
    for (const name of ['one', 'two']) expect(await runTrusteeGive(by(name))).toBe(0);
    expect(await key()).toEqual({ tried: true, opened: false });
    await app.rows("UPDATE voting_round SET state = 'closed' WHERE id = $1", [round]);
    for (const name of ['one', 'two']) expect(await runTrusteeGive(by(name))).toBe(0);
    expect(await key()).toEqual({ tried: true, opened: true });
  });
});
