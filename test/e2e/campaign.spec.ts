import {
  CancelDebateService,
  DebateDirectory,
  FileComplaintService,
  HoldDebateService,
  ScheduleDebateService,
  type ComplaintId,
  type DebateId,
} from '../../src/campaign/index.js';
import { day } from '../../src/kernel/clock.js';
import type { CandidacyId } from '../../src/kernel/ids.js';
import { drawOrder } from '../../src/kernel/lot.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { sha256Lot } from '../../src/platform/lot/index.js';
import { testApp, type Browser, type TestApp } from '../support/app.js';
import { accepted, pdf } from '../support/candidates.js';
import {
  begunDebate,
  debateOf,
  markAll,
  openCampaign,
  type OpenCampaign,
} from '../support/debates.js';

const start = '2020-09-10T09:00:00+06:00';

describe('the campaign in a browser', () => {
  let app: TestApp;
  let campaign: OpenCampaign;
  let chair: Browser;
  let stranger: Browser;
  let complainant: Actor;
  let accused: CandidacyId;

  beforeAll(async () => {
    app = await testApp();
    campaign = await openCampaign(app, { candidates: 4 });
    [complainant] = campaign.people as [Actor];
    accused = campaign.candidacies[1]!;
    chair = await signedIn(campaign.chair);
    stranger = await signedIn(await app.staff('commission-chair', 'KZ-3904'));
  });

  beforeEach(() => app.clock.set(start));
  afterAll(() => app.close());

  async function signedIn(actor: Actor): Promise<Browser> {
    const browser = app.browser();
    await browser.signIn(actor);
    return browser;
  }
  const three = (): readonly CandidacyId[] => campaign.candidacies.slice(0, 3);
  const scheduled = async (): Promise<DebateId> => {
    const debate = debateOf(campaign, { participants: three() });
    return accepted(await app.get(ScheduleDebateService).schedule(debate, campaign.chair));
  };
  const filed = async (): Promise<ComplaintId> =>
    accepted(
      await app.get(FileComplaintService).file(
        {
          contestId: campaign.contestId,
          ground: 'bribery',
          respondent: accused,
          happenedAt: new Date('2020-09-09T12:00:00+06:00'),
          text: 'Gave out <b>food</b> parcels.',
        },
        complainant,
      ),
    );
  const upload = async (
    browser: Browser,
    path: string,
    from: string,
    fields: Record<string, string>,
    file: { name: string; content: Buffer },
  ): Promise<{ status: number; body: string }> => {
    const token = /name="_csrf" value="([^"]*)"/.exec((await browser.get(from)).body)?.[1] ?? '';
    const form = new FormData();
    form.append('_csrf', token);
    Object.entries(fields).forEach(([name, value]) => form.append(name, value));
    form.append('evidence', new Blob([new Uint8Array(file.content)]), file.name);
    return await browser.upload(path, form);
  };

  describe('debates', () => {
    it('say what will be here while there are none, and need no season', async () => {
      const empty = await testApp();
      expect((await empty.browser().get('/debates')).body).toContain('No primary has been');
      await empty.close();
    });

    it('are announced from a form that keeps what was typed', async () => {
      const where = `${campaign.contestId}/KZ-3901`;
      const from = `/commission/debates/new?where=${where}`;
      const typed = { where, place: 'Достар сарайы', startsAt: '2020-09-01T18:00' };
      const [a, b] = campaign.candidacies as [CandidacyId, CandidacyId];
      const late = await chair.submit(
        '/commission/debates/new',
        { ...typed, participants: a, streamAddress: '' },
        from,
      );
      expect(late.status).toBe(422);
      expect(late.body).toContain('The beginning lies in the past.');
      expect(late.body).toContain('So many participants are needed at least: 2.');
      expect(late.body).toContain('value="Достар сарайы"');
      const made = await chair.submit(
        '/commission/debates/new',
        [
          ...Object.entries({ ...typed, startsAt: '2020-09-15T18:00' }),
          ['participants', a],
          ['participants', b],
        ],
        from,
      );
      expect(made.location).toMatch(/^\/commission\/debates\//);
      const shown = await chair.get(made.location ?? '');
      expect(shown.body).toContain('Draw the order of speakers');
    });

    it('are drawn on a page that says it cannot be undone, and published so that anyone can repeat it', async () => {
      const id = await scheduled();
      const path = `/commission/debates/${id}/draw`;
      expect((await chair.get(path)).body).toContain('The order is drawn once');
      const nameless = await chair.submit(path, { word: ' ' });
      expect([nameless.status, nameless.body.includes('Write the word or the numbers')]).toEqual([
        422,
        true,
      ]);
      const drawn = await chair.submit(path, { word: '7 13 42' });
      expect([drawn.status, drawn.location]).toEqual([303, `/commission/debates/${id}`]);
      const reader = app.browser();
      const debate = (await reader.get(`/api/debates/${id}`)).json() as {
        lot: { purpose: string; opened: { seed: string } };
        speakers: { candidacyId: string }[];
      };
      const lot = sha256Lot(debate.lot.opened.seed);
      expect(debate.speakers.map(({ candidacyId }) => candidacyId)).toEqual(
        drawOrder(lot, debate.lot.purpose, [...three()].sort()),
      );
      const page = await reader.get(`/debates/${id}`);
      expect(page.body).toContain(debate.lot.opened.seed);
      const again = await chair.submit(path, { word: '1 2 3' });
      expect(again.status).toBe(422);
      expect(again.body).toContain('The state of the debate: Order drawn');
    });

    it('are closed to the commission of another territory, which changes nothing', async () => {
      const id = await scheduled();
      expect((await stranger.get(`/commission/debates/${id}`)).status).toBe(403);
      const drawn = await stranger.submit(
        `/commission/debates/${id}/draw`,
        { word: '1' },
        '/commission/debates/new',
      );
      expect(drawn.status).toBe(403);
      expect(drawn.body).toContain('This page is outside your role or territory');
      const token = await tokenOf(stranger);
      const json = await stranger.post(
        `/api/debates/${id}/draw`,
        { publicWord: '1' },
        { 'x-csrf-token': token },
      );
      expect(json.status).toBe(403);
      expect(json.json()).toMatchObject({
        errors: [
          {
            kind: 'outside-your-territory',
            sentence: 'This is outside your role or territory. Nothing has changed.',
          },
        ],
      });
      expect((await app.get(DebateDirectory).debate(id))?.state).toBe('scheduled');
    });

    it('have a register with reasons and documents that only the commission sees', async () => {
      const id = await begunDebate(app, campaign);
      const [a, b, c, d] = campaign.candidacies as [
        CandidacyId,
        CandidacyId,
        CandidacyId,
        CandidacyId,
      ];
      const path = `/commission/debates/${id}`;
      const all = {
        [`attendance-${a}`]: 'present',
        [`attendance-${b}`]: 'present',
        [`attendance-${c}`]: 'absent',
        [`attendance-${d}`]: 'excused',
      };
      const unexplained = await chair.submit(`${path}/attendance`, all, path);
      expect(unexplained.status).toBe(422);
      expect(unexplained.body).toContain('Write the reason:');
      const marked = await chair.submit(
        `${path}/attendance`,
        { ...all, [`reason-${d}`]: 'In hospital' },
        path,
      );
      expect(marked.status).toBe(303);
      const liar = { name: 'sheet.png', content: pdf };
      const refused = await upload(chair, `${path}/evidence/${d}`, path, {}, liar);
      expect(refused.status).toBe(422);
      expect(refused.body).toContain('The file is not what its name says: it is application/pdf.');
      const sheet = { name: 'sheet.pdf', content: pdf };
      expect((await upload(chair, `${path}/evidence/${d}`, path, {}, sheet)).status).toBe(303);
      expect((await chair.get(`${path}/evidence/${d}`)).body).toContain('%PDF');
      expect((await stranger.get(`${path}/evidence/${d}`)).status).toBe(403);
      expect((await chair.get(path)).body).toContain('In hospital');
      const held = await chair.submit(`${path}/holding`, { address: 'https://v.kz/1' }, path);
      expect(held.status).toBe(303);
      const shown = await app.browser().get(`/debates/${id}`);
      expect(shown.body).toContain('Excused');
      expect(shown.body).not.toContain('In hospital');
      expect((await app.browser().get('/debates?unit=KZ-3901')).body).toContain('https://v.kz/1');
    });

    it('are cancelled with a reason for everybody', async () => {
      const id = await scheduled();
      const path = `/commission/debates/${id}/cancellation`;
      expect((await chair.submit(path, { reason: '' })).status).toBe(422);
      expect((await chair.submit(path, { reason: 'No electricity' })).status).toBe(303);
      expect((await app.browser().get(`/debates/${id}`)).body).toContain('No electricity');
    });

    it('let the commission strike off who was absent, on a page that says what follows', async () => {
      const id = await begunDebate(app, campaign);
      const absent = campaign.candidacies[3]!;
      await markAll(app, campaign, id, [absent]);
      accepted(await app.get(HoldDebateService).hold(id, null, campaign.chair));
      const path = `/commission/debates/${id}/absences/${absent}`;
      expect((await chair.get(`/commission/debates/${id}`)).body).toContain(path);
      expect((await chair.get(path)).body).toContain('may appeal within the days of the rules');
      expect((await chair.submit(path, { text: '' })).body).toContain('Write the text.');
      expect((await chair.submit(path, { text: 'No reason given.' })).status).toBe(303);
      const after = await chair.get(`/commission/debates/${id}`);
      expect(after.body).toContain('Struck off');
      expect(after.body).not.toContain(path);
    });

    it('stand on the list of the commission with the next step', async () => {
      const id = await scheduled();
      const list = await chair.get('/commission/debates');
      expect(list.status).toBe(200);
      expect(list.body).toContain(`/commission/debates/${id}`);
      expect(list.body).toContain('Draw the order');
      expect((await stranger.get('/commission/debates')).body).not.toContain(id);
    });
  });

  describe('complaints', () => {
    it('are filed by a candidate with a proof, and found among their own', async () => {
      const person = await signedIn(complainant);
      const fields = {
        contest: campaign.contestId,
        respondent: accused,
        ground: 'insult',
        happenedAt: '2020-09-09T12:00',
        text: 'Shouted.',
      };
      const early = { ...fields, happenedAt: '2020-09-01T12:00' };
      const proof = { name: 'photo.pdf', content: pdf };
      const late = await upload(person, '/my/complaints', '/my/complaints', early, proof);
      expect(late.status).toBe(422);
      expect(late.body).toContain('The time to file a complaint ran out');
      expect(late.body).toContain('Shouted.');
      const made = await upload(person, '/my/complaints', '/my/complaints', fields, proof);
      expect(made.status).toBe(303);
      const list = await person.get('/my/complaints');
      const path = /\/my\/complaints\/[0-9a-f-]{36}/.exec(list.body)?.[0] ?? '';
      const shown = await person.get(path);
      expect(shown.body).toContain('Insult of a rival');
      expect(shown.body).toContain('photo.pdf');
      expect(
        (await person.get(`/complaints/${path.slice('/my/complaints/'.length)}/evidence`)).body,
      ).toContain('%PDF');
    });

    it('are nobody else’s business', async () => {
      const id = await filed();
      const third = await signedIn(campaign.people[2]!);
      expect((await third.get(`/my/complaints/${id}`)).status).toBe(403);
      expect((await stranger.get(`/commission/complaints/${id}`)).status).toBe(403);
      expect((await third.get(`/complaints/${id}/evidence`)).status).toBe(403);
    });

    it('stand by deadline with the overdue marked, for the body that must decide', async () => {
      const id = await filed();
      const control = await signedIn(await app.staff('party-control', 'KZ-3901'));
      const fresh = await control.get('/control/complaints');
      expect(fresh.body).toContain(id);
      expect(fresh.body).toContain('Waiting for your decision');
      app.clock.set(new Date(new Date(start).getTime() + 4 * day));
      const later = await control.get('/control/complaints');
      expect(later.body).toContain('Overdue');
      const shown = await control.get(`/control/complaints/${id}`);
      expect(shown.body).toContain('It is overdue.');
      expect(shown.body).toContain('&lt;b&gt;food&lt;/b&gt;');
    });

    it('are decided after the decision was shown once more, and appealed by the respondent', async () => {
      const id = await filed();
      const path = `/commission/complaints/${id}`;
      const finding = { outcome: 'upheld', sanction: 'warning', text: 'Two witnesses.' };
      const none = await chair.submit(`${path}/review`, { ...finding, text: '' }, path);
      expect(none.status).toBe(422);
      const reviewed = await chair.submit(`${path}/review`, finding, path);
      expect(reviewed.body).toContain('it cannot be changed');
      expect((await chair.get(path)).body).toContain('Review the decision');
      const wrong = { ...finding, outcome: 'rejected' };
      const refused = await chair.submit(`${path}/decision`, wrong, path);
      expect(refused.status).toBe(422);
      expect(refused.body).toContain('A rejected complaint has no sanction.');
      expect((await chair.submit(`${path}/decision`, finding, path)).status).toBe(303);
      const respondent = await signedIn(campaign.people[1]!);
      const mine = `/my/complaints/${id}`;
      expect((await respondent.get(mine)).body).toContain('Upheld: Warning');
      const appealed = await respondent.submit(`${mine}/appeal`, { text: 'Not so.' }, mine);
      expect(appealed.location).toBe(mine);
      expect((await respondent.get(mine)).body).toContain('Regional body: a decision is due by');
    });

    it('have the same doors in JSON, with every reason and its sentence', async () => {
      const person = await signedIn(complainant);
      const token = await tokenOf(person, '/my/complaints');
      const send = (body: object): ReturnType<Browser['post']> =>
        person.post('/api/complaints', body, { 'x-csrf-token': token });
      const malformed = await send({ ground: 'fireworks' });
      expect(malformed.status).toBe(422);
      expect(
        (malformed.json() as { errors: { field: string }[] }).errors.map((e) => e.field),
      ).toEqual(expect.arrayContaining(['contestId', 'ground', 'happenedAt', 'text']));
      const made = await send({
        contestId: campaign.contestId,
        ground: 'bribery',
        respondent: accused,
        happenedAt: '2020-09-09T12:00:00+06:00',
        text: 'Parcels.',
      });
      expect(made.status).toBe(201);
      const { id } = made.json() as { id: string };
      expect((await person.get(`/api/complaints/${id}`)).json()).toMatchObject({
        state: 'filed',
        step: 'territorial',
        party: 'complainant',
        overdue: false,
      });
    });
  });

  it('takes a candidate’s events', async () => {
    const person = await signedIn(complainant);
    const event = {
      candidacy: campaign.candidacies[0]!,
      kind: 'meeting',
      heldAt: '2020-09-09T18:00',
      place: 'Мектеп № 4',
      attended: '120',
    };
    const refused = await person.submit('/my/events', { ...event, attended: 'many' });
    expect(refused.body).toContain('Write how many came as a whole number.');
    expect((await person.submit('/my/events', event)).status).toBe(303);
    expect((await person.get('/my/events')).body).toContain('People who came: 120.');
    const own = await app.browser().get(`/candidates/${event.candidacy}`);
    expect(own.body).toContain('Meeting, Мектеп № 4');
    expect(own.body).toContain('Debates called to:');
    const contest = await app.browser().get(`/contests/${campaign.contestId}`);
    expect(contest.body).toContain('All debates');
    expect(
      (await app.browser().get(`/api/candidacies/${event.candidacy}/events`)).json(),
    ).toMatchObject([{ kind: 'meeting', attended: 120 }]);
  });

  describe('desks', () => {
    it('lead a commission to what waits for it, room by room', async () => {
      await scheduled();
      await filed();
      const desk = await chair.get('/commission');
      expect(desk.status).toBe(200);
      expect(desk.body).toContain('href="/commission/applications"');
      expect(desk.body).toContain('href="/commission/debates"');
      expect(desk.body).toContain('href="/commission/complaints"');
      expect(desk.body).toContain('href="/commission/rounds"');
      expect(desk.body).toContain('Waits for you');
    });

    it('lead party control and candidates to their complaints', async () => {
      const control = await signedIn(await app.staff('party-control', 'KZ-3901'));
      expect((await control.get('/control')).body).toContain('href="/control/complaints"');
      const person = await signedIn(complainant);
      const id = await scheduled();
      const mine = await person.get('/my');
      expect(mine.body).toContain('href="/my/complaints"');
      expect(mine.body).toContain('Your next debate:');
      expect(mine.body).toContain('/debates/');
      accepted(await app.get(CancelDebateService).cancel(id, 'No electricity', campaign.chair));
    });

    it('are closed to whoever does not sit there', async () => {
      const person = await signedIn(complainant);
      expect((await person.get('/commission')).status).toBe(403);
    });
  });

  it.each(['kk', 'ru'])('speaks %s on its pages', async (language) => {
    const id = await scheduled();
    for (const path of [
      `/debates?lang=${language}`,
      `/debates/${id}?lang=${language}`,
      `/commission/debates?lang=${language}`,
      `/commission/debates/${id}?lang=${language}`,
      `/commission/debates/${id}/draw?lang=${language}`,
      `/commission/debates/${id}/cancellation?lang=${language}`,
      `/commission/complaints?lang=${language}`,
    ]) {
      expect((await chair.get(path)).status).toBe(200);
    }
  });

  async function tokenOf(browser: Browser, from = '/commission/debates'): Promise<string> {
    const page = await browser.get(from);
    return /name="_csrf" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
  }
});
