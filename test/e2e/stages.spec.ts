import type { PrimaryId } from '../../src/kernel/ids.js';
import { testApp, type Browser, type TestApp } from '../support/app.js';
import { plantCounting, type CountingRound } from '../support/counting.js';
import { openPrimary } from '../support/primary.js';

let app: TestApp;
let primaryId: PrimaryId;
let round: CountingRound;
let chair: Browser;

beforeAll(async () => {
  app = await testApp();
  ({ primaryId } = await openPrimary(app));
  round = await plantCounting(app, { primaryId, state: 'open' });
  chair = app.browser();
  await chair.signIn(await app.staff('commission-chair', 'KZ-39'));
});

afterAll(() => app.close());

describe('the page that plans the next stage of a contest', () => {
  it.each([
    ['kk', 'Аяқталуы (Астана уақыты)', '1 турдың 0 жарияланған'],
    ['ru', 'Окончание (время Астаны)', 'опубликовано туров 0 из 1'],
    ['en', 'Closes (Astana time)', '0 of 1 rounds published'],
  ])('shows the path and asks for the times, in %s', async (language, field, progress) => {
    const shown = await chair.get(`/commission/stages/${round.contestId}?lang=${language}`);
    expect(shown.status).toBe(200);
    expect(shown.body).toContain(field);
    expect(shown.body).toContain(progress);
  });

  it('keeps what was typed when the stage cannot be planned yet', async () => {
    const path = `/commission/stages/${round.contestId}`;
    const typed = { opensAt: '2020-11-10T09:00', closesAt: '2020-11-12T18:00' };
    const refused = await chair.submit(path, typed);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('value="2020-11-10T09:00"');
    expect(refused.body).toContain('Not every result of the stage');
  });

  it('asks for nothing more once every stage is planned', async () => {
    for (const stage of ['district-conference', 'regional-conference']) {
      await plantCounting(app, { primaryId, stage, candidacies: round.candidacies });
    }
    const shown = await chair.get(`/commission/stages/${round.contestId}?lang=en`);
    expect(shown.body).toContain('All stages are planned');
    expect(shown.body).not.toContain('name="opensAt"');
  });
});
