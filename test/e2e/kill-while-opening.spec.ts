import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import { CloseRoundService, sealBallot } from '../../src/voting/index.js';
import { testApp, testClock, type TestApp } from '../support/app.js';
import { giveBallotKey, lookIntoBox, whatWasOpened } from '../support/plant-ballot-key.js';
import { accepted } from '../support/candidates.js';
import { plantSealed } from '../support/planted-ballots.js';
import { startProgram, type Program } from '../support/program.js';
import { plantRound, type PlantedRound } from '../support/rounds.js';

const ballots = 16_000;
// Long ballots, so that a box of this size comes in many stretches.
const contentBytes = 803;

describe('kill -9 while a box is opened', () => {
  let app: TestApp;
  let round: PlantedRound;
  let program: Program | undefined;

  beforeAll(async () => {
    app = await testApp({ clock: testClock(new Date().toISOString()) });
    round = await plantRound(app.rows.bind(app), 1);
    await app.rows('UPDATE voting_round SET content_bytes = $2 WHERE id = $1', [
      round.id,
      contentBytes,
    ]);
    for (let planted = 0; planted < ballots; planted += 2_000)
      await plantSealed(app, round.id, Array.from({ length: 2_000 }, sealedBallot));
    await app.rows('UPDATE voting_round SET closes_at = now() WHERE id = $1', [round.id]);
    accepted(await app.get(CloseRoundService).close(round.id, 'clock'));
    await giveBallotKey(app.rows.bind(app), round.id, round.ballotKey);
  }, 180_000);

  afterAll(async () => {
    await program?.end('SIGTERM');
    await app.close();
  });

  it('leaves what was opened, and the next server opens the rest by itself', async () => {
    program = await serve();
    while ((await opened()) === 0) await pause(2);
    await program.end('SIGKILL');
    const before = await opened();
    expect(before).toBeLessThan(ballots);

    program = await serve();
    while ((await opened()) < ballots) await pause(50);
    const contents = await whatWasOpened(app.rows.bind(app), round.id);
    const expected = await lookIntoBox(app.rows.bind(app), round.id, round.ballotKey.privateKey);
    expect(new Set(contents.map(({ content }) => content))).toEqual(
      new Set(expected.map((content) => content?.toString('hex'))),
    );
    expect(contents).toHaveLength(ballots);
  }, 180_000);

  function sealedBallot(): { serial: Buffer; sealed: Buffer } {
    const serial = randomBytes(32);
    const content = randomBytes(contentBytes);
    const { enc, ct } = sealBallot(round.ballotKey.publicKey, { round: round.id, serial }, content);
    return { serial, sealed: Buffer.concat([enc, ct]) };
  }

  async function opened(): Promise<number> {
    const [row] = await app.rows<{ count: number }>(
      'SELECT sum(octet_length(opens))::integer AS count FROM voting_opened_stretch WHERE round_id = $1',
      [round.id],
    );
    return row?.count ?? 0;
  }

  async function serve(): Promise<Program> {
    const settings = app.nest.get<Settings>(SETTINGS);
    const program = await startProgram(['serve'], {
      DATABASE_URL: settings.databaseUrl,
      IRIKTEU_HOME: settings.home,
    });
    await program.says(/Irikteu answers at/);
    return program;
  }
});
