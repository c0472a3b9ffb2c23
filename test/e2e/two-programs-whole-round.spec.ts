import { MakeBundleService } from '../../src/bundle/index.js';
import { verifyBundle } from '../../src/verifier/commands.js';
import { playRound } from '../support/played-round.js';
import { castAt, startTwoPrograms, type TwoPrograms } from '../support/two-programs.js';

describe('a register and a box that are two programs', () => {
  let programs: TwoPrograms;

  beforeAll(async () => {
    programs = await startTwoPrograms();
  }, 120_000);

  afterAll(() => programs.close());

  it('play a round to its published list, and an outsider finds its bundle right', async () => {
    const { app, box } = programs;
    const refused: string[] = [];
    const played = await playRound(app, async (ballot) => {
      const { body } = await castAt(box.url, ballot);
      if (body.error) refused.push(body.error.kind);
    });
    expect(refused).toEqual([]);
    const inLogOrder =
      'SELECT serial, leaf_index FROM voting_ballot WHERE round_id = $1 ORDER BY ctid';
    const boxed = await box.rows(inLogOrder, [played.round]);
    expect(boxed).toHaveLength(6);
    expect(await app.rows(inLogOrder, [played.round])).toEqual(boxed);
    const path = (await app.get(MakeBundleService).make(played.round))!.path;
    const silent = { checked: () => undefined, progress: () => undefined };
    const { verdict, checks } = await verifyBundle(path, { ledgerKey: null, threads: 1 }, silent);
    expect([verdict, checks.find(({ check }) => check === 'box')?.outcome]).toEqual([
      'right',
      { verdict: 'passed', facts: expect.objectContaining({ ballots: 6 }) as object },
    ]);
  }, 120_000);
});
