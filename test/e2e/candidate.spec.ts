import { ProposeDecisionsService, TakeUnderReviewService } from '../../src/candidate/index.js';
import type { ContestId, PrimaryId } from '../../src/kernel/ids.js';
import { Sessions, type Actor } from '../../src/platform/identity/index.js';
import { testApp, type Browser, type TestApp } from '../support/app.js';
import {
  accepted,
  candidate,
  commission,
  completeDraft,
  contestIn,
  decided,
  iinOf,
  pdf,
  submitted,
} from '../support/candidates.js';
import { openPrimary } from '../support/primary.js';

describe('the candidate room over HTTP', () => {
  let app: TestApp;
  let primaryId: PrimaryId;
  let contest: ContestId;
  let members: Actor[];
  let serial = 0;

  beforeAll(async () => {
    app = await testApp();
    ({ primaryId } = await openPrimary(app, { state: 'registration' }));
    contest = await contestIn(app, primaryId, 'KZ-3901');
    members = await commission(app, 'KZ-3901');
  });

  beforeEach(() => app.clock.set('2020-08-20T09:00:00+05:00'));
  afterAll(() => app.close());

  const nextIin = (): string => iinOf(++serial);
  const application = (): { contestId: ContestId; route: 'self' } => ({
    contestId: contest,
    route: 'self',
  });
  const stateOf = async (id: string): Promise<unknown> =>
    (await app.rows('SELECT state FROM candidate_candidacy WHERE id = $1', [id]))[0]?.['state'];

  async function browserOf(actor: Actor): Promise<Browser> {
    const browser = app.browser();
    await browser.signIn(actor);
    return browser;
  }

  async function upload(
    actor: Actor,
    path: string,
    kind: string,
    name: string,
    content: Buffer,
  ): Promise<{ statusCode: number; body: string }> {
    const { access } = await app.get(Sessions).start(actor.accountId);
    const boundary = 'irikteu-test';
    const payload = Buffer.concat([
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="kind"\r\n\r\n${kind}\r\n` +
          `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n` +
          'content-type: application/pdf\r\n\r\n',
      ),
      content,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    return await app.nest.inject({
      method: 'POST',
      url: path,
      headers: {
        authorization: `Bearer ${access}`,
        'accept-language': 'en',
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
      payload,
    });
  }

  describe('becoming a candidate', () => {
    it('opens an account by IIN and a code, and fills in an application on its pages', async () => {
      const browser = app.browser();
      const iin = nextIin();
      const account = { iin, name: 'Асқар Нұрланов', contact: '8 701 555 66 77' };
      const sent = await browser.submit('/apply', account);
      expect(sent.status).toBe(200);
      expect(sent.body).toContain('A code was sent to +7 ••• ••• 66 77');
      const [message] = await app.rows<{ body: string }>(
        `SELECT body FROM notification_message WHERE recipient = '+77015556677'`,
      );
      const code = /\d{6}/.exec(message?.body ?? '')?.[0] ?? '';
      const wrong = await browser.submit('/apply', { ...account, code: '000000' });
      expect(wrong.status).toBe(422);
      const opened = await browser.submit('/apply', { ...account, code });
      expect([opened.status, opened.location]).toEqual([303, '/my']);

      expect((await browser.get('/my')).body).toContain('You have no application yet');
      const chosen = await browser.submit('/my/new', { contestId: contest });
      expect(chosen.location).toBe(`/my/new?contestId=${contest}`);
      const started = await browser.submit(
        '/my/new',
        { contestId: contest, chosen: 'yes', route: 'self' },
        `/my/new?contestId=${contest}`,
      );
      const own = started.location ?? '';
      expect(own).toMatch(/^\/my\/applications\//);
      const status = await browser.get(own);
      expect(status.body).toContain('The application has not been handed in');
      expect(status.body).toContain('Fill in the personal data.');
      expect(status.body).toContain('A document is missing: Identity document.');

      const person = {
        family: 'Нұрланов',
        given: 'Асқар',
        birthDate: '1985-02-28',
        sex: 'male',
        residentSince: '1985-02-28',
        membership: 'member',
      };
      const bad = await browser.submit(`${own}/person`, { ...person, birthDate: '1985-02-30' });
      expect(bad.status).toBe(422);
      expect(bad.body).toContain('<a href="#birthDate">Give the date.</a>');
      expect(bad.body).toContain('value="Нұрланов"');
      expect((await browser.submit(`${own}/person`, person)).location).toBe(own);
      const pledge = {
        'title-kk': 'Жол',
        'title-ru': 'Дороги',
        'text-kk': 'Он көше.',
        'text-ru': 'Десять улиц.',
        'indicator-kk': '10',
        'indicator-ru': '10',
        territory: 'KZ-3901',
        dueYear: '2024',
      };
      const late = await browser.submit(`${own}/platform/1`, { ...pledge, dueYear: '1999' });
      expect(late.body).toContain('the year must be from 2021 to 2031');
      expect((await browser.submit(`${own}/platform/1`, pledge)).location).toBe(`${own}/platform`);
      const nomination = { route: 'self', organisation: '', heldPlaces: 'any-body' };
      expect((await browser.submit(`${own}/nomination`, nomination)).location).toBe(own);
      const early = await browser.submit(`${own}/submission`, {});
      expect(early.status).toBe(422);
      expect(early.body).toContain('A document is missing');

      const id = own.split('/').at(-1)!;
      const [row] = await app.rows<{ account_id: Actor['accountId'] }>(
        'SELECT account_id FROM candidate_person WHERE iin = $1',
        [iin],
      );
      const actor = { accountId: row!.account_id, name: '', grants: [] };
      for (const kind of ['identity', 'biography', 'conviction-certificate']) {
        const kept = await upload(actor, `${own}/documents`, kind, `${kind}.pdf`, pdf);
        expect(kept.statusCode).toBe(303);
      }
      expect((await browser.get(`${own}/submission`)).body).toContain('By handing it in');
      expect((await browser.submit(`${own}/submission`, {})).location).toBe(own);
      expect(await stateOf(id)).toBe('submitted');
      expect((await browser.get(own)).body).toContain('Your application was handed in.');
    });

    it('sends a code to the contact on file, not to one typed in', async () => {
      const iin = nextIin();
      await candidate(app, iin);
      const sent = await app
        .browser()
        .submit('/apply', { iin, name: 'Somebody Else', contact: 'thief@example.kz' });
      expect(sent.body).toContain('+7 ••• ••• 00 00');
      const stolen = await app.rows(
        `SELECT 1 FROM notification_message WHERE recipient = 'thief@example.kz'`,
      );
      expect(stolen).toEqual([]);
    });

    it('says what is wrong with an IIN beside its field and keeps what was typed', async () => {
      const account = { iin: '010101100990', name: 'А', contact: 'a@b.kz' };
      const answer = await app.browser().submit('/apply', account);
      expect(answer.status).toBe(422);
      expect(answer.body).toContain('<a href="#iin">There is a mistake in the IIN');
      expect(answer.body).toContain('value="010101100990"');
    });
  });

  it('refuses an upload that is not what its name says (exe named .pdf) with its sentence', async () => {
    const actor = await candidate(app, nextIin());
    const id = await completeDraft(app, actor, application());
    const before = await app.rows('SELECT hash FROM candidate_document WHERE candidacy_id = $1', [
      id,
    ]);
    const exe = Buffer.concat([Buffer.from('MZ\x90\x00'), Buffer.alloc(512)]);
    const path = `/my/applications/${id}/documents`;
    const refused = await upload(actor, path, 'identity', 'passport.pdf', exe);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('This file is something else inside.');
    const after = await app.rows('SELECT hash FROM candidate_document WHERE candidacy_id = $1', [
      id,
    ]);
    expect(after).toEqual(before);
  });

  it('names the other territory of a second application by the same IIN', async () => {
    const actor = await candidate(app, nextIin());
    await submitted(app, actor, application());
    const other = await contestIn(app, primaryId, 'KZ-3902');
    const browser = await browserOf(actor);
    const fresh = { contestId: other, chosen: 'yes', route: 'self' };
    const started = await browser.submit('/my/new', fresh, `/my/new?contestId=${other}`);
    const answer = await browser.submit(`${started.location ?? ''}/submission`, {});
    expect(answer.status).toBe(422);
    expect(answer.body).toMatch(
      /There is an application for this IIN elsewhere already: .*Qostanay City/,
    );
  });

  it('is another person’s page to nobody', async () => {
    const actor = await candidate(app, nextIin());
    const id = await completeDraft(app, actor, application());
    const stranger = await browserOf(await candidate(app, nextIin()));
    expect((await stranger.get(`/my/applications/${id}`)).status).toBe(404);
    expect((await app.browser().get('/my')).location).toBe('/sign-in?next=%2Fmy');
  });

  describe('the commission', () => {
    it('refuses an act on another territory with its sentence and changes nothing', async () => {
      const actor = await candidate(app, nextIin());
      const id = await submitted(app, actor, application());
      const stranger = await browserOf(await app.staff('commission-chair', 'KZ-3902'));
      expect((await stranger.get(`/commission/applications/${id}`)).status).toBe(403);
      const answer = await stranger.submit(
        `/commission/applications/${id}/review`,
        {},
        '/commission/applications',
      );
      expect(answer.status).toBe(403);
      expect(answer.body).toContain('This application is outside your territory');
      expect(await stateOf(id)).toBe('submitted');
    });

    it('sees the dossier beside the checks, warnings about the IIN, and decides together', async () => {
      const iin = nextIin();
      const actor = await candidate(app, iin);
      const id = await submitted(app, actor, application());
      const chair = await browserOf(members[0]!);
      expect((await chair.get('/commission/applications')).body).toContain('Әлиева Гүлнар');
      await chair.submit('/commission/applications/review', { id }, '/commission/applications');
      expect(await stateOf(id)).toBe('under-review');

      const path = `/commission/applications/${id}`;
      const dossier = await chair.get(path);
      expect(dossier.body).toContain('The IIN’s digits differ from the date of birth');
      expect(dossier.body).toContain(iin);
      const verified = await chair.submit(
        `${path}/evidence/woman`,
        { finding: 'verified', note: '' },
        path,
      );
      expect(verified.location).toBe(path);
      const rejected = await chair.submit(
        `${path}/evidence/newcomer`,
        { finding: 'rejected', note: '' },
        path,
      );
      expect(rejected.status).toBe(422);
      expect(rejected.body).toContain('Write why it is rejected: Newcomers.');

      const unexplained = await chair.submit(`${path}/proposal`, { kind: 'refuse', ground: '' });
      expect(unexplained.status).toBe(422);
      expect((await chair.submit(`${path}/proposal`, { kind: 'register' })).status).toBe(303);
      const [row] = await app.rows<{ id: string }>(
        'SELECT id FROM candidate_decision WHERE candidacy_id = $1',
        [id],
      );
      for (const member of members.slice(0, 4)) {
        const browser = await browserOf(member);
        const vote = { decision: row!.id, vote: 'for', text: '' };
        expect((await browser.submit(`${path}/vote`, vote)).status).toBe(303);
      }
      expect(await stateOf(id)).toBe('registered');
      expect((await chair.get(path)).body).toContain('For 4, against 0, recused 0');

      const everybody = app.browser();
      const led = await everybody.get(`/contests/${contest}`);
      expect(led.body).toContain(`href="/contests/${contest}/candidates"`);
      expect((await everybody.get('/')).body).toContain('registered candidates');
      const listed = await everybody.get(`/contests/${contest}/candidates`);
      expect(listed.body).toContain(`/candidates/${id}`);
      const shown = await everybody.get(`/candidates/${id}`);
      expect(shown.body).toContain('Әлиева Гүлнар Серікқызы');
      expect(shown.body).toContain('Чистая вода в каждый дом.');
      expect(shown.body).not.toContain(iin);
      expect(shown.body).not.toContain('1989');
    });

    it('is told today what waits for it', async () => {
      const actor = await candidate(app, nextIin());
      const id = await submitted(app, actor, application());
      const member = await browserOf(members[4]!);
      expect((await member.get('/commission')).body).toMatch(/Applications to take up: \d/);
      accepted(await app.get(TakeUnderReviewService).take([id], members[0]!));
      const proposal = { candidacyId: id, proposal: { kind: 'register' } as const };
      accepted(await app.get(ProposeDecisionsService).propose([proposal], members[0]!));
      const today = await member.get('/commission');
      expect(today.body).toContain('Decisions that wait for your vote: 1');
      expect(today.body).toContain(`/commission/applications/${id}/vote`);
    });

    it('returns an application, with what to correct, and closes a vote over a vacant seat', async () => {
      const actor = await candidate(app, nextIin());
      const id = await submitted(app, actor, application());
      const path = `/commission/applications/${id}`;
      const chair = await browserOf(members[0]!);
      expect((await chair.submit(`${path}/review`, {}, path)).location).toBe(path);
      const mute = await chair.submit(`${path}/correction`, { text: ' ' });
      expect([mute.status, mute.body.includes('Write down why.')]).toEqual([422, true]);
      const text = 'Page 2 is missing.';
      expect((await chair.submit(`${path}/correction`, { text })).location).toBe(path);
      const mine = await browserOf(actor);
      const own = `/my/applications/${id}`;
      expect((await mine.get(own)).body).toContain(text);
      expect((await mine.submit(`${own}/submission`, {})).location).toBe(own);

      await chair.submit(`${path}/review`, {}, path);
      await chair.submit(`${path}/proposal`, { kind: 'register' });
      const [row] = await app.rows<{ id: string }>(
        `SELECT id FROM candidate_decision WHERE candidacy_id = $1 AND outcome = 'open'`,
        [id],
      );
      const decision = row!.id;
      const unexplained = await chair.submit(`${path}/vote`, { decision, vote: 'recused' });
      expect(unexplained.body).toContain('Write why you recuse yourself.');
      const given = ['for', 'for', 'against', 'against'];
      for (const [index, vote] of given.entries()) {
        const browser = await browserOf(members[index]!);
        await browser.submit(`${path}/vote`, { decision, vote, text: 'I am not convinced.' });
      }
      const confirm = await chair.get(`${path}/closing`);
      expect(confirm.body).toContain('Those who have not voted no longer can');
      const closed = await chair.submit(`${path}/closing`, { decision });
      expect(closed.location).toBe(path);
      expect((await chair.get(path)).body).toContain('not carried');
      expect(await stateOf(id)).toBe('under-review');
    });

    it('strikes a candidate off only after saying what will happen', async () => {
      const actor = await candidate(app, nextIin());
      const id = await submitted(app, actor, application());
      await decided(app, members, [id]);
      const path = `/commission/applications/${id}`;
      const chair = await browserOf(members[0]!);
      const form = { ground: 'debate-absence', text: 'Absent on 20 September.' };
      const asked = await chair.submit(`${path}/striking-off`, form);
      expect(asked.body).toContain('It takes effect at once');
      expect(await stateOf(id)).toBe('registered');
      const member = await browserOf(members[3]!);
      const sure = { ...form, sure: 'yes' };
      expect((await member.submit(`${path}/striking-off`, sure)).status).toBe(403);
      expect((await chair.submit(`${path}/striking-off`, sure)).location).toBe(path);
      expect(await stateOf(id)).toBe('struck-off');
      expect((await app.browser().get(`/candidates/${id}`)).body).toContain(
        'Struck off: Absence from a debate',
      );
    });

    it('keeps refused applicants off the public pages, and lets them appeal to the end', async () => {
      const actor = await candidate(app, nextIin());
      const id = await submitted(app, actor, application());
      await decided(app, members, [id], 'refuse');
      expect((await app.browser().get(`/candidates/${id}`)).status).toBe(404);
      const mine = await browserOf(actor);
      const own = `/my/applications/${id}`;
      const status = await mine.get(own);
      expect(status.body).toContain('The minutes are a copy.');
      expect(status.body).toContain('You may appeal until');
      const empty = await mine.submit(`${own}/appeal`, { text: '' });
      expect(empty.status).toBe(422);
      expect((await mine.submit(`${own}/appeal`, { text: 'They are not.' })).location).toBe(own);
      expect(await stateOf(id)).toBe('under-review');

      const control = await browserOf(await app.staff('party-control', 'KZ-3901'));
      const list = await control.get('/control');
      const appeal = /\/control\/appeals\/[0-9a-f-]+/.exec(list.body)![0];
      expect((await control.get(appeal)).body).toContain('They are not.');
      const ruling = { outcome: 'overturned', text: 'Seen the original.' };
      const asked = await control.submit(appeal, ruling);
      expect(asked.body).toContain('It takes effect at once');
      expect(await stateOf(id)).toBe('under-review');
      expect((await control.submit(appeal, { ...ruling, sure: 'yes' })).status).toBe(303);
      expect(await stateOf(id)).toBe('registered');
      expect((await mine.get(own)).body).toContain('The appeal succeeded');
    });

    it('tells the second of two members who decide at the same moment that it is settled', async () => {
      const actor = await candidate(app, nextIin());
      const id = await submitted(app, actor, application());
      accepted(await app.get(TakeUnderReviewService).take([id], members[0]!));
      const proposal = { candidacyId: id, proposal: { kind: 'register' } as const };
      const [decision] = accepted(
        await app.get(ProposeDecisionsService).propose([proposal], members[0]!),
      );
      const path = `/commission/applications/${id}`;
      const browsers = await Promise.all(members.map((member) => browserOf(member)));
      const vote = { decision: decision!, vote: 'for', text: '' };
      for (const browser of browsers.slice(0, 3)) await browser.submit(`${path}/vote`, vote);
      const answers = await Promise.all(
        browsers.slice(3).map((browser) => browser.submit(`${path}/vote`, vote)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
      expect(answers.find(({ status }) => status === 422)?.body).toContain(
        'The decision has been taken',
      );
    });
  });

  it('closes with the registration window, in the reader’s words', async () => {
    const actor = await candidate(app, nextIin());
    const id = await completeDraft(app, actor, application());
    const browser = await browserOf(actor);
    app.clock.set('2020-08-31T00:30:00+05:00');
    await browser.signIn(actor);
    const answer = await browser.submit(`/my/applications/${id}/submission`, {});
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('Applications were taken until 30 August 2020.');
    expect(await stateOf(id)).toBe('draft');
  });

  it('lets the candidate take back a pledge, look at a document and withdraw', async () => {
    const actor = await candidate(app, nextIin());
    const id = await completeDraft(app, actor, application());
    const mine = await browserOf(actor);
    const own = `/my/applications/${id}`;
    const removed = await mine.submit(`${own}/platform/1/removal`, {}, `${own}/platform`);
    expect(removed.location).toBe(`${own}/platform`);
    expect((await mine.get(`${own}/platform`)).body).toContain('There is no pledge yet.');
    expect((await mine.get(`${own}/platform/3`)).status).toBe(404);
    const document = await mine.get(`${own}/documents/identity`);
    expect([document.status, document.body]).toEqual([200, pdf.toString()]);
    expect((await mine.get(`${own}/documents/diploma`)).status).toBe(404);
    expect((await mine.get(`${own}/withdrawal`)).body).toContain('This cannot be undone.');
    expect((await mine.submit(`${own}/withdrawal`, {})).location).toBe(own);
    expect(await stateOf(id)).toBe('withdrawn');
    const again = await mine.submit(`${own}/withdrawal`, {});
    expect(again.status).toBe(422);
    expect(again.body).toContain('An application cannot go from “Withdrawn” to “Withdrawn”.');
  });

  it('has a page in every language', async () => {
    const actor = await candidate(app, nextIin());
    const id = await submitted(app, actor, application());
    const mine = await browserOf(actor);
    const chair = await browserOf(members[0]!);
    const pages: [Browser, string][] = [
      [mine, '/my'],
      [mine, `/my/applications/${id}`],
      [mine, `/my/applications/${id}/documents`],
      [mine, `/my/applications/${id}/platform`],
      [mine, `/my/applications/${id}/withdrawal`],
      [chair, '/commission/applications?state=registered'],
      [chair, `/commission/applications/${id}`],
      [chair, `/commission/applications/${id}/correction`],
      [chair, `/commission/applications/${id}/striking-off`],
      [app.browser(), `/contests/${contest}/candidates`],
      [app.browser(), '/apply'],
    ];
    const statuses = await Promise.all(
      pages.flatMap(([browser, path]) =>
        ['kk', 'ru', 'en'].map(
          async (language) =>
            (await browser.get(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`)).status,
        ),
      ),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});
