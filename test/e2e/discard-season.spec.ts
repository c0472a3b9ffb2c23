import type { Actor } from '../../src/platform/identity/index.js';
import {
  AmendRuleSetService,
  CreatePrimaryService,
  DiscardSeasonService,
  MoveSeasonService,
  PrimaryDirectory,
} from '../../src/primary/index.js';
import type { PrimaryId } from '../../src/kernel/ids.js';
import { testApp, type Browser, type TestApp } from '../support/app.js';
import { accepted } from '../support/candidates.js';
import { openPrimary, preset } from '../support/primary.js';

const path = '/office/discarding';
let app: TestApp;
let primaryId: PrimaryId;
let actor: Actor;
let office: Browser;

beforeAll(async () => {
  app = await testApp();
  ({ primaryId, office: actor } = await openPrimary(app));
  office = app.browser();
  await office.signIn(actor);
});

afterAll(() => app.close());

const ledgerOf = (subject: string): Promise<object[]> =>
  app.rows('SELECT kind, actor FROM ledger_entry WHERE subject = $1 ORDER BY id', [subject]);

describe('discarding a draft season', () => {
  it.each([
    ['kk', 'Жобадан бас тарту', 'Кері қайту жоқ.'],
    ['ru', 'Отказаться от черновика', 'Вернуться назад нельзя.'],
    ['en', 'Discard the draft', 'There is no way back.'],
  ])('is offered and explained before it is done, in %s', async (language, link, warning) => {
    const shown = await office.get(`/office?lang=${language}`);
    expect(shown.body).toContain(`<a href="${path}">${link}</a>`);
    const asked = await office.get(path);
    expect([asked.status, asked.body.includes(warning)]).toEqual([200, true]);
  });

  it('is for the central office of the whole party alone', async () => {
    const regional = await app.staff('central-office', 'KZ-39');
    const browser = app.browser();
    await browser.signIn(regional);
    const refused = await browser.submit(path, {});
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Only the central office of the whole party');
    await browser.signIn(await app.staff('observer'));
    expect((await browser.get(path)).status).toBe(403);
    expect((await app.get(PrimaryDirectory).current())?.id).toBe(primaryId);
  });

  it('leaves no season, keeps its rules, and is in the ledger', async () => {
    const done = await office.submit(path, {});
    expect([done.status, done.location]).toEqual([303, '/office']);
    expect((await office.get('/office')).body).toContain('No primary is open.');
    expect(await app.get(PrimaryDirectory).current()).toBeNull();
    expect(await app.get(PrimaryDirectory).versions(primaryId)).toHaveLength(1);
    expect(await ledgerOf(primaryId)).toEqual([
      { kind: 'primary-created', actor: actor.accountId },
      { kind: 'primary-discarded', actor: actor.accountId },
    ]);
  });

  it('cannot be undone by moving or amending it, nor done twice', async () => {
    expect((await office.get(path)).status).toBe(404);
    const gone = { ok: false, error: [{ kind: 'no-such-primary' }] };
    expect(await app.get(DiscardSeasonService).discard(primaryId, actor)).toMatchObject(gone);
    expect(await app.get(MoveSeasonService).move(primaryId, 'announced', actor)).toMatchObject(
      gone,
    );
    const amendment = { text: preset('nur-otan-2020'), reason: 'Again' };
    expect((await app.get(AmendRuleSetService).amend(primaryId, amendment, actor)).ok).toBe(false);
  });

  it('makes room for another season, which cannot be discarded once it is announced', async () => {
    const rules = preset('nur-otan-2020');
    const next = accepted(await app.get(CreatePrimaryService).create(rules, actor));
    accepted(await app.get(MoveSeasonService).move(next.primaryId, 'announced', actor));
    expect((await office.get('/office')).body).not.toContain(path);
    expect((await office.get(path)).status).toBe(404);
    expect(await app.get(DiscardSeasonService).discard(next.primaryId, actor)).toEqual({
      ok: false,
      error: [{ module: 'primary', kind: 'announced-already', values: {} }],
    });
    expect((await app.get(PrimaryDirectory).current())?.id).toBe(next.primaryId);
  });
});
