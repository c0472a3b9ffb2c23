import { createHash } from 'node:crypto';
import { unzipSync, strFromU8 } from 'fflate';
import { chromium, type Browser as Chromium, type Page } from 'playwright-core';
import type { ListId, PrimaryId } from '../../src/kernel/ids.js';
import {
  BuildListService,
  ListDirectory,
  type ListOutcome,
  type RankedList,
} from '../../src/list-building/index.js';
import { listPage } from '../../src/list-building/web/list.page.js';
import { plainQuery } from '../../src/list-building/web/list-query.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { wordsIn } from '../../src/platform/web/index.js';
import { shell } from '../../src/platform/web/shell.js';
import { testApp, type TestApp } from '../support/app.js';
import {
  contestIn,
  eightSeats,
  fourteen,
  plantCandidates,
  plantContest,
  plantFinalResult,
  type PlantedCandidate,
} from '../support/final-results.js';
import { openPrimary } from '../support/primary.js';
import { browserPath } from '../support/voter-device.js';

let app: TestApp;
let actor: Actor;
let primaryId: PrimaryId;
let id: ListId;
let candidacies: readonly string[];

beforeAll(async () => {
  app = await testApp();
  ({ primaryId, office: actor } = await openPrimary(app, { rules: eightSeats }));
  ({ id, candidacies } = await plant('KZ-3905', fourteen));
});

afterAll(() => app.close());

async function plant(
  territory: string,
  people: readonly PlantedCandidate[],
): Promise<{ id: ListId; candidacies: readonly string[] }> {
  const planted = await plantContest(app, primaryId, territory, people);
  const built = await app.get(BuildListService).build(planted.contest.id, actor);
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  return { id: built.value.listId, candidacies: planted.candidacies };
}

const show = async (query: string, of: ListId = id): Promise<string> => {
  const { status, body } = await app.browser().get(`/lists/${of}?${query}`);
  expect(status).toBe(200);
  return body;
};

/** The part of a page under a heading. */
const section = (body: string, heading: string): string =>
  new RegExp(`<section [^>]*aria-labelledby="${heading}"[^>]*>(.*?)</section>`, 's').exec(
    body,
  )?.[1] ?? '';

const rowsOf = (html: string): string[] => html.match(/<tr[ >].*?<\/tr>/gs) ?? [];

/** The page with another outcome, rendered as the server does it. */
async function render(change: (list: RankedList) => RankedList, lang = 'en'): Promise<string> {
  const list = change((await app.get(ListDirectory).byId(id))!);
  const t = wordsIn(lang as 'en');
  const view = listPage(list, { office: false, appeals: true, query: plainQuery, groups: [] }, t);
  const fastify = app.nest.getHttpAdapter().getInstance() as unknown as {
    view: (template: string, view: object) => Promise<string>;
  };
  return await fastify.view('pages/list-building/list.hbs', {
    ...view,
    shell: shell('/lists', null, '', t),
    t,
  });
}

describe('the five views', () => {
  it('mark a person chosen by the address in every view, with a sign beside the colour', async () => {
    // Ұзақов, ninth by votes, falls into the reserve; Ғабитов, sixth, is on every view.
    const views = section(await show(`person=${candidacies[5]!}`), 'views');
    expect(views.match(/<td class="chosen">/g)).toHaveLength(3);
    expect(views.match(/◆ Ғабитов Ержан/g)).toHaveLength(3);
    expect(views).toMatch(/◆ Ғабитов Ержан<\/a> <i>▼ \d+<\/i>/);
  });

  it('sum up where the person stands, with the way to the reasons', async () => {
    const body = await show(`person=${candidacies[8]!}`);
    expect(body).toContain('<h2 id="chosen">◆ Ұзақов Ержан</h2>');
    expect(body).toMatch(/<dt>As voted<\/dt><dd>№ 9<\/dd>/);
    expect(body).toMatch(/<dt>After quotas<\/dt><dd>reserve no\. \d<\/dd>/);
    expect(body).toContain('href="#over-9"');
  });

  it('can be two only, for narrow screens, and say which are not there yet', async () => {
    const views = section(await show('views=two&from=after-quotas'), 'views');
    expect(views.match(/<th scope="col">/g)).toHaveLength(2);
    expect(views).toContain('Not there yet: As filed (alphabet), Mandates.');
    expect(views).toContain('Show all views');
  });

  it('link every name, and links keep the rest of the question', async () => {
    const views = section(await show('group=woman&lang=en'), 'views');
    expect(views).toMatch(
      /href="\?person&#x3D;[0-9a-f-]{36}&amp;group&#x3D;woman&amp;lang&#x3D;en#views"/,
    );
  });
});

describe('who moved where', () => {
  it('is drawn with names, and told in a table with the same numbers', async () => {
    const chart = section(await show(''), 'chart');
    expect(chart).toContain('<path class="left"');
    expect(chart).toMatch(/<text [^>]*>reserve no\. \d Ұзақов Ержан ×<\/text>/);
    const row = rowsOf(chart).find((one) => one.includes('Ұзақов'));
    expect(row).toMatch(/>9<.*>reserve no\. \d<.*>×</);
  });

  it('compares any two views', async () => {
    const body = await show('from=after-quotas&to=after-interventions');
    expect(section(body, 'chart')).toContain('“After quotas” → “After interventions”');
    // Nobody was given a place: everybody stands where they stood.
    expect(section(body, 'chart')).not.toContain('<path class="rose"');
  });
});

describe('the filter by group', () => {
  it.each([
    ['en', 'Only “Women” is shown: 3 of 10 on the list and 0 of 4 in the reserve.'],
    ['ru', 'Показана только группа «Женщины»: 3 из 10 в списке и 0 из 4 в резерве.'],
    ['kk', '«Әйелдер» тобы ғана көрсетілген: тізімдегі 10 адамның 3'],
  ])('says in %s whom it shows and how many', async (lang, sentence) => {
    const body = await show(`group=woman&lang=${lang}`);
    expect(body).toContain(sentence);
    const places = section(body, 'places');
    expect(rowsOf(places)).toHaveLength(1 + 3);
    expect(places).not.toContain('Жанов Ержан');
  });

  it('keeps what else was asked', async () => {
    const body = await show(`person=${candidacies[5]!}&from=after-quotas`);
    expect(body).toContain('<input type="hidden" name="from" value="after-quotas">');
    expect(body).toContain(`<input type="hidden" name="person" value="${candidacies[5]!}">`);
  });

  it('says that it does not know a group or a person, and shows everybody', async () => {
    const body = await show('group=giants&person=nobody');
    expect(body).toContain('No quota of this list counts such a group, so everybody is shown.');
    expect(body).toContain('There is no such person on this list, so nobody is marked.');
    expect(rowsOf(section(body, 'places'))).toHaveLength(1 + 10);
  });
});

describe('the reasons', () => {
  it('stand behind a disclosure for every place, and can all be opened for print', async () => {
    const closed = section(await show(''), 'places');
    expect(closed.match(/<details><summary>/g)).toHaveLength(10);
    expect(closed).toContain('<div id="place-7">');
    const open = section(await show('reasons=open'), 'places');
    expect(open.match(/<details open><summary>/g)).toHaveLength(10);
  });

  it('are open for the person asked for', async () => {
    const body = await show(`person=${candidacies[8]!}`);
    expect(section(body, 'passed-over').match(/<details open>/g)).toHaveLength(1);
  });

  it.each([
    ['en', 'no. 9 by votes, no. ', 'Places 6–8 went to', 'you may appeal'],
    ['ru', '№ 9 по голосам, № ', 'Места 6–8 получили', 'вы вправе обратиться'],
    ['kk', 'дауыс бойынша № 9, резервте № ', '6–8-орындарды алғандар:', 'шағым бере аласыз'],
  ])(
    'tell in %s who took the place, where the loser stands and how to appeal',
    async (...asked) => {
      const [lang, standing, took, appeal] = asked;
      const body = section(await show(`lang=${lang}&person=${candidacies[8]!}`), 'passed-over');
      expect(body).toContain(`<strong>Ұзақов Ержан</strong>: ${standing}`);
      expect(body).toContain(took);
      expect(body).toContain(appeal);
      expect(body).toContain('href="/my"');
    },
  );

  it('carry the counting of a proof, case by case', async () => {
    const leaf = {
      floors: [{ quota: 'women', from: 1, to: 10, atLeast: 3, times: 2 }],
      ...{ ceilings: [], supplies: [], dues: [] },
    };
    const proof = { quota: 'youth', from: 1, to: 10, atMost: 1, then: leaf, otherwise: leaf };
    const body = await render((list) => {
      const outcome = list.outcome as Extract<ListOutcome, { status: 'built' }>;
      const [first, ...rest] = outcome.displaced;
      const certificate = { kind: 'together' as const, quotas: ['women', 'youth'], proof };
      const passedOver = [{ places: [9], because: ['women', 'youth'], certificate }];
      return { ...list, outcome: { ...outcome, displaced: [{ ...first!, passedOver }, ...rest] } };
    });
    const told = section(body, 'passed-over');
    expect(told).toContain('The counting, for those who want to check it');
    expect(told).toContain('<strong>At most 1.</strong>');
    expect(told).toContain('<strong>At least 2.</strong>');
    expect(told.match(/<td class="number">× 2<\/td>/g)).toHaveLength(2);
  });
});

describe('the gauges', () => {
  it('draw the share of every counted group, with the same numbers as a table', async () => {
    const quotas = section(await show(''), 'quotas');
    expect(quotas.match(/<svg class="gauge"/g)).toHaveLength(3);
    expect(quotas).toContain('3 of 10 places (30%).');
    expect(rowsOf(quotas)).toHaveLength(1 + 10);
    expect(rowsOf(quotas).at(-1)).toContain('<td>3 (30%) ≥ 3</td>');
  });
});

describe('the exports', () => {
  it('has a CSV that Excel reads and in which nothing is a formula', async () => {
    const people = fourteen.map((one, at) =>
      at === 0 ? { ...one, family: '=HYPERLINK("http://x")' } : one,
    );
    const planted = await plant('KZ-3912', people);
    const { body } = await app.browser().get(`/lists/${planted.id}/list.csv`);
    expect(body.startsWith('\ufeff')).toBe(true);
    expect(body).toContain(`"'=HYPERLINK(""http://x"") Ержан"`);
  });

  it('has the document and the outcome as JSON', async () => {
    const browser = app.browser();
    const text = await browser.get(`/lists/${id}/list.json`);
    const everything = text.json() as Record<string, unknown>;
    const document = await browser.get(`/lists/${id}/document.json`);
    expect(everything['document']).toEqual(document.json());
    expect(everything['documentHash']).toBe(
      createHash('sha256').update(document.body).digest('hex'),
    );
    expect(everything['outcome']).toMatchObject({ status: 'built' });
    expect(everything['views']).toMatchObject({ 'as-voted': candidacies.slice(0, 10) });
  });

  it.each([
    ['en', ['List', 'Five views', 'Passed over', 'Quotas', 'Reserve', 'About']],
    ['ru', ['Список', 'Пять видов', 'Кого обошли', 'Квоты', 'Резерв', 'О списке']],
    ['kk', ['Тізім', 'Бес көрініс', 'Кейін қалғандар', 'Квоталар', 'Резерв', 'Тізім туралы']],
  ])('has a workbook with six sheets in %s', async (lang, names) => {
    const answer = await app.nest.inject({ url: `/lists/${id}/list.xlsx?lang=${lang}` });
    expect(answer.headers['content-type']).toContain('spreadsheetml.sheet');
    const files = unzipSync(answer.rawPayload);
    const text = (file: string) => strFromU8(files[file] ?? new Uint8Array());
    expect(
      [...text('xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, of]) => of),
    ).toEqual(names);
    expect(text('xl/sharedStrings.xml')).toContain('Серікова Ержан');
    expect(text('xl/sharedStrings.xml')).toContain(
      (await app.get(ListDirectory).byId(id))!.inputHash,
    );
    // A heading and ten places.
    expect(text('xl/worksheets/sheet1.xml').match(/<row /g)).toHaveLength(11);
    expect(Object.keys(files).some((file) => text(file).includes('<f>'))).toBe(false);
  });

  it.each(['list.csv', 'list.json', 'list.xlsx'])('answers 404 for %s of no list', async (file) => {
    const path = `/lists/00000000-0000-4000-8000-000000000000/${file}`;
    expect((await app.browser().get(path)).status).toBe(404);
  });
});

describe('a list that is not there', () => {
  it('is announced while rounds of the last stage are not published', async () => {
    const contest = await contestIn(app, primaryId, 'district-maslikhat', 'KZ-3913');
    const { status, body } = await app.browser().get(`/lists/contests/${contest.id}`);
    expect([status, body.includes('once every round of the last stage is published')]).toEqual([
      200,
      true,
    ]);
    expect((await app.browser().get('/lists')).body).toContain(`/lists/contests/${contest.id}`);
  });

  it('is announced when it only has to be built, and led to once it is', async () => {
    const contest = await contestIn(app, primaryId, 'district-maslikhat', 'KZ-3914');
    await plantFinalResult(app, contest, await plantCandidates(app, contest, fourteen));
    const waiting = await app.browser().get(`/lists/contests/${contest.id}?lang=ru`);
    expect(waiting.body).toContain('список ещё не составлен');
    const built = await app.get(BuildListService).build(contest.id, actor);
    const { status, location } = await app.browser().get(`/lists/contests/${contest.id}`);
    expect([status, location]).toEqual([303, `/lists/${built.ok ? built.value.listId : ''}`]);
  });

  it('is 404 for a contest that does not exist', async () => {
    expect((await app.browser().get('/lists/contests/nonsense')).status).toBe(404);
  });

  it('says what is missing where no list keeps the quotas, in a picture and a table', async () => {
    const men = fourteen.slice(0, 10);
    const { id: impossible } = await plant('KZ-3915', men);
    const body = await show('', impossible);
    expect(body).toContain('The central office has to decide.');
    const missing = section(body, 'missing');
    expect(missing).toContain('<svg class="shortage"');
    expect(rowsOf(missing).length).toBeGreaterThan(1);
    // What the votes said is still shown.
    expect(section(body, 'views')).toContain('Жанов Ержан');
    expect(section(body, 'places')).toBe('');
    expect((await app.browser().get(`/lists/${impossible}/list.xlsx`)).status).toBe(200);
  });

  it('says that nothing was guessed where it could not be decided', async () => {
    const body = await render((list) => ({
      ...list,
      state: 'undecided',
      outcome: { status: 'undecided', place: 4 },
    }));
    expect(body).toContain('nothing was guessed');
    expect(section(body, 'places')).toBe('');
  });
});

const inBrowser = browserPath ? describe : describe.skip;

inBrowser('the page of a list in a real browser', () => {
  let browser: Chromium;
  let address: string;

  beforeAll(async () => {
    await app.nest.listen(0, '127.0.0.1');
    address = (await app.nest.getUrl()).replace('[::1]', '127.0.0.1');
    browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] });
  });

  afterAll(() => browser.close());

  const open = async (query: string, width = 1280, javaScriptEnabled = true): Promise<Page> => {
    const context = await browser.newContext({
      locale: 'en-GB',
      javaScriptEnabled,
      viewport: { width, height: 800 },
    });
    const page = await context.newPage();
    await page.goto(`${address}/lists/${id}${query}`);
    return page;
  };

  it('opens a reason with the keyboard', async () => {
    const page = await open('');
    const summary = page.locator('.places summary').nth(5);
    await summary.focus();
    expect(await page.isVisible('#place-6')).toBe(false);
    await page.keyboard.press('Enter');
    expect(await page.isVisible('#place-6')).toBe(true);
  });

  it('opens the reason that the address points to', async () => {
    const page = await open('#place-6');
    await page.waitForSelector('#place-6', { state: 'visible' });
    expect(await page.isVisible('#place-5')).toBe(false);
  });

  it('filters by a group with the keyboard alone, without JavaScript', async () => {
    const page = await open('', 1280, false);
    await page.locator('#group').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/group=woman/);
    expect(await page.locator('.places tbody tr').count()).toBe(3);
  });

  it.each(['', '?lang=kk&reasons=open', '?lang=ru&views=two&group=woman'])(
    'does not overflow a screen of 320 px: %s',
    async (query) => {
      const page = await open(query, 320);
      const widest = await page.evaluate('document.documentElement.scrollWidth');
      expect(widest).toBeLessThanOrEqual(320);
      // The table of places needs no scrolling of its own either.
      const [inside = 0, frame = 0] = await page.evaluate<number[]>(
        "(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])(document.querySelector('table.places').parentElement)",
      );
      expect(inside).toBeLessThanOrEqual(frame);
    },
  );
});
