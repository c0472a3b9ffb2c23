import type { CandidacyId, ListId, PrimaryId } from '../../src/kernel/ids.js';
import {
  BuildListService,
  ListDirectory,
  RecordConsentService,
  type RankedList,
} from '../../src/list-building/index.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { testApp, type Browser, type TestApp } from '../support/app.js';
import { fourteen, plantContest } from '../support/final-results.js';
import { openPrimary } from '../support/primary.js';
import { personOf, withSuccession } from '../support/succession.js';

let app: TestApp;
let actor: Actor;
let office: Browser;
let primaryId: PrimaryId;

const rules = withSuccession(
  '{ beforeFiling: whole-list, afterFiling: number-stays-empty, confirmWithinHours: 24, silence: declines, vacancy: { kind: by-decision } }',
);

beforeAll(async () => {
  app = await testApp();
  ({ primaryId, office: actor } = await openPrimary(app, { rules }));
  office = app.browser();
  await office.signIn(actor);
});

afterAll(() => app.close());

const plant = async (territory: string): Promise<ListId> => {
  const planted = await plantContest(app, primaryId, territory, fourteen);
  const built = await app.get(BuildListService).build(planted.contest.id, actor);
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  return built.value.listId;
};

const listOf = async (id: ListId): Promise<RankedList> => {
  const list = await app.get(ListDirectory).byId(id);
  if (!list) throw new Error('no list');
  return list;
};

/** A browser of whoever stands on a place. */
const browserAt = async (id: ListId, place: number): Promise<Browser> => {
  const { views } = await listOf(id);
  const browser = app.browser();
  await browser.signIn(await personOf(app, views.afterInterventions[place - 1] as CandidacyId));
  return browser;
};

describe('a candidate’s own place', () => {
  it('is found from their own page, with why they stand there', async () => {
    const id = await plant('KZ-3905');
    const candidate = await browserAt(id, 1);
    const my = await candidate.get('/my');
    expect(my.body).toContain(`href="/my/lists/${id}"`);
    const shown = await candidate.get(`/my/lists/${id}`);
    expect(shown.status).toBe(200);
    expect(shown.body).toContain('You stand on place 1 of 10.');
    expect(shown.body).toContain('On merit.');
    expect(shown.body).toContain('You have not answered yet.');
  });

  it.each([
    ['kk', 'Сіз тізімде 1-орындасыз', 'Ең жоғары орын'],
    ['ru', 'Ваше место в списке: 1 из 10.', 'Самое высокое место'],
    ['en', 'You stand on place 1 of 10.', 'The highest place I accept'],
  ])('speaks %s', async (language, where, field) => {
    const { id } = (await listOfContest('KZ-3905'))!;
    const candidate = await browserAt(id, 1);
    const { body } = await candidate.get(`/my/lists/${id}?lang=${language}`);
    expect(body).toContain(where);
    expect(body).toContain(field);
  });

  it('is asked about before the answer counts, then the list is built again by itself', async () => {
    const id = await plant('KZ-3906');
    const before = await listOf(id);
    const candidate = await browserAt(id, 1);
    const asked = await candidate.get(`/my/lists/${id}/answer?answer=accept-within&from=3&to=10`);
    expect(asked.body).toContain('You accept only places 3 to 10.');
    expect((await listOf(id)).version).toBe(1);
    const done = await candidate.submit(
      `/my/lists/${id}/answer`,
      { answer: 'accept-within', from: '3', to: '10' },
      `/my/lists/${id}`,
    );
    expect(done.status).toBe(303);
    const shown = await candidate.get(`/my/lists/${id}`);
    expect(shown.body).toContain('You stand on place 3 of 10.');
    expect(shown.body).toContain('By the person’s own statement only these places are accepted');
    const list = await app.browser().get(`/lists/${id}`);
    expect(list.body).toContain('Version 2: somebody did not accept the place');
    expect(list.body).toContain(`/lists/${id}/versions/1/compare/2`);
    expect(before.version).toBe(1);
  });

  it('tells beside the form what is wrong with the answer, and changes nothing', async () => {
    const id = await plant('KZ-3907');
    const candidate = await browserAt(id, 1);
    const nothing = await candidate.submit(`/my/lists/${id}/answer`, {}, `/my/lists/${id}`);
    expect([nothing.status, nothing.body.includes('Choose the answer.')]).toEqual([422, true]);
    const wrong = await candidate.submit(
      `/my/lists/${id}/answer`,
      { answer: 'accept-within', from: '7', to: '3' },
      `/my/lists/${id}`,
    );
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('Name places from 1 to 10, the highest not after the lowest.');
    expect((await listOf(id)).version).toBe(1);
  });

  it('is nobody else’s to see or answer', async () => {
    const { id } = (await listOfContest('KZ-3905'))!;
    const other = app.browser();
    await other.signIn(await personOf(app, (await listOfContest('KZ-3906'))!.candidate));
    expect((await other.get(`/my/lists/${id}`)).status).toBe(404);
    expect((await app.browser().get(`/my/lists/${id}`)).status).toBe(303);
    expect((await office.get(`/my/lists/${id}`)).status).toBe(403);
  });

  it('can be yielded: offered by one, signed by the other', async () => {
    const id = await plant('KZ-3908');
    const { views } = await listOf(id);
    const [giver, taker] = [await browserAt(id, 1), await browserAt(id, 2)];
    const offered = await giver.submit(
      `/my/lists/${id}/yield`,
      { taker: views.afterInterventions[1] ?? '' },
      `/my/lists/${id}`,
    );
    expect(offered.status).toBe(303);
    expect((await taker.get(`/my/lists/${id}`)).body).toContain('yields place 1 to you');
    const signed = await taker.submit(
      `/my/lists/${id}/yield/1`,
      { answer: 'agreed' },
      `/my/lists/${id}`,
    );
    expect(signed.status).toBe(303);
    expect((await taker.get(`/my/lists/${id}`)).body).toContain('You stand on place 1 of 10.');
    const list = await app.browser().get(`/lists/${id}`);
    expect(list.body).toContain('The place was yielded, signed by both: ');
  });
});

describe('two versions side by side', () => {
  let id: ListId;
  beforeAll(async () => {
    id = await plant('KZ-3909');
    const leaver = await browserAt(id, 2);
    await leaver.submit(`/my/lists/${id}/answer`, { answer: 'decline' }, `/my/lists/${id}`);
  });

  it.each([
    ['kk', 'Екі нұсқа да сол бір бекітілген нәтижелерден құрылған.', '− шықты', 'бас тартты.'],
    [
      'ru',
      'Обе версии составлены из одних и тех же скреплённых результатов.',
      '− выбыл',
      'отказался.',
    ],
    ['en', 'Both versions rest on the same sealed results.', '− left', 'declined.'],
  ])('say in %s who moved and why', async (language, same, mark, why) => {
    const path = `/lists/${id}/versions/1/compare/2?lang=${language}`;
    const { status, body } = await app.browser().get(path);
    expect(status).toBe(200);
    expect(body).toContain(same);
    expect(body).toContain(mark);
    expect(body).toContain(why);
    expect(body).toContain('▲ 1');
  });

  it('are not found where one of them was never built', async () => {
    const visitor = app.browser();
    expect((await visitor.get(`/lists/${id}/versions/1/compare/9`)).status).toBe(404);
    expect((await visitor.get(`/lists/${id}/versions/x/compare/2`)).status).toBe(404);
    expect((await visitor.get(`/lists/nonsense/versions/1/compare/2`)).status).toBe(404);
  });
});

describe('the workbench after the building', () => {
  it('offers the places, waits for the answers, and goes on without those who declined', async () => {
    const id = await plant('KZ-3910');
    const list = await listOf(id);
    const offered = await office.submit(`/office/lists/${id}/offers`, {}, `/office/lists/${id}`);
    expect(offered.status).toBe(303);
    const shown = await office.get(`/office/lists/${id}`);
    expect(shown.body).toContain('Waiting for an answer');
    expect(shown.body).toContain('Nobody has left since this version.');
    const again = await office.submit(`/office/lists/${id}/offers`, {}, `/office/lists/${id}`);
    expect([again.status, again.body.includes('Everybody has answered')]).toEqual([422, true]);
    const early = await office.submit(
      `/office/lists/${id}/offers/closing`,
      {},
      `/office/lists/${id}`,
    );
    expect(early.body).toContain('No unanswered offer is past its deadline.');
    const recorded = await office.submit(
      `/office/lists/${id}/consents`,
      {
        candidates: list.views.afterInterventions[0] ?? '',
        answer: 'declined',
        ground: 'Letter of 20 August',
      },
      `/office/lists/${id}`,
    );
    expect(recorded.status).toBe(303);
    expect((await office.get(`/office/lists/${id}`)).body).toContain('Left since this version: ');
    const gone = await office.submit(`/office/lists/${id}/succession`, {}, `/office/lists/${id}`);
    expect(gone.status).toBe(303);
    const after = await office.get(`/office/lists/${id}`);
    expect(after.body).toContain('declined, 20 August 2020');
    expect(after.body).toContain(`/lists/${id}/versions/1/compare/2`);
  });

  it('shows what every person brings before filing, and the filed document in the Kazakh order', async () => {
    const id = await plant('KZ-3911');
    const list = await listOf(id);
    const before = await office.get(`/office/lists/${id}/filing`);
    expect(before.body).toContain('Check of completeness');
    expect(before.body.match(/✗ missing/g)).toHaveLength(10);
    expect(before.body).toContain('Obtain the consent and record it below.');
    expect((await app.browser().get(`/lists/${id}/filed`)).status).toBe(404);
    await app.get(RecordConsentService).record(id, list.views.afterInterventions, 'given', actor);
    const filed = await office.submit(`/office/lists/${id}/filing`, {
      minutes: 'No. 21 of 27 November 2020',
    });
    expect(filed.status).toBe(303);
    const document = await app.browser().get(`/lists/${id}/filed`);
    expect(document.body).toContain('Minutes of the congress: No. 21 of 27 November 2020.');
    const names = fourteen.map(({ family }) => family).filter((one) => document.body.includes(one));
    const places = names.map((family) => document.body.indexOf(family));
    const sorted = [...names].sort(new Intl.Collator('kk').compare);
    expect(
      [...names].sort((a, b) => places[names.indexOf(a)]! - places[names.indexOf(b)]!),
    ).toEqual(sorted);
    const table = await app.browser().get(`/lists/${id}/filed.csv`);
    expect(table.body.trim().split('\n')).toHaveLength(11);
  });

  it('vacates and fills a seat, each after a page that says what it does', async () => {
    const { id } = (await listOfContest('KZ-3911'))!;
    await office.submit(`/office/lists/${id}/mandates`, { seats: '5' }, `/office/lists/${id}`);
    const asked = await office.get(`/office/lists/${id}/seats/1/vacancy`);
    expect(asked.body).toContain('is no deputy any more');
    expect((await office.get(`/office/lists/${id}/seats/9/vacancy`)).status).toBe(404);
    const vacated = await office.submit(`/office/lists/${id}/seats/1/vacancy`, {
      reason: 'Became a minister',
    });
    expect(vacated.status).toBe(303);
    const empty = await office.submit(`/office/lists/${id}/seats/1/successor`, {
      reason: 'Decision of the Bureau',
    });
    expect(empty.status).toBe(422);
    expect(empty.body).toContain('Choose somebody.');
    expect(empty.body).toContain('Decision of the Bureau</textarea>');
    const chosen = /<option value="([0-9a-f-]{36})">1\. /.exec(empty.body)?.[1] ?? '';
    const successor = app.browser();
    await successor.signIn(await personOf(app, chosen as CandidacyId));
    expect((await successor.get(`/my/lists/${id}`)).body).toContain(
      'You are number 1 in the reserve.',
    );
    const filled = await office.submit(`/office/lists/${id}/seats/1/successor`, {
      candidate: chosen,
      reason: 'Decision of the Bureau',
    });
    expect(filled.status).toBe(303);
    const shown = await office.get(`/office/lists/${id}`);
    expect(shown.body).toContain('Became a minister');
    expect(shown.body).toContain('by decision: Decision of the Bureau');
    expect((await successor.get(`/my/lists/${id}`)).body).toContain('You hold seat 1.');
  });

  it.each(['offers', 'offers/closing', 'succession', 'seats/1/vacancy', 'seats/1/successor'])(
    'is closed to everybody but the central office: %s',
    async (path) => {
      const { id } = (await listOfContest('KZ-3911'))!;
      const candidate = await browserAt(id, 1);
      const refused = await candidate.submit(`/office/lists/${id}/${path}`, {}, '/my');
      expect(refused.status).toBe(403);
    },
  );
});

/** The list of a territory with whoever stands on its first place, if it was built. */
async function listOfContest(
  territory: string,
): Promise<{ id: ListId; candidate: CandidacyId } | null> {
  for (const { id } of await app.get(ListDirectory).summaries(primaryId)) {
    const list = await listOf(id);
    if (list.contest.territory === territory) {
      return { id, candidate: list.views.afterInterventions[0] as CandidacyId };
    }
  }
  return null;
}
