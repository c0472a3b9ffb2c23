import { CandidateDirectory } from '../../src/candidate/index.js';
import type { MemberId } from '../../src/kernel/ids.js';
import { MarkForPaperService, RoundDirectory, type Round } from '../../src/voting/index.js';
import { testApp, type Browser, type TestApp } from '../support/app.js';
import { accepted, iinOf } from '../support/candidates.js';
import { openRatingRound } from '../support/open-round.js';

const [gulshara, boris, stranger, onPaper] = [1, 2, 3, 4].map((n) => iinOf(7_000 + n));

let app: TestApp;
let round: Round;
let voter: Browser;

beforeAll(async () => {
  app = await testApp();
  round = await openRatingRound(
    app,
    ['Айбек', 'Дина'],
    [
      { iin: gulshara!, phone: '+77011234567' },
      { iin: boris!, phone: null, email: 'b@example.kz' },
      { iin: onPaper!, phone: null },
    ],
  );
});

afterAll(async () => {
  await app.close();
});

describe('/can-i-vote', () => {
  const ask = (iin: string): ReturnType<Browser['submit']> =>
    app.browser().submit('/can-i-vote', { iin });

  it('says yes with the contact masked', async () => {
    const reply = await ask(gulshara!);
    expect(reply.status).toBe(200);
    expect(reply.body).toContain('Yes. You are on the register of members.');
    expect(reply.body).toContain('+7 ••• ••• 45 67');
    expect(reply.body).not.toContain('1234567');
  });

  it('says yes, on paper, to a member without a contact', async () => {
    expect((await ask(onPaper!)).body).toContain('Yes, on paper.');
  });

  it('says no to a stranger and tells where to turn', async () => {
    expect((await ask(stranger!)).body).toContain('This IIN is not on the register of members.');
  });

  it('keeps what was typed wrong and says so', async () => {
    const reply = await ask('12345');
    expect(reply.status).toBe(422);
    expect(reply.body).toContain('An IIN has twelve digits.');
    expect(reply.body).toContain('value="12345"');
  });

  it('is throttled', async () => {
    const replies = await Promise.all(
      Array.from({ length: 12 }, () =>
        app.nest.inject({ method: 'POST', url: '/can-i-vote', remoteAddress: '10.1.2.3' }),
      ),
    );
    expect(replies.map(({ statusCode }) => statusCode)).toContain(429);
  });
});

describe('a voter', () => {
  it('signs in with the IIN and the code sent to the contact on the register', async () => {
    voter = app.browser();
    expect((await voter.get('/vote')).location).toBe('/sign-in?next=%2Fvote');
    const sent = await voter.submit('/sign-in/code', { iin: gulshara! }, '/sign-in');
    expect(sent.body).toContain('+7 ••• ••• 45 67');
    const wrong = await voter.submit(
      '/sign-in/code',
      { iin: gulshara!, code: '000000' },
      '/sign-in',
    );
    expect(wrong.status).toBe(422);
    const fields = { iin: gulshara!, code: await lastCode(), next: '/vote' };
    const entered = await voter.submit('/sign-in/code', fields, '/sign-in');
    expect([entered.status, entered.location]).toEqual([303, '/vote']);
  });

  it('cannot use a code after ten minutes', async () => {
    const other = app.browser();
    await other.submit('/sign-in/code', { iin: boris! }, '/sign-in');
    const code = await lastCode();
    app.clock.set(new Date(Date.now() + 11 * 60_000));
    const late = await other.submit('/sign-in/code', { iin: boris!, code }, '/sign-in');
    app.clock.set(new Date());
    expect(late.status).toBe(422);
  });

  it('sees the own votes', async () => {
    const shown = await voter.get('/vote');
    expect(shown.status).toBe(200);
    expect(shown.body).toContain('You are on the roll of 1 vote(s).');
    expect(shown.body).toContain('Rating vote of the members');
    expect(shown.body).toContain(`href="/vote/${round.id}"`);
  });

  it('sees the ballot in the order of the lot, with what the script needs and no inline script', async () => {
    const { body } = await voter.get(`/vote/${round.id}`);
    const order = await app.get(RoundDirectory).candidates(round.id);
    const names = await app.get(CandidateDirectory).candidacies(order);
    const expected = order.map(
      (id) => `Омар ${names.find((candidacy) => candidacy.id === id)?.personName.given ?? ''}`,
    );
    expect(Array.from(body.matchAll(/data-name="([^"]*)"/g), ([, name]) => name)).toEqual(expected);
    expect(body).toContain(`data-round="${round.id}"`);
    expect(body).toContain('<script type="module" src="/assets/voting/vote.js"></script>');
    expect(body.match(/<script/g)).toHaveLength(1);
    expect(body).toContain('Nothing is lost, your place is kept on this device');
  });

  it('speaks Kazakh and Russian', async () => {
    expect((await voter.get(`/vote/${round.id}?lang=kk`)).body).toContain('Дауысыңыз құпия');
    expect((await voter.get(`/vote/${round.id}?lang=ru`)).body).toContain('Голос тайный');
    expect((await voter.get('/vote?lang=en')).body).toContain('Voting is under way');
  });

  it.each([
    ['paused', "state = 'paused'", 'your place is kept. The reason: Power cut'],
    ['closed a second ago', "closes_at = now() - interval '1 second'", 'Voting closed on'],
    ['not open yet', "opens_at = now() + interval '1 minute'", 'It opens on'],
  ])('is told when the round is %s, and gets no ballot', async (_, change, sentence) => {
    const before = await app.rows(
      'SELECT state, opens_at, closes_at FROM voting_round WHERE id = $1',
      [round.id],
    );
    await app.rows(
      `INSERT INTO voting_round_decision VALUES (gen_random_uuid(), $1, 'pause', 'Power cut', NULL, now(), NULL)`,
      [round.id],
    );
    await app.rows(`UPDATE voting_round SET ${change} WHERE id = $1`, [round.id]);
    const { body } = await voter.get(`/vote/${round.id}`);
    await app.rows(
      'UPDATE voting_round SET state = $2, opens_at = $3, closes_at = $4 WHERE id = $1',
      [round.id, ...Object.values(before[0]!)],
    );
    expect(body).toContain(sentence);
    expect(body).not.toContain('data-choice');
  });

  it('is told of an authorisation in the own name', async () => {
    const member = await memberOf(gulshara!);
    await app.rows(`INSERT INTO voting_participation VALUES ($1, $2, sha256('x'), 'y')`, [
      round.id,
      member,
    ]);
    const { body } = await voter.get(`/vote/${round.id}`);
    expect(body).toContain('Your right to vote was issued.');
    expect(body).toContain('data-authorised');
  });

  it('is told to come with paper when marked for it', async () => {
    await app.rows('DELETE FROM voting_participation WHERE round_id = $1', [round.id]);
    const chair = await app.staff('commission-chair', round.unit);
    accepted(await app.get(MarkForPaperService).mark(round.id, [await memberOf(gulshara!)], chair));
    const { body } = await voter.get(`/vote/${round.id}`);
    expect(body).toContain('You are marked for paper and cannot vote online.');
  });

  it('finds no round that is not there', async () => {
    expect((await voter.get('/vote/00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await voter.get('/vote/x')).status).toBe(404);
  });
});

describe('/box/:roundId', () => {
  it('says whether a ballot is in the box', async () => {
    await app.rows(
      `INSERT INTO voting_ballot (round_id, serial, prefix, signature, sealed, leaf_hash)
       VALUES ($1, sha256('serial'), sha256('p'), 's', 'c', sha256('leaf'))`,
      [round.id],
    );
    const [row] = await app.rows<{ serial: string; leaf: string }>(
      `SELECT encode(sha256('serial'), 'hex') AS serial, encode(sha256('leaf'), 'hex') AS leaf`,
    );
    const browser = app.browser();
    const found = await browser.get(`/box/${round.id}?serial=${row!.serial}`);
    expect(found.body).toContain('This ballot is in the box.');
    expect(found.body).toContain(row!.leaf);
    const absent = await browser.get(`/box/${round.id}?serial=${row!.leaf}`);
    expect(absent.body).toContain('There is no ballot with this number.');
    const malformed = await browser.get(`/box/${round.id}?serial=abc`);
    expect(malformed.status).toBe(422);
    expect((await browser.get(`/box/${round.id}`)).status).toBe(200);
    expect((await browser.get('/box/x')).status).toBe(404);
  });
});

async function memberOf(iin: string): Promise<MemberId> {
  const [row] = await app.rows<{ id: MemberId }>('SELECT id FROM voting_member WHERE iin = $1', [
    iin,
  ]);
  return row!.id;
}

async function lastCode(): Promise<string> {
  const [message] = await app.rows<{ body: string }>(
    'SELECT body FROM notification_message ORDER BY created_at DESC LIMIT 1',
  );
  return /\d{6}/.exec(message!.body)![0];
}
