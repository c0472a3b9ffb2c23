import type { PrimaryId } from '../../src/kernel/ids.js';
import { BuildListService, ListJobs } from '../../src/list-building/index.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { PrimaryDirectory } from '../../src/primary/index.js';
import { readFile } from 'node:fs/promises';
import { testApp, type Browser, type TestApp } from '../support/app.js';
import {
  contestIn,
  eightSeats,
  fourteen,
  plantCandidates,
  plantContest,
} from '../support/final-results.js';
import { openPrimary } from '../support/primary.js';

let app: TestApp;
let actor: Actor;
let office: Browser;
let primaryId: PrimaryId;

beforeAll(async () => {
  app = await testApp();
  ({ primaryId, office: actor } = await openPrimary(app, { rules: eightSeats }));
  office = app.browser();
  await office.signIn(actor);
  const plant = async (territory: string, people: typeof fourteen) =>
    await plantCandidates(
      app,
      await contestIn(app, primaryId, 'district-maslikhat', territory),
      people,
    );
  // Only men; exactly enough of everybody; and with people to spare.
  await plant('KZ-3905', fourteen.slice(0, 10));
  await plant('KZ-3906', fourteen);
  const spare = Array.from({ length: 9 }, (_, index) => ({
    family: `Сапарова ${index + 1}`,
    woman: true,
    groups: ['under-35', 'under-29', 'newcomer'],
  }));
  await plant('KZ-3908', [...fourteen, ...spare]);
});

afterAll(() => app.close());

describe('before it was ever asked', () => {
  it('the page of the central office says so and offers to ask', async () => {
    const { status, body } = await office.get('/office/lists/feasibility');
    expect(status).toBe(200);
    expect(body).toContain('Not asked yet. From registration to the end of voting');
    expect(body).toContain('Ask now');
  });
});

describe('the page of feasibility', () => {
  beforeAll(async () => {
    const asked = await office.submit('/office/lists/feasibility', {});
    expect(asked.location).toBe('/office/lists/feasibility');
  });

  it('says for each contest whether a list is possible, what is short and what would help', async () => {
    const { body } = await office.get('/office/lists/feasibility');
    expect(body).toContain('From those registered no list keeps every quota.');
    expect(body).toMatch(/“[^”]+” needs [23], the candidates have 0\./);
    expect(body).toContain('Any one of these would be enough (further applications needed):');
    expect(body).toContain('Under 35: +2 and Women: +3');
    expect(body).toContain('“Women” who are also “Under 35”: +3');
    expect(body).toContain(
      'A list is possible, but one or two withdrawals would make it impossible.',
    );
    expect(body).toContain('the withdrawal of a single member may make the list impossible');
    expect(body).toContain('A list that keeps every quota is possible.');
  });

  it('counts by region in a map of tiles and in a table, each region with a sign beside its colour', async () => {
    const { body } = await office.get('/office/lists/feasibility');
    expect(body).toMatch(/<li class="tile tile-39 bad"><strong>✕<\/strong>/);
    expect(body).toMatch(/<li class="tile tile-71 none"><strong>–<\/strong>/);
    expect(body.match(/class="tile tile-/g)).toHaveLength(20);
    const css = await readFile('templates/assets/irikteu.css', 'utf8');
    const regions = (await app.get(PrimaryDirectory).territories()).filter(
      ({ level }) => level === 'region',
    );
    const placed = regions.filter(({ code }) => css.includes(`.tile-${code.slice(3)} {`));
    expect(placed).toHaveLength(20);
  });

  it.each([
    ['kk', 'Тіркелгендерден барлық квотаны орындайтын тізім құруға болмайды.', 'Облыстар бойынша'],
    ['ru', 'Из зарегистрированных нельзя составить список', 'По регионам'],
  ])('speaks %s', async (language, sentence, heading) => {
    const { body } = await office.get(`/office/lists/feasibility?lang=${language}`);
    expect(body).toContain(sentence);
    expect(body).toContain(heading);
    await office.get('/office/lists/feasibility?lang=en');
  });

  it('shows since when a list is impossible', async () => {
    const contest = await contestIn(app, primaryId, 'district-maslikhat', 'KZ-3910');
    app.clock.set('2020-08-21T09:00:00+05:00');
    await plantCandidates(app, contest, fourteen.slice(0, 10));
    await office.submit('/office/lists/feasibility', {});
    const { body } = await office.get(`/office/lists/feasibility/${contest.id}`);
    expect(body).toMatch(/21 August 2020[^]*✕ From those registered[^]*20 August 2020[^]*○ Nobody/);
    const wrong = '/office/lists/feasibility/00000000-0000-4000-8000-000000000000';
    expect((await office.get(wrong)).status).toBe(404);
  });
});

describe('a commission', () => {
  it.each([
    ['kk', 'Тізімге адам жете ме?', 'Не істеуге болады'],
    ['ru', 'Хватит ли людей для списка?', 'Что можно сделать'],
    ['en', 'Are there people enough for the list?', 'What you can do'],
  ])('sees its own contests on its desk and what to do, in %s', async (language, title, todo) => {
    const chair = app.browser();
    await chair.signIn(await app.staff('commission-chair', 'KZ-3905'));
    const desk = await chair.get(`/commission?lang=${language}`);
    expect(desk.body).toContain(title);
    expect(desk.body).toContain('href="/commission/feasibility"');
    const { status, body } = await chair.get('/commission/feasibility');
    expect(status).toBe(200);
    expect(body).toContain(todo);
    expect(body.match(/<section>/g)).toHaveLength(1);
  });

  it('has nothing to do where its list is safe, or where it has no contest', async () => {
    const safe = app.browser();
    await safe.signIn(await app.staff('commission-secretary', 'KZ-3908'));
    expect((await safe.get('/commission/feasibility')).body).not.toContain('What you can do');
    const none = app.browser();
    await none.signIn(await app.staff('commission-member', 'KZ-71'));
    expect((await none.get('/commission/feasibility')).body).toContain(
      'There is no contest in your territory.',
    );
  });

  it('does not see the page of the central office, nor does the central office see its page', async () => {
    const chair = app.browser();
    await chair.signIn(await app.staff('commission-chair', 'KZ-3905'));
    expect((await chair.get('/office/lists/feasibility')).status).toBe(403);
    expect((await office.get('/commission/feasibility')).status).toBe(403);
    expect((await app.browser().get('/commission/feasibility')).status).toBe(303);
  });
});

describe('a job that takes long', () => {
  it.each([
    ['kk', 'Тоқтатылды', 'Бұл бетті жаба беруге болады'],
    ['ru', 'Остановлено', 'Страницу можно закрыть'],
    ['en', 'Cancelled', 'You may leave this page'],
  ])(
    'shows how far it is, can be left and is cancelled by a button, in %s',
    async (language, over, leave) => {
      // As another server works on it: settling place 3 of 10.
      await app.rows(
        `INSERT INTO list_job (id, primary_id, kind, state, asked_by, asked_by_name, asked_at, steps, place, places,
         runner, seen_at)
       VALUES (gen_random_uuid(), $1, 'build', 'running', $2, 'Айгүл', now(), 21, 3, 10, gen_random_uuid(), now())`,
        [primaryId, actor.accountId],
      );
      const [job] = await app.get(ListJobs).newest(primaryId, 1);
      const path = `/office/lists/jobs/${job?.id ?? ''}`;
      const running = await office.get(`${path}?lang=${language}`);
      expect(running.body).toContain(leave);
      expect(running.body).toContain(`hx-get="${path}"`);
      expect(running.body).toContain('<progress value="0" max="21">');
      expect((await office.get('/office/lists')).body).toContain(`href="${path}"`);
      const cancelled = await office.submit(`${path}/cancelling`, {}, path);
      expect(cancelled.location).toBe(path);
      const shown = await office.get(path);
      expect(shown.body).toContain(over);
      expect(shown.body).not.toContain('hx-get');
    },
  );

  it('is nobody else’s business', async () => {
    const [job] = await app.get(ListJobs).newest(primaryId, 1);
    expect((await app.browser().get(`/office/lists/jobs/${job?.id ?? ''}`)).status).toBe(303);
    expect((await office.get('/office/lists/jobs/nonsense')).status).toBe(404);
  });
});

describe('a request that does not wait', () => {
  it('shows the progress and later the result', async () => {
    const hasty = await testApp({ environment: { IRIKTEU_LIST_PATIENCE: '0' } });
    const { office: officer } = await openPrimary(hasty, { rules: eightSeats });
    const browser = hasty.browser();
    await browser.signIn(officer);
    const asked = await browser.submit('/office/lists/feasibility', {});
    expect(asked.location).toMatch(/^\/office\/lists\/jobs\//);
    const id = (asked.location ?? '').split('/').at(-1) as never;
    await hasty.get(ListJobs).waitFor(id, 60);
    const shown = await browser.get(asked.location ?? '');
    expect(shown.body).toContain('<strong>Done.</strong>');
    expect(shown.body).toContain('href="/office/lists/feasibility"');
    await hasty.close();
  });

  it('proposes a place all the same, and says on its page what came of it', async () => {
    const hasty = await testApp({ environment: { IRIKTEU_LIST_PATIENCE: '0' } });
    const { office: officer, primaryId: season } = await openPrimary(hasty, { rules: eightSeats });
    const { contest, candidacies } = await plantContest(hasty, season, 'KZ-3905', fourteen);
    const built = await hasty.get(BuildListService).build(contest.id, officer);
    const workbench = `/office/lists/${built.ok ? built.value.listId : ''}`;
    const browser = hasty.browser();
    await browser.signIn(officer);
    const outcomeOf = async (place: string) => {
      const fields = { place, candidate: candidacies[9] ?? '', reason: 'Experience' };
      const asked = await browser.submit(`${workbench}/intervention`, fields, workbench);
      await hasty.get(ListJobs).waitFor((asked.location ?? '').split('/').at(-1) as never, 60);
      return (await browser.get(asked.location ?? '')).body;
    };
    const proposed = await outcomeOf('1');
    expect(proposed).toContain('Proposed, waits for its second signature');
    expect(proposed).toContain(`href="${workbench}"`);
    expect(await outcomeOf('11')).toContain('The list has 10 places.');
    await hasty.close();
  });
});
