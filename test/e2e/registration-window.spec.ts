import type { ContestId, PrimaryId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { MoveSeasonService } from '../../src/primary/index.js';
import { StartApplicationService } from '../../src/candidate/index.js';
import { testApp, type Browser, type TestApp } from '../support/app.js';
import { accepted, candidate, completeDraft, contestIn, iinOf } from '../support/candidates.js';
import { openPrimary } from '../support/primary.js';

let app: TestApp;
let primaryId: PrimaryId;
let office: Actor;
let contestId: ContestId;
let actor: Actor;
let draft: string;

beforeAll(async () => {
  app = await testApp();
  ({ primaryId, office } = await openPrimary(app, { state: 'announced' }));
  contestId = await contestIn(app, primaryId, 'KZ-3901');
  actor = await candidate(app, iinOf(8_101));
});

afterAll(() => app.close());

async function signedIn(): Promise<Browser> {
  const browser = app.browser();
  await browser.signIn(actor);
  return browser;
}

/** What a reader finds at an address, and whether it offers to apply. */
async function found(path: string, language: string): Promise<{ body: string; offers: boolean }> {
  const { status, body } = await (await signedIn()).get(`${path}?lang=${language}`);
  expect(status).toBe(200);
  const main = body.slice(body.indexOf('<main'));
  return {
    body: main,
    offers: /href="\/(my\/new|apply)"|name="contestId"|<li><a href="\/my"/.test(main),
  };
}

const sentences = {
  before: {
    kk: 'Өтініш қабылдау 2020 ж. 17 тамыз күні басталып, 2020 ж. 30 тамыз күні аяқталады.',
    ru: 'Приём заявок начнётся 17 августа 2020',
    en: 'Applications will be taken from 17 August 2020 to 30 August 2020.',
  },
  awaited: {
    kk: 'Өтініш қабылдау әлі ашылған жоқ.',
    ru: 'Приём заявок ещё не открыт. По календарю он начинается 17 августа 2020',
    en: 'Applications are not being taken yet. By the calendar they open on 17 August 2020.',
  },
  after: {
    kk: 'Өтініш қабылдау 2020 ж. 30 тамыз күні аяқталды.',
    ru: 'Приём заявок закончился 30 августа 2020',
    en: 'Applications closed on 30 August 2020.',
  },
};
const languages = ['kk', 'ru', 'en'] as const;

describe('a registration that is not open', () => {
  it.each(languages)('says before it opens when it will, in %s', async (language) => {
    app.clock.set('2020-08-14T09:00:00+05:00');
    for (const path of ['/my', '/my/new']) {
      const page = await found(path, language);
      expect(page.body).toContain(sentences.before[language]);
    }
    expect((await found('/my', language)).offers).toBe(false);
    expect((await found('/apply', language)).body).toContain(sentences.before[language]);
  });

  it.each(languages)('says that the office has not begun it yet, in %s', async (language) => {
    app.clock.set('2020-08-18T09:00:00+05:00');
    expect((await found('/my', language)).body).toContain(sentences.awaited[language]);
    const front = await found('/', language);
    expect(front.offers).toBe(false);
  });

  it('is offered while it is open', async () => {
    accepted(await app.get(MoveSeasonService).move(primaryId, 'registration', office));
    draft = await completeDraft(app, actor, { contestId, route: 'self' });
    for (const path of ['/', '/my', '/my/new', `/contests/${contestId}`]) {
      expect([path, (await found(path, 'en')).offers]).toEqual([path, true]);
    }
    expect((await found(`/contests/${contestId}/candidates`, 'en')).offers).toBe(true);
    const own = await found(`/my/applications/${draft}`, 'en');
    expect(own.body).toContain(`href="/my/applications/${draft}/submission"`);
  });

  it.each(languages)('says after the last day that it is over, in %s', async (language) => {
    app.clock.set('2020-08-31T09:00:00+05:00');
    for (const path of ['/my', '/my/new', '/apply']) {
      expect((await found(path, language)).body).toContain(sentences.after[language]);
    }
    for (const path of ['/', '/my/new', `/contests/${contestId}/candidates`]) {
      expect([path, (await found(path, language)).offers]).toEqual([path, false]);
    }
    expect((await found('/my', language)).body).not.toContain('href="/my/new"');
  });

  it('leaves a draft as it is and says why it cannot be handed in', async () => {
    const own = await found(`/my/applications/${draft}`, 'en');
    expect(own.body).toContain('Applications were taken until 30 August 2020.');
    expect(own.body).not.toContain('/submission"');
    expect((await found('/', 'en')).body).toContain(
      'Applications closed on 30 August 2020. The commissions are deciding those handed in.',
    );
  });

  it('starts no application either, from the page or from paper', async () => {
    const browser = app.browser();
    const late = await candidate(app, iinOf(8_102));
    await browser.signIn(late);
    const form = { contestId, chosen: 'yes', route: 'self' };
    const refused = await browser.submit('/my/new', form, '/apply');
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Applications were taken until 30 August 2020.');
    const secretary = await app.staff('commission-secretary', 'KZ-3901');
    const applicant = { iin: iinOf(8_103), contact: '+77010000000' };
    const onPaper = { contestId, route: 'self', applicant } as const;
    expect(await app.get(StartApplicationService).start(onPaper, secretary)).toEqual({
      ok: false,
      error: [{ kind: 'registration-closed', to: '2020-08-30' }],
    });
    expect(await app.rows('SELECT 1 FROM candidate_candidacy')).toHaveLength(1);
  });
});
