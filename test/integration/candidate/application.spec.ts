import {
  SavePersonDataService,
  StartApplicationService,
  SubmitApplicationService,
  UploadDocumentsService,
  WithdrawApplicationService,
  type NewApplication,
} from '../../../src/candidate/index.js';
import type { CalendarDate } from '../../../src/kernel/calendar.js';
import type { ContestId, TerritoryCode } from '../../../src/kernel/ids.js';
import { Accounts, PersonSignInService } from '../../../src/platform/identity/index.js';
import { testApp, type TestApp } from '../../support/app.js';
import {
  accepted,
  candidate,
  completeDraft,
  contestIn,
  fillDraft,
  iinOf,
  pdf,
  personData,
  submitted,
} from '../../support/candidates.js';
import { openPrimary } from '../../support/primary.js';

describe('an application', () => {
  let app: TestApp;
  let kostanay: ContestId;
  let region: ContestId;
  let serial = 0;

  const nextIin = (): string => iinOf(++serial);
  const self = (contestId: ContestId): NewApplication => ({ contestId, route: 'self' });
  const stateOf = async (id: string): Promise<unknown> =>
    (await app.rows('SELECT state FROM candidate_candidacy WHERE id = $1', [id]))[0]?.['state'];

  beforeAll(async () => {
    app = await testApp();
    const { primaryId } = await openPrimary(app, { state: 'registration' });
    kostanay = await contestIn(app, primaryId, 'KZ-3901');
    region = await contestIn(app, primaryId, 'KZ-39');
  });

  afterAll(() => app.close());

  it('is handed in with everything the rules ask for, and its groups wait for the commission', async () => {
    const actor = await candidate(app, nextIin());
    const id = await submitted(app, actor, self(kostanay));
    expect(await stateOf(id)).toBe('submitted');
    const evidence = await app.rows(
      'SELECT group_id, state FROM candidate_group_evidence WHERE candidacy_id = $1 ORDER BY 1',
      [id],
    );
    expect(evidence).toEqual([
      { group_id: 'newcomer', state: 'claimed' },
      { group_id: 'under-35', state: 'claimed' },
      { group_id: 'woman', state: 'claimed' },
    ]);
    const ledger = await app.rows('SELECT kind FROM ledger_entry WHERE subject = $1', [id]);
    expect(ledger).toEqual([{ kind: 'candidacy-submitted' }]);
    const notices = await app.rows('SELECT kind FROM candidate_notice WHERE candidacy_id = $1', [
      id,
    ]);
    expect(notices).toEqual([{ kind: 'submitted' }]);
  });

  it('is refused with every reason at once and stays a draft', async () => {
    const actor = await candidate(app, nextIin());
    const id = accepted(await app.get(StartApplicationService).start(self(kostanay), actor));
    const result = await app.get(SubmitApplicationService).submit(id, actor);
    expect(result).toMatchObject({
      ok: false,
      error: [
        { kind: 'person-missing' },
        { kind: 'document-missing', document: 'identity' },
        { kind: 'document-missing', document: 'biography' },
        { kind: 'document-missing', document: 'conviction-certificate' },
        { kind: 'platform-missing' },
      ],
    });
    expect(await stateOf(id)).toBe('draft');
  });

  it('is not handed in twice for one IIN across territories (domain.md 6; kzvesti.kz 381: 1 applied twice)', async () => {
    const iin = nextIin();
    const actor = await candidate(app, iin);
    const first = await submitted(app, actor, self(kostanay));
    const application = {
      ...self(await contestIn(app, await primaryOf(first), 'KZ-3902')),
      applicant: { iin, contact: '+77012223344' },
    };
    const secretary = await app.staff('commission-secretary', 'KZ-3902');
    const second = accepted(await app.get(StartApplicationService).start(application, secretary));
    await fillDraft(app, secretary, second, application);
    const result = await app.get(SubmitApplicationService).submit(second, secretary);
    expect(result).toMatchObject({
      ok: false,
      error: [
        {
          kind: 'candidacy-elsewhere',
          most: 1,
          other: { candidacyId: first, where: { kk: expect.stringContaining('Қостанай қаласы') } },
        },
      ],
    });
    expect(await stateOf(second)).toBe('draft');
  });

  it('is not handed in twice even when both territories press the button at the same moment', async () => {
    const iin = nextIin();
    const actor = await candidate(app, iin);
    const first = await completeDraft(app, actor, self(kostanay));
    const other = await contestIn(app, await primaryOf(first), 'KZ-3902');
    const second = accepted(await app.get(StartApplicationService).start(self(other), actor));
    await fillDraft(app, actor, second, self(other));
    const submit = app.get(SubmitApplicationService);
    const results = await Promise.all([submit.submit(first, actor), submit.submit(second, actor)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect([await stateOf(first), await stateOf(second)].sort()).toEqual(['draft', 'submitted']);
  });

  it('may stand beside one at another level', async () => {
    const actor = await candidate(app, nextIin());
    await submitted(app, actor, self(kostanay));
    const regional = { ...self(region), unit: 'KZ-3901' as TerritoryCode };
    const id = accepted(await app.get(StartApplicationService).start(regional, actor));
    await fillDraft(app, actor, id, regional);
    expect(await app.get(SubmitApplicationService).submit(id, actor)).toMatchObject({ ok: true });
  });

  it('to a regional body is made in one district', async () => {
    const actor = await candidate(app, nextIin());
    const start = app.get(StartApplicationService);
    expect(await start.start(self(region), actor)).toMatchObject({
      error: [{ kind: 'unit-outside-contest' }],
    });
    const elsewhere = { ...self(region), unit: 'KZ-1001' as TerritoryCode };
    expect(await start.start(elsewhere, actor)).toMatchObject({
      error: [{ kind: 'unit-outside-contest' }],
    });
  });

  it('exists once for a person in a contest', async () => {
    const actor = await candidate(app, nextIin());
    const start = app.get(StartApplicationService);
    accepted(await start.start(self(kostanay), actor));
    expect(await start.start(self(kostanay), actor)).toEqual({
      ok: false,
      error: [{ kind: 'already-applied' }],
    });
  });

  it('cannot be started on paper by a commission of another territory', async () => {
    const stranger = await app.staff('commission-secretary', 'KZ-10');
    const application = { ...self(kostanay), applicant: { iin: nextIin(), contact: 'a@b.kz' } };
    expect(await app.get(StartApplicationService).start(application, stranger)).toEqual({
      ok: false,
      error: [{ kind: 'outside-your-territory' }],
    });
  });

  it('on paper becomes the applicant’s own once they sign in with the code sent to their contact', async () => {
    const iin = nextIin();
    const secretary = await app.staff('commission-secretary', 'KZ-3901');
    const application = { ...self(kostanay), applicant: { iin, contact: 'paper@example.kz' } };
    const id = accepted(await app.get(StartApplicationService).start(application, secretary));
    accepted(await app.get(SavePersonDataService).save(id, personData(), secretary));
    const signIn = app.get(PersonSignInService);
    accepted(await signIn.sendCode(iin, (code) => ({ subject: 'code', body: code })));
    const [message] = await app.rows<{ body: string }>(
      `SELECT body FROM notification_message WHERE recipient = 'paper@example.kz'`,
    );
    const { accountId } = accepted(await signIn.signIn(iin, message?.body ?? ''));
    const actor = await app.get(Accounts).actor(accountId);
    expect(actor?.grants).toContainEqual({ role: 'candidate', territory: null });
    const browser = app.browser();
    await browser.signIn(actor!);
    expect((await browser.get('/my')).body).toContain(`/my/applications/${id}`);
  });

  it('belongs to the applicant alone', async () => {
    const actor = await candidate(app, nextIin());
    const other = await candidate(app, nextIin());
    const id = accepted(await app.get(StartApplicationService).start(self(kostanay), actor));
    const result = await app.get(SavePersonDataService).save(id, personData(), other);
    expect(result).toEqual({ ok: false, error: [{ kind: 'not-your-application' }] });
  });

  it('refuses an upload that is not what its name says (an exe named .pdf), and keeps nothing', async () => {
    const actor = await candidate(app, nextIin());
    const id = accepted(await app.get(StartApplicationService).start(self(kostanay), actor));
    const exe = Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00\x00\x00'), Buffer.alloc(512)]);
    const result = await app.get(UploadDocumentsService).upload(
      id,
      [
        { kind: 'identity', name: 'passport.pdf', content: exe },
        { kind: 'biography', name: 'biography.png', content: pdf },
        { kind: 'conviction-certificate', name: 'certificate.pdf', content: pdf },
      ],
      actor,
    );
    expect(result).toEqual({
      ok: false,
      error: [
        { kind: 'file-type-not-accepted', document: 'identity' },
        {
          kind: 'file-is-not-what-its-name-says',
          found: 'application/pdf',
          document: 'biography',
        },
      ],
    });
    expect(
      await app.rows('SELECT 1 FROM candidate_document WHERE candidacy_id = $1', [id]),
    ).toEqual([]);
  });

  it('does not change under the commission’s hands', async () => {
    const actor = await candidate(app, nextIin());
    const id = await submitted(app, actor, self(kostanay));
    expect(await app.get(SavePersonDataService).save(id, personData(), actor)).toEqual({
      ok: false,
      error: [{ kind: 'not-editable', state: 'submitted' }, { kind: 'person-data-locked' }],
    });
    const uploads = [{ kind: 'identity', name: 'a.pdf', content: pdf }];
    expect(await app.get(UploadDocumentsService).upload(id, uploads, actor)).toEqual({
      ok: false,
      error: [{ kind: 'not-editable', state: 'submitted' }],
    });
  });

  it('is withdrawn for good, and leaves the place at its level free', async () => {
    const actor = await candidate(app, nextIin());
    const id = await submitted(app, actor, self(kostanay));
    accepted(await app.get(WithdrawApplicationService).withdraw(id, actor));
    expect(await stateOf(id)).toBe('withdrawn');
    expect(await app.get(WithdrawApplicationService).withdraw(id, actor)).toMatchObject({
      error: [{ kind: 'move-not-allowed', from: 'withdrawn', to: 'withdrawn' }],
    });
    const again = accepted(await app.get(StartApplicationService).start(self(kostanay), actor));
    await fillDraft(app, actor, again, self(kostanay));
    expect(await app.get(SubmitApplicationService).submit(again, actor)).toMatchObject({
      ok: true,
    });
  });

  it('says on which day and at which age somebody is too young', async () => {
    const actor = await candidate(app, nextIin());
    const young = personData({
      birthDate: '2001-01-11' as CalendarDate,
      residentSince: '2001-01-11' as CalendarDate,
    });
    const id = await completeDraft(app, actor, self(kostanay), young);
    expect(await app.get(SubmitApplicationService).submit(id, actor)).toMatchObject({
      error: [{ kind: 'too-young', needed: 20, age: 19, on: '2021-01-10' }],
    });
  });

  it('is refused once the registration window has closed', async () => {
    const actor = await candidate(app, nextIin());
    const id = await completeDraft(app, actor, self(kostanay));
    app.clock.set('2020-08-31T00:00:00+05:00');
    expect(await app.get(SubmitApplicationService).submit(id, actor)).toMatchObject({
      ok: false,
      error: [{ kind: 'registration-closed', to: '2020-08-30' }],
    });
    app.clock.set('2020-08-20T09:00:00+05:00');
    expect(await stateOf(id)).toBe('draft');
  });

  async function primaryOf(candidacy: string): Promise<never> {
    const [row] = await app.rows('SELECT primary_id FROM candidate_candidacy WHERE id = $1', [
      candidacy,
    ]);
    return row?.['primary_id'] as never;
  }
});
