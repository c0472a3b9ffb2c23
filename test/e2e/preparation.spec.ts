import { Sessions, type Actor } from '../../src/platform/identity/index.js';
import { RoundDirectory, type Round } from '../../src/voting/index.js';
import { testApp, type Browser, type TestApp } from '../support/app.js';
import { iinOf } from '../support/candidates.js';
import { openRatingRound } from '../support/open-round.js';

const members = [1, 2, 3].map((n) => iinOf(7_200 + n));
const columns = 'iin,family,given,patronymic,territory,joined,phone,email,organisation';

let app: TestApp;
let round: Round;
let office: Browser;

beforeAll(async () => {
  app = await testApp();
  round = await openRatingRound(
    app,
    ['Айбек', 'Дина'],
    members.map((iin) => ({ iin, phone: '+77010000000' })),
  );
  office = await signedIn(await app.staff('central-office'));
});

afterAll(async () => {
  await app.close();
});

describe('preparing votes', () => {
  it('lists the stages of delegates with their units', async () => {
    const shown = await office.get('/commission/delegates');
    expect(shown.status).toBe(200);
    expect(shown.body).toContain('District conference');
    expect(shown.body).not.toContain('Rating vote of the members');
    expect(shown.body).toContain(`/${round.contestId}/district-conference/KZ-3901`);
  });

  it('sets delegates line by line', async () => {
    const path = `/commission/delegates/${round.contestId}/district-conference/KZ-3901`;
    const refused = await office.submit(path, { iins: `${members[0]!}\n000000000000` });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Line 2: 000000000000 is not on the register.');
    const set = await office.submit(path, { iins: members.join('\n') });
    expect([set.status, set.location]).toEqual([303, '/commission/delegates']);
    expect((await office.get(path)).body).toContain('There are 3 delegates now.');
  });

  it('gives a voter to the paper channel', async () => {
    const path = `/commission/rounds/${round.id}/paper-voters`;
    expect((await office.get(`/commission/rounds/${round.id}`)).body).toContain(path);
    const refused = await office.submit(path, { iins: '000000000000' });
    expect(refused.body).toContain('000000000000 is not on the register.');
    expect((await office.submit(path, { iins: members[0]! })).status).toBe(303);
    expect((await office.get(path)).body).toContain('Marked: 1.');
    expect(await app.get(RoundDirectory).voters(round.id, 'paper')).toHaveLength(1);
  });

  it('hides the rounds of others and refuses their forms', async () => {
    const elsewhere = await signedIn(await app.staff('commission-chair', 'KZ-10'));
    expect((await elsewhere.get(`/commission/rounds/${round.id}/paper-voters`)).status).toBe(404);
    const path = `/commission/delegates/${round.contestId}/district-conference/KZ-3901`;
    const refused = await elsewhere.submit(path, { iins: members[0]! });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('This is outside your territory.');
    expect((await elsewhere.get('/office/members')).status).toBe(403);
  });
});

describe('preparing votes over JSON', () => {
  it('marks voters for paper and sets delegates, or names every fault', async () => {
    const chair = await app.staff('commission-chair', 'KZ-39');
    const { access } = await app.get(Sessions).start(chair.accountId);
    const bearer = { authorization: `Bearer ${access}`, 'content-type': 'application/json' };
    const call = async (method: 'PUT' | 'POST', url: string, iins: unknown): Promise<unknown> => {
      const payload = JSON.stringify({ iins });
      const reply = await app.nest.inject({ method, url, headers: bearer, payload });
      return [reply.statusCode, reply.json()];
    };
    const paper = `/api/rounds/${round.id}/paper-voters`;
    expect(await call('POST', paper, [members[1], '000000000000'])).toEqual([
      422,
      { error: { kind: 'not-members', iins: ['000000000000'] } },
    ]);
    expect(await call('POST', paper, [members[1]])).toEqual([200, { marked: 1 }]);
    expect(await call('POST', paper, 'all')).toMatchObject([422, { error: { kind: 'fields' } }]);
    const path = `/api/contests/${round.contestId}/stages/district-conference/delegates/KZ-3901`;
    expect(await call('PUT', path, members)).toEqual([200, { delegates: 3 }]);
    expect(await call('PUT', path.replace('KZ-3901', 'KZ-10'), members)).toEqual([
      403,
      { error: { kind: 'outside-your-territory' } },
    ]);
    expect(await call('PUT', path.replace('district-conference', 'x'), members)).toEqual([
      404,
      { error: { kind: 'stage-unknown' } },
    ]);
  });
});

describe('the page of a contest', () => {
  it('shows the rounds, and the front page how many there are', async () => {
    const { body } = await app.browser().get(`/contests/${round.contestId}`);
    expect(body).toContain(`href="/rounds/${round.id}"`);
    expect(body).toContain('aria-current="step"');
    const front = await app.browser().get('/');
    expect(front.body).toContain('votes under way');
    expect(front.body).toContain('members on the register');
  });
});

describe('/office/members', () => {
  it('imports a register, or says what is wrong with every line', async () => {
    const row = `${iinOf(7_300)},Ким,Борис,,KZ-3902,2015-01-31,+77010000000,,№ 2`;
    const refused = await upload(`${columns}\n${row}\n${row}\nx`);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Line 3, IIN: stands on line 2 too');
    expect(refused.body).toContain('Line 4, line: wrong number of fields');
    expect(refused.body).toContain('Members on the register: 3.');
    const taken = await upload(`${columns}\n${row}\n`);
    expect(taken.body).toContain('Members imported: 1.');
    expect(taken.body).toContain('+77010000000: 4 members');
  });

  it('asks for a file', async () => {
    expect((await upload(null)).body).toContain('Choose a file.');
  });

  async function upload(csv: string | null): Promise<{ status: number; body: string }> {
    const shown = await office.get('/office/members');
    const csrf = /name="_csrf" value="([^"]*)"/.exec(shown.body)?.[1] ?? '';
    const form = new FormData();
    form.set('_csrf', csrf);
    if (csv !== null) form.set('file', new Blob([csv], { type: 'text/csv' }), 'members.csv');
    return await office.upload('/office/members', form);
  }
});

async function signedIn(actor: Actor): Promise<Browser> {
  const browser = app.browser();
  await browser.signIn(actor);
  return browser;
}
