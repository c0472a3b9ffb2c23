import type { Actor } from '../../src/platform/identity/index.js';
import { BuildListService, ListDirectory } from '../../src/list-building/index.js';
import type { ListId, PrimaryId } from '../../src/kernel/ids.js';
import { testApp, type Browser, type TestApp } from '../support/app.js';
import {
  contestIn,
  eightSeats,
  fourteen,
  plantContest,
  type PlantedContest,
} from '../support/final-results.js';
import { openPrimary } from '../support/primary.js';

let app: TestApp;
let actor: Actor;
let office: Browser;
let deputy: Browser;
let primaryId: PrimaryId;

beforeAll(async () => {
  app = await testApp();
  ({ primaryId, office: actor } = await openPrimary(app, { rules: eightSeats }));
  office = app.browser();
  await office.signIn(actor);
  deputy = app.browser();
  await deputy.signIn(await app.staff('central-office', null, 'Second Signer'));
});

afterAll(() => app.close());

const plant = async (territory: string): Promise<PlantedContest & { readonly id: ListId }> => {
  const planted = await plantContest(app, primaryId, territory, fourteen);
  const built = await app.get(BuildListService).build(planted.contest.id, actor);
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  return { ...planted, id: built.value.listId };
};

describe('the public page of a list', () => {
  let id: ListId;
  beforeAll(async () => {
    ({ id } = await plant('KZ-3905'));
  });

  it('begins with the status and gives every place its reason', async () => {
    const shown = await app.browser().get(`/lists/${id}`);
    expect(shown.status).toBe(200);
    expect(shown.body).toMatch(
      /<h1>[^<]*<\/h1>\s*<p class="status warn">The list is built and not filed yet/,
    );
    expect(shown.body).toContain('Серікова Ержан');
    expect(shown.body).toContain('and only places 6–8 remain.');
    expect(shown.body).toContain('As voted');
    expect(shown.body).toContain('<svg');
    expect(shown.body).not.toContain('/office/lists');
  });

  it.each([
    ['kk', 'Орындар және олардың негізі', 'Дауыс бойынша.'],
    ['ru', 'Места и их основания', 'По голосам.'],
  ])('speaks %s', async (language, heading, reason) => {
    const { body } = await app.browser().get(`/lists/${id}?lang=${language}`);
    expect(body).toContain(heading);
    expect(body).toContain(reason);
  });

  it('offers the document and the table', async () => {
    const browser = app.browser();
    const document = await browser.get(`/lists/${id}/document.json`);
    expect(document.body).toBe((await app.get(ListDirectory).byId(id))?.document);
    const table = await browser.get(`/lists/${id}/list.csv`);
    expect(table.body.split('\n')).toHaveLength(12);
    expect(table.body).toContain('Place,Candidate,By votes');
  });

  it('is linked from the contest and from the page of all lists', async () => {
    const { contestId } = (await app.get(ListDirectory).byId(id))!;
    const contest = await office.get(`/contests/${contestId}`);
    expect(contest.body).toContain(`/lists/${id}`);
    expect((await office.get('/lists')).body).toContain(`/lists/${id}`);
  });

  it.each(['/lists/nonsense', '/lists/00000000-0000-4000-8000-000000000000'])(
    'answers %s with 404',
    async (path) => {
      expect((await app.browser().get(path)).status).toBe(404);
    },
  );
});

describe('the workbench', () => {
  it('is closed to everybody but the central office', async () => {
    const { id } = await plant('KZ-3906');
    const candidate = app.browser();
    await candidate.signIn(await app.staff('commission-chair', 'KZ-3906'));
    expect((await candidate.get(`/office/lists/${id}`)).status).toBe(403);
    expect((await candidate.get('/office/lists')).status).toBe(403);
    expect((await app.browser().get(`/office/lists/${id}`)).status).toBe(303);
  });

  it('is found from the page of the central office', async () => {
    expect((await office.get('/office')).body).toContain('href="/office/lists"');
  });

  it('builds a list from the overview, and says why where it cannot', async () => {
    const { contest } = await plantContest(app, primaryId, 'KZ-3908', fourteen);
    const built = await office.submit(
      `/office/lists/contests/${contest.id}/building`,
      {},
      '/office/lists',
    );
    expect(built.status).toBe(303);
    expect(built.location).toMatch(/^\/office\/lists\/[0-9a-f-]{36}$/);
    const waiting = await contestIn(app, primaryId, 'district-maslikhat', 'KZ-3920');
    const refused = await office.submit(
      `/office/lists/contests/${waiting.id}/building`,
      {},
      '/office/lists',
    );
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Not every round of the last stage is published yet.');
  });

  it('builds all lists at once and counts what came of it', async () => {
    const done = await office.submit('/office/lists/building', {}, '/office/lists');
    const shown = await office.get(done.location ?? '');
    expect(shown.body).toMatch(/Built: \d+\. Not yet possible: \d+\./);
  });

  it('says before the vote which lists the registered candidates could not fill', async () => {
    const asked = await office.submit('/office/lists/feasibility', {});
    const shown = await office.get(asked.location ?? '');
    expect(shown.status).toBe(200);
    expect(shown.body).toContain('A list is possible');
    expect(shown.body).toContain('Nobody is registered yet.');
  });

  it('asks before an intervention is proposed, and gives the place when a second person signs', async () => {
    const { id, candidacies } = await plant('KZ-3909');
    const asked = await office.get(
      `/office/lists/${id}/intervention?place=1&candidate=${candidacies[9] ?? ''}&reason=Experience`,
    );
    expect(asked.body).toContain('only when a second person of the central office signs');
    expect(asked.body).toContain('Өтеев Ержан');
    const proposed = await office.submit(
      `/office/lists/${id}/intervention`,
      { place: '1', candidate: candidacies[9] ?? '', reason: 'Experience' },
      `/office/lists/${id}`,
    );
    expect(proposed.status).toBe(303);
    const waiting = await office.get(`/office/lists/${id}`);
    expect(waiting.body).toContain('Proposal no. 1: place 1, Өтеев Ержан: “Experience”.');
    expect(waiting.body).toContain('One of these people gives the second signature: Second Signer');
    expect((await app.browser().get(`/lists/${id}`)).body).not.toContain('Experience');
    const overview = await deputy.get('/office/lists');
    expect(overview.body).toContain('Places that wait for a second signature');
    expect(overview.body).toContain(`href="/office/lists/${id}/proposals/1"`);
    const own = await office.get(`/office/lists/${id}/proposals/1`);
    expect(own.body).toContain('Take the proposal back');
    expect(own.body).not.toContain('/signature');
    expect(own.body).toContain('as counted when it was proposed');
    expect(own.body).toMatch(/<strong>Өтеев Ержан<\/strong>/);
    const refused = await office.submit(
      `/office/lists/${id}/proposals/1/signature`,
      {},
      `/office/lists/${id}/proposals/1`,
    );
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('You cannot give your own proposal its second signature');
    expect((await deputy.get(`/office/lists/${id}/proposals/1`)).body).toContain(
      'can never be changed or removed',
    );
    const signed = await deputy.submit(
      `/office/lists/${id}/proposals/1/signature`,
      {},
      `/office/lists/${id}/proposals/1`,
    );
    expect(signed.status).toBe(303);
    expect((await deputy.get('/office/lists')).body).not.toContain(`/lists/${id}/proposals/`);
    const list = await app.browser().get(`/lists/${id}`);
    expect(list.body).toContain('Version 1: built from the results');
    const first = await app.browser().get(`/lists/${id}/versions/1/document.json`);
    expect((JSON.parse(first.body) as { fixed: unknown[] }).fixed).toEqual([]);
    expect((await app.browser().get(`/lists/${id}/versions/9/document.json`)).status).toBe(404);
    expect(list.body).toContain('No. 1: place 1, Өтеев Ержан: “Experience”. Signed by');
    expect(list.body).toContain('Second signature: Second Signer');
    expect(list.body).toContain('Given by decision of the leadership: Experience');
  });

  it('keeps a refused proposal in sight of the office, with its ground', async () => {
    const { id, candidacies } = await plant('KZ-3914');
    await office.submit(
      `/office/lists/${id}/intervention`,
      { place: '1', candidate: candidacies[9] ?? '', reason: 'Experience' },
      `/office/lists/${id}`,
    );
    const proposal = `/office/lists/${id}/proposals/1`;
    const silent = await deputy.submit(`${proposal}/refusal`, { ground: ' ' }, proposal);
    expect(silent.status).toBe(422);
    expect(silent.body).toContain('Say why you refuse it.');
    await deputy.submit(`${proposal}/refusal`, { ground: 'Not convincing' }, proposal);
    expect((await office.get(`/office/lists/${id}`)).body).toMatch(
      /Refused by Second Signer, [^:]*:\d\d: Not convincing/,
    );
    expect((await office.get(proposal)).status).toBe(303);
    expect((await office.get(`/office/lists/${id}/proposals/7`)).status).toBe(404);
  });

  it('refuses an intervention above the cap, and one that breaks a quota, each with its sentence', async () => {
    const { id, candidacies } = await plant('KZ-3910');
    const propose = (place: number, position: number) =>
      office.submit(
        `/office/lists/${id}/intervention`,
        { place: String(place), candidate: candidacies[position] ?? '', reason: 'Experience' },
        `/office/lists/${id}`,
      );
    const broken = await propose(9, 13);
    expect(broken.status).toBe(422);
    expect(broken.body).toContain('This place would break “The same three categories');
    for (const place of [1, 2, 3, 4]) {
      expect((await propose(place, place + 4)).status).toBe(303);
      const proposal = `/office/lists/${id}/proposals/${place}`;
      expect((await deputy.submit(`${proposal}/signature`, {}, proposal)).status).toBe(303);
    }
    const above = await propose(5, 0);
    expect(above.status).toBe(422);
    expect(above.body).toContain('The cap is reached: the leadership may give at most 4 places.');
    expect((await app.get(ListDirectory).byId(id))?.interventions).toHaveLength(4);
  });

  it('files only what is complete: everything missing is said at once', async () => {
    const { id } = await plant('KZ-3911');
    const refused = await office.submit(`/office/lists/${id}/filing`, {});
    expect(refused.status).toBe(422);
    expect(refused.body.match(/no written consent/g)).toHaveLength(10);
    const list = (await app.get(ListDirectory).byId(id))!;
    const page = await office.get(`/office/lists/${id}`);
    const token = /name="_csrf" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
    const recorded = await office.post(
      `/api/lists/${id}/consents`,
      { candidates: list.views.afterInterventions, answer: 'given' },
      { 'x-csrf-token': token },
    );
    expect(recorded.status).toBe(200);
    const filed = await office.submit(`/office/lists/${id}/filing`, {});
    expect(filed.status).toBe(303);
    expect((await office.get(`/lists/${id}`)).body).toContain('Filed on');
    const seated = await office.submit(
      `/office/lists/${id}/mandates`,
      { seats: '5' },
      `/office/lists/${id}`,
    );
    expect(seated.status).toBe(303);
    const shown = await office.get(`/lists/${id}`);
    expect(shown.body).toContain('<th scope="col">Mandates</th>');
  });
});

describe('the JSON API of lists', () => {
  const post = async (path: string, body: unknown) => {
    const page = await office.get('/office/lists');
    const token = /name="_csrf" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
    return await office.post(path, body, { 'x-csrf-token': token });
  };

  it('builds, answers and refuses with all reasons', async () => {
    const { contest, candidacies } = await plantContest(app, primaryId, 'KZ-3912', fourteen);
    const built = await post('/api/lists', { contest: contest.id });
    expect(built.status).toBe(201);
    const { list, status } = built.json() as { list: string; status: string };
    expect(status).toBe('built');
    const answer = (await app.browser().get(`/api/lists/${list}`)).json();
    expect(answer).toMatchObject({ contest: contest.id, outcome: { status: 'built' } });
    const refused = await post(`/api/lists/${list}/proposals`, {
      place: 99,
      reason: ' ',
      candidate: candidacies[0],
    });
    expect(refused.status).toBe(422);
    expect(refused.json()).toEqual({
      errors: [{ kind: 'place-outside-list', places: 10 }, { kind: 'reason-missing' }],
    });
    const give = { place: 1, reason: 'Experience', candidate: candidacies[9] };
    expect((await post(`/api/lists/${list}/proposals`, give)).json()).toEqual({ number: 1 });
    expect((await post(`/api/lists/${list}/proposals/1/signature`, {})).json()).toEqual({
      errors: [{ kind: 'own-proposal' }],
    });
    expect((await post(`/api/lists/${list}/proposals/1/refusal`, {})).json()).toEqual({
      done: true,
    });
    expect((await post('/api/lists', { contest: 'x' })).status).toBe(422);
    expect((await post(`/api/lists/${list}/mandates`, { seats: 1 })).json()).toEqual({
      errors: [{ kind: 'not-filed' }],
    });
    expect((await office.get(`/api/lists/${list}/missing`)).json()).toHaveProperty('errors');
    expect(((await app.browser().get('/api/lists')).json() as unknown[]).length).toBeGreaterThan(0);
  });

  it('is described', async () => {
    const description = (await office.get('/api/openapi.json')).json() as {
      paths: Record<string, unknown>;
    };
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining(['/api/lists', '/api/lists/{id}', '/api/lists/{id}/filing']),
    );
  });
});

describe('before any primary', () => {
  let empty: TestApp;
  beforeAll(async () => {
    empty = await testApp();
  });
  afterAll(() => empty.close());

  it.each([
    ['kk', 'Әзірге праймериз жоқ.'],
    ['ru', 'Праймериз пока нет.'],
    ['en', 'There is no primary yet.'],
  ])('both pages of lists say what will be here, in %s', async (language, sentence) => {
    const officer = empty.browser();
    await officer.signIn(await empty.staff('central-office'));
    for (const path of ['/lists', '/office/lists']) {
      const { status, body } = await officer.get(`${path}?lang=${language}`);
      expect([status, body.includes(sentence)]).toEqual([200, true]);
    }
  });
});
