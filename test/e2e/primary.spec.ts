import { createHash } from 'node:crypto';
import { PrimaryDirectory, PrimaryPages, SeasonGates } from '../../src/primary/index.js';
import { testApp, testClock, type Browser, type TestApp } from '../support/app.js';
import { answeredPreset, presetNames } from '../support/rule-sets.js';
import { importTerritories, openPrimary, preset, type OpenedPrimary } from '../support/primary.js';

const rules = preset('nur-otan-2020');
/** ICU writes thin and narrow spaces into dates and shares. */
const plain = (text: string): string => text.replace(/[\u2009\u202f\u00a0]/g, ' ');
const bad = rules.replace("factor: '2'", "factor: '1/2'").replace('[woman]', '[women]');

describe('before any primary', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await testApp();
    await importTerritories(app);
  });

  afterAll(() => app.close());

  it.each([
    ['/', 'No primary is on'],
    ['/contests', 'once a primary is announced'],
    ['/rules', 'once a primary is announced'],
  ])('%s says what will be here', async (path, sentence) => {
    const reply = await app.browser().get(path);
    expect([reply.status, reply.body.includes(sentence)]).toEqual([200, true]);
  });

  it.each(['/office', '/office/rules', '/office/season/announced'])(
    '%s is closed to everybody else',
    async (path) => {
      expect((await app.browser().get(path)).location).toMatch('/sign-in');
      const observer = app.browser();
      await observer.signIn(await app.staff('observer'));
      expect((await observer.get(path)).status).toBe(403);
    },
  );

  it('shows bad rules again with 422, every fault with path and sentence, and opens nothing', async () => {
    const office = app.browser();
    await office.signIn(await app.staff('central-office'));
    expect((await office.get('/office')).body).toContain('nur-otan-2020');
    const reply = await office.submit('/office/rules', { text: `${bad}# my remark\n` });
    expect(reply.status).toBe(422);
    expect(reply.body).toContain('bodies[0].path[0].cut.factor');
    expect(reply.body).toContain('1/2 candidates per seat are fewer than one.');
    expect(reply.body).toContain('There is no group “women”.');
    expect(reply.body).toContain('# my remark');
    expect(await app.get(PrimaryDirectory).current()).toBeNull();
  });

  it.each(['kk', 'ru', 'en'])(
    'keeps the chosen preset when the page is read in %s',
    async (lang) => {
      const office = app.browser();
      await office.signIn(await app.staff('central-office'));
      const { body } = await office.get('/office/rules?preset=nur-otan-2020');
      const link = new RegExp(`href="(/office/rules[^"]*lang(?:=|&#x3D;)${lang})"`).exec(body)?.[1];
      const path = (link ?? '').replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
      expect(path).toBe(`/office/rules?preset=nur-otan-2020&lang=${lang}`);
      const shown = await office.get(path);
      expect(shown.body).toContain(`<html lang="${lang}"`);
      expect(shown.body).toContain('Nur Otan');
    },
  );

  it.each([
    ['kk', '39-орын ешбір бағанға берілмеген.'],
    ['ru', 'Место 39 не отдано ни одной колонке.'],
    ['en', 'Place 39 belongs to no column.'],
  ])('asks in %s for place 39 of the preset Likud 2022', async (lang, question) => {
    const office = app.browser();
    await office.signIn(await app.staff('central-office'));
    const shown = await office.get(`/office/rules?preset=likud-2022&lang=${lang}`);
    expect(shown.status).toBe(200);
    expect(shown.body).toContain(question);
    expect(
      (await office.get(`/office/rules?preset=nur-otan-2020&lang=${lang}`)).body,
    ).not.toContain('id="questions"');
    const refused = await office.submit('/office/rules', { text: preset('likud-2022') });
    expect([refused.status, await app.get(PrimaryDirectory).current()]).toEqual([422, null]);
  });

  it('asks for the document when none is sent', async () => {
    const office = app.browser();
    await office.signIn(await app.staff('central-office'));
    const reply = await office.submit('/office/rules', { text: '' });
    expect([reply.status, reply.body.includes('Write the document of the rules.')]).toEqual([
      422,
      true,
    ]);
  });

  it('opens a draft that only the central office sees', async () => {
    const office = app.browser();
    await office.signIn(await app.staff('central-office'));
    const created = await office.submit('/office/rules', { text: rules });
    expect([created.status, created.location]).toEqual([303, '/office']);
    expect((await office.get('/')).body).toContain('being prepared');
    expect((await app.browser().get('/')).body).toContain('No primary is on');
    expect((await app.browser().get('/api/primary')).status).toBe(404);
    const draft = await app.get(PrimaryDirectory).current();
    const [contest] = await app.get(PrimaryDirectory).contests(draft!.id);
    expect((await app.browser().get(`/contests/${contest!.id}`)).status).toBe(404);
    expect((await office.get(`/contests/${contest!.id}`)).status).toBe(200);
  });
});

describe('the public pages of a primary', () => {
  let app: TestApp;
  let browser: Browser;
  let opened: OpenedPrimary;

  beforeAll(async () => {
    app = await testApp();
    opened = await openPrimary(app, { state: 'registration' });
    browser = app.browser();
  });

  afterAll(() => app.close());

  it('open with the state in a sentence, the next deadline and what to do', async () => {
    const { body } = await browser.get('/');
    expect(body).toContain('Last day: 30 August 2020.');
    expect(body).toContain('Next: Last day to apply, 30 August 2020');
    expect(body).toContain('href="/my"');
    expect(body).toContain('<strong>21</strong> contests');
    expect(plain(body)).toMatch(/17\s?–\s?30 August 2020/);
  });

  it.each([
    ['kk', 'Өтінімдерді қабылдау', '2020 ж. 17–30 тамыз'],
    ['ru', 'Приём заявок', '17–30 августа 2020'],
  ])('speak %s', async (language, registration, days) => {
    const { body } = await app.browser().get(`/?lang=${language}`);
    expect(body).toContain(registration);
    expect(plain(body).replaceAll(' – ', '–')).toContain(days);
  });

  it('show every contest by body, and one with its path of rounds', async () => {
    const { body } = await browser.get('/contests');
    expect(body).toContain('Qostanay Region');
    const [region] = await app.get(PrimaryDirectory).contests(opened.primaryId);
    const contest = await browser.get(`/contests/${region!.id}`);
    expect(contest.body).toContain('A list of 52 places is selected for 40 seats.');
    expect(contest.body).toContain('territories vote separately: 20');
    expect(contest.body).toContain('aria-current="step">Registration');
  });

  it.each(['no-id', '0192f1c4-7a0e-4c4b-9d1e-3f6f2b1a9c77'])(
    'answer an unknown contest %s with 404',
    async (id) => {
      expect((await browser.get(`/contests/${id}`)).status).toBe(404);
    },
  );

  it('show what other rooms hand in', async () => {
    const pages = app.get(PrimaryPages);
    pages.addFigures(() => Promise.resolve([{ value: '800', label: 'candidates' }]));
    pages.addContestSection(({ places }) =>
      Promise.resolve({
        title: 'Candidates',
        sentence: `For ${places} places`,
        lines: [
          { label: 'Aigerim', href: '/candidates/1', note: 'registered' },
          { label: 'Berik', href: null, note: 'withdrawn' },
        ],
      }),
    );
    pages.knowProgress(() => Promise.resolve(new Map([['rating', 'running']])));
    expect((await browser.get('/')).body).toContain('<strong>800</strong> candidates');
    const [region] = await app.get(PrimaryDirectory).contests(opened.primaryId);
    const { body } = await browser.get(`/contests/${region!.id}`);
    expect(body).toContain('<a href="/candidates/1">Aigerim</a>');
    expect(body).toContain('aria-current="step">Rating vote of the members');
  });

  it('say the rules in sentences and give the bytes the hash is taken of', async () => {
    const { body } = await browser.get('/rules');
    expect(body).toContain('Under 35: on the whole list at least 20\u00a0% (rounded up).');
    expect(body).toContain('2 candidates per seat go on, rounded up.');
    const canonical = await browser.get('/rules/versions/1/canonical.json');
    const hash = createHash('sha256').update(canonical.body).digest('hex');
    expect(body).toContain(hash);
    expect((await browser.get('/rules/versions/1/rules.yaml')).body).toBe(rules);
    expect((await browser.get('/rules/versions/2/rules.yaml')).status).toBe(404);
  });
});

describe.each(presetNames)('the rules %s', (name) => {
  it.each(['kk', 'ru', 'en'])('are said in %s without a gap', async (language) => {
    const app = await testApp({ clock: testClock('2030-01-01T00:00:00Z') });
    await openPrimary(app, { rules: answeredPreset(name), state: 'announced' });
    const reply = await app.browser().get(`/rules?lang=${language}`);
    expect([reply.status, /\{\{|undefined/.test(reply.body)]).toEqual([200, false]);
    await app.close();
  });
});

describe('the central office', () => {
  let app: TestApp;
  let office: Browser;
  let opened: OpenedPrimary;
  const state = async (): Promise<string | undefined> =>
    (await app.get(PrimaryDirectory).current())?.state;

  beforeAll(async () => {
    app = await testApp({ clock: testClock('2020-06-01T12:00:00+05:00') });
    opened = await openPrimary(app);
    office = app.browser();
    await office.signIn(opened.office);
    app
      .get(SeasonGates)
      .add((_, { to }) =>
        Promise.resolve(
          to === 'announced' ? [{ module: 'primary', kind: 'no-contests', values: {} }] : [],
        ),
      );
  });

  afterAll(() => app.close());

  it('sees everything that blocks the next move, and cannot force it', async () => {
    const sentences = ['By the calendar this begins on 4 June 2020', 'The rules make no contest'];
    const { body } = await office.get('/office');
    expect(sentences.filter((sentence) => body.includes(sentence))).toEqual(sentences);
    const forced = await office.submit('/office/season/announced', {}, '/sign-in');
    expect(forced.status).toBe(422);
    expect(sentences.filter((sentence) => forced.body.includes(sentence))).toEqual(sentences);
    expect(await state()).toBe('draft');
  });

  it('is told the same through the API', async () => {
    const reply = await office.get('/api/primary/blockers');
    expect(reply.json()).toMatchObject({
      state: 'draft',
      next: 'announced',
      blockers: [{ kind: 'too-early' }, { kind: 'no-contests' }],
    });
  });

  it('finds no page for a move that is not the next one', async () => {
    expect((await office.get('/office/season/voting')).status).toBe(404);
    expect((await office.get('/office/season/anywhere')).status).toBe(404);
  });

  it('amends the rules with a reason; without one they stay', async () => {
    const changed = rules.replace('KZ-3901: 20', 'KZ-3901: 21');
    const refused = await office.submit('/office/rules', { text: changed, reason: '' });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Write the reason for the change.');
    expect(refused.body).toContain('KZ-3901: 21');
    const saved = await office.submit('/office/rules', {
      text: changed.replaceAll('\n', '\r\n'),
      reason: 'Decision 12',
    });
    expect([saved.status, saved.location]).toEqual([303, '/office/rules']);
    const shown = await office.get('/office/rules');
    expect(shown.body).toContain('Version 2 holds now.');
    expect(shown.body).toContain('Decision 12');
  });

  it('is refused rules that differ in nothing', async () => {
    const text = rules.replace('KZ-3901: 20', 'KZ-3901: 21');
    const reply = await office.submit('/office/rules', { text, reason: 'Again' });
    expect(reply.body).toContain('do not differ');
  });
});

describe('moving on', () => {
  let app: TestApp;
  let office: Browser;
  let opened: OpenedPrimary;

  beforeAll(async () => {
    app = await testApp({ clock: testClock('2020-06-04T12:00:00+05:00') });
    opened = await openPrimary(app);
    office = app.browser();
    await office.signIn(opened.office);
  });

  afterAll(() => app.close());

  it('is confirmed on a page that says what happens and who will know', async () => {
    const confirm = await office.get('/office/season/announced');
    expect(confirm.body).toContain('There is no way back.');
    const moved = await office.submit('/office/season/announced', {});
    expect([moved.status, moved.location]).toEqual([303, '/office']);
    expect((await app.browser().get('/')).body).toContain('Applications open on 17 August 2020.');
  });

  it('leads nowhere when somebody else has moved the season meanwhile', async () => {
    expect((await office.get('/office/season/announced')).status).toBe(404);
  });

  it('fixes the contests once registration has opened', async () => {
    app.clock.set('2020-08-17T00:00:00+05:00');
    await office.signIn(opened.office);
    await office.submit('/office/season/registration', {});
    const text = rules.replaceAll('within: [KZ-39]', 'within: [KZ-11]');
    const reply = await office.submit('/office/rules', {
      text: text.replace(/ {6}byTerritory:[^]*?(?= {4}list:)/, ''),
      reason: 'Another region',
    });
    expect(reply.status).toBe(422);
    expect(reply.body).toContain('Contests no longer change once registration has opened');
  });
});

describe('the API of the primary', () => {
  let app: TestApp;
  let opened: OpenedPrimary;
  let office: Browser;
  const json = { accept: 'application/json', 'accept-language': 'en' };

  beforeAll(async () => {
    app = await testApp();
    await importTerritories(app);
    office = app.browser();
    await office.signIn(await app.staff('central-office'));
  });

  afterAll(() => app.close());

  const post = async (
    path: string,
    body: unknown,
    browser = office,
  ): ReturnType<Browser['post']> => {
    const shown = await browser.get('/office/rules');
    const token = /name="_csrf" value="([^"]*)"/.exec(shown.body)?.[1] ?? '';
    return await browser.post(path, body, { ...json, 'x-csrf-token': token });
  };

  it('refuses bad rules with path and sentence', async () => {
    const reply = await post('/api/primary', { text: bad });
    expect(reply.status).toBe(422);
    expect(reply.json()).toMatchObject({
      error: {
        errors: [{ kind: 'rules-refused', field: 'text' }],
        faults: expect.arrayContaining([
          {
            path: 'bodies[0].path[0].cut.factor',
            sentence: '1/2 candidates per seat are fewer than one. It must be at least 1.',
          },
        ]),
      },
    });
    expect(await app.get(PrimaryDirectory).current()).toBeNull();
  });

  it('refuses a body without a document', async () => {
    expect((await post('/api/primary', {})).status).toBe(422);
  });

  it('opens, shows, amends and moves a primary', async () => {
    const created = await post('/api/primary', { text: rules });
    expect(created.status).toBe(201);
    opened = created.json() as OpenedPrimary;
    expect((await post('/api/primary', { text: rules })).json()).toMatchObject({
      error: { errors: [{ kind: 'season-under-way' }] },
    });
    const amended = await post('/api/primary/rules', {
      text: rules.replace('KZ-3901: 20', 'KZ-3901: 21'),
      reason: 'Decision 12',
    });
    expect(amended.json()).toMatchObject({ version: 2 });
    expect((await post('/api/primary/rules', { text: rules })).status).toBe(422);
    expect((await post('/api/primary/rules', { text: bad, reason: 'x' })).status).toBe(422);
    expect((await post('/api/primary/moves', { to: 'announced' })).json()).toEqual({
      state: 'announced',
    });
    expect((await post('/api/primary/moves', { to: 'closed' })).json()).toMatchObject({
      errors: [{ module: 'primary', kind: 'not-in-order' }],
    });
    expect((await post('/api/primary/moves', { to: 'moon' })).status).toBe(422);
  });

  it('answers everybody with the primary, its rules, contests and territories', async () => {
    const browser = app.browser();
    expect((await browser.get('/api/primary')).json()).toMatchObject({
      id: opened.primaryId,
      state: 'announced',
      rulesVersion: 2,
      rulesFrozen: false,
    });
    const versions = (await browser.get('/api/primary/rules')).json() as { hash: string }[];
    const canonical = await browser.get('/api/primary/rules/1/canonical');
    expect(createHash('sha256').update(canonical.body).digest('hex')).toBe(versions[1]?.hash);
    expect((await browser.get('/api/primary/rules/9/canonical')).status).toBe(404);
    const contests = (await browser.get('/api/contests')).json() as { id: string }[];
    expect(contests).toHaveLength(21);
    expect((await browser.get(`/api/contests/${contests[0]!.id}`)).json()).toEqual(contests[0]);
    expect((await browser.get('/api/contests/1')).status).toBe(404);
    expect((await browser.get('/api/territories')).json()).toHaveLength(249);
    expect((await browser.get('/api/territories?under=KZ-39')).json()).toHaveLength(21);
  });

  it('is closed to the wrong role', async () => {
    const chair = app.browser();
    await chair.signIn(await app.staff('commission-chair', 'KZ-39'));
    const regional = app.browser();
    await regional.signIn(await app.staff('central-office', 'KZ-39'));
    const moves = [chair, regional].map((browser) =>
      post('/api/primary/moves', { to: 'registration' }, browser),
    );
    const statuses = (await Promise.all(moves)).map(({ status }) => status);
    expect(statuses).toEqual([403, 422]);
    expect((await app.get(PrimaryDirectory).current())?.state).toBe('announced');
  });
});
