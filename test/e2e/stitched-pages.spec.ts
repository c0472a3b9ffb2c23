import type { PrimaryId } from '../../src/kernel/ids.js';
import { testApp, type TestApp } from '../support/app.js';
import { plantCounting } from '../support/counting.js';
import { openPrimary } from '../support/primary.js';

describe('the public pages', () => {
  let app: TestApp;
  let primaryId: PrimaryId;

  beforeAll(async () => {
    app = await testApp();
    ({ primaryId } = await openPrimary(app, { state: 'announced' }));
  });

  afterAll(() => app.close());

  const shown = async (path: string): Promise<string> => (await app.browser().get(path)).body;

  it('lead from a contest to every round of a stage, and say how far the stage is', async () => {
    const altynsarin = await plantCounting(app, { primaryId, state: 'published' });
    const other = await plantCounting(app, { primaryId, state: 'open', unit: 'KZ-3902' });
    const body = await shown(`/contests/${altynsarin.contestId}`);
    expect(body).toContain(`href="/rounds/${altynsarin.id}"`);
    expect(body).toContain(`href="/rounds/${other.id}"`);
    expect(body).toContain('Rounds: 2. Open now: 1. Result published: 1.');
    expect(body).toContain('aria-current="step">Rating vote of the members');
  });

  it('lead from a round back to its contest and on to its candidates', async () => {
    const round = await plantCounting(app, { primaryId, state: 'open', unit: 'KZ-3905' });
    const body = await shown(`/rounds/${round.id}`);
    expect(body).toContain(`href="/contests/${round.contestId}"`);
    expect(body).toContain(`href="/candidates/${round.candidacies[0]!}"`);
    const candidate = await shown(`/candidates/${round.candidacies[0]!}`);
    expect(candidate).toContain(`href="/rounds/${round.id}"`);
    expect(candidate).toContain('Way through the rounds');
  });

  it('name every public room in the navigation', async () => {
    const rooms = ['/contests', '/debates', '/lists', '/rules'];
    const front = await shown('/');
    expect(rooms.filter((room) => !front.includes(`<a href="${room}"`))).toEqual([]);
    const answers = await Promise.all(rooms.map((room) => app.browser().get(room)));
    expect(answers.map(({ status }) => status)).toEqual(rooms.map(() => 200));
  });

  it('count the register and the ballots on the front page, small boxes left out', async () => {
    const ballots = Array.from({ length: 12 }, () => [0]);
    await plantCounting(app, { primaryId, state: 'open', unit: 'KZ-3903', ballots });
    await plantCounting(app, { primaryId, state: 'open', unit: 'KZ-3904', ballots: [[0], [1]] });
    app.clock.set('2020-08-20T10:00:00+05:00');
    const body = await shown('/');
    expect(body).toContain('<strong>14</strong> members on the register');
    expect(body).toContain('<strong>12</strong> votes cast online');
  });
});
