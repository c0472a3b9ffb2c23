import { plainMarks } from '../../src/voting/domain/ballots/ballot.js';
import { Accounts, type Actor } from '../../src/platform/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { readTokenPublicKey, requestTokens } from '../../src/voting/index.js';
import {
  begin,
  finish,
  Refused,
  type BallotRound,
  type Progress,
  type Send,
  type Shelf,
} from '../../src/voting/web/client/ballot-client.js';
import { testApp, type Browser, type Reply, type TestApp } from '../support/app.js';
import { plantRound, type PlantedRound } from '../support/rounds.js';

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});

afterAll(async () => {
  await app.close();
});

describe('the ballot path over HTTP', () => {
  it('leads from the blinding to the receipt', async () => {
    const { round, browser } = await voterIn();
    const shelf = memory();
    await begin(asBallot(round), plainMarks([0, 2]), shelf);
    const receipt = await finish(asBallot(round), shelf, sender(browser));
    expect(receipt.leafHash).toMatch(/^[0-9a-f]{64}$/);
    expect(shelf.read()).toEqual({ step: 'cast', receipt });
    expect(await counts(round)).toEqual({ participations: 1, ballots: 1 });
  });

  it('makes one participation and one ballot of fifty parallel requests', async () => {
    const { round, browser } = await voterIn();
    const csrf = await csrfOf(browser);
    const unsigned = requestTokens(readTokenPublicKey(round.key.publicKey), round.id, 50);
    const replies = await Promise.all(
      unsigned.map(({ blinded }) =>
        browser.post(
          `/api/rounds/${round.id}/authorisation`,
          { blinded: blinded.toString('base64') },
          csrf,
        ),
      ),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...new Array(49).fill(409)]);
    const shelf = memory();
    const other = await voterIn(round);
    await begin(asBallot(round), plainMarks([1]), shelf);
    await finish(asBallot(round), shelf, async (path, body, session) => {
      if (session) return await sender(other.browser)(path, body, session);
      const sent = await Promise.all(
        Array.from({ length: 50 }, () => app.browser().post(path, body)),
      );
      expect(sent.map(({ status }) => status)).toEqual(new Array(50).fill(200));
      expect(new Set(sent.map((reply) => reply.body)).size).toBe(1);
      return sent[0]!.json();
    });
    expect(await counts(round)).toEqual({ participations: 2, ballots: 1 });
  });

  it('goes on after a reload wherever the connection was lost', async () => {
    const { round, browser } = await voterIn();
    const shelf = memory();
    await begin(asBallot(round), plainMarks([1]), shelf);
    let failures = 0;
    const lossy: Send = async (path, body, session) => {
      const answer = await sender(browser)(path, body, session);
      if (failures++ % 2 === 0) throw new Refused('unreachable');
      return answer;
    };
    await expect(finish(asBallot(round), shelf, lossy)).rejects.toThrow('unreachable');
    await expect(finish(asBallot(round), shelf, lossy)).rejects.toThrow('unreachable');
    expect((await finish(asBallot(round), shelf, lossy)).serial).toMatch(/^[0-9a-f]{64}$/);
    expect(await counts(round)).toEqual({ participations: 1, ballots: 1 });
  });

  it('refuses a second device with 409 and says so', async () => {
    const { round, browser } = await voterIn();
    await begin(asBallot(round), plainMarks([1]), memory());
    const [first, second] = [memory(), memory()];
    await begin(asBallot(round), plainMarks([1]), first);
    await finish(asBallot(round), first, sender(browser));
    await begin(asBallot(round), plainMarks([2]), second);
    await expect(finish(asBallot(round), second, sender(browser))).rejects.toThrow(
      'already-authorised',
    );
  });

  it('refuses an authorisation without a session, with an expired one and without the role', async () => {
    const { round, browser } = await voterIn();
    const path = `/api/rounds/${round.id}/authorisation`;
    const body = { blinded: Buffer.alloc(256, 1).toString('base64') };
    expect((await app.browser().post(path, body)).status).toBe(401);
    const expired = { authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.AAAA' };
    expect((await app.browser().post(path, body, expired)).status).toBe(401);
    const observer = app.browser();
    await observer.signIn(await app.staff('observer'));
    expect((await observer.post(path, body, await csrfOf(observer))).status).toBe(403);
    expect((await browser.post(path, body)).status).toBe(403);
    expect(await counts(round)).toEqual({ participations: 0, ballots: 0 });
  });

  it('refuses a forged token, a wrong round, a wrong length and a body that is not base64', async () => {
    const { round } = await voterIn();
    const path = `/api/rounds/${round.id}/ballots`;
    const body = {
      serial: Buffer.alloc(32, 1).toString('base64'),
      prefix: Buffer.alloc(32, 2).toString('base64'),
      signature: Buffer.alloc(256, 3).toString('base64'),
      enc: Buffer.alloc(32, 9).toString('base64'),
      ct: Buffer.alloc(31).toString('base64'),
    };
    const post = async (changes: object, at = path): Promise<[number, unknown]> => {
      const reply = await app.browser().post(at, { ...body, ...changes });
      return [reply.status, reply.json()];
    };
    expect(await post({})).toEqual([403, { error: { kind: 'token-invalid' } }]);
    expect(await post({ ct: 'AAAA' })).toEqual([
      422,
      { error: { kind: 'ballot-wrong-length', expected: 63 } },
    ]);
    expect(await post({ serial: '%' })).toMatchObject([422, { error: { kind: 'fields' } }]);
    const nowhere = path.replace(round.id, '00000000-0000-4000-8000-000000000000');
    expect(await post({}, nowhere)).toEqual([404, { error: { kind: 'round-unknown' } }]);
    expect((await post({}, path.replace(round.id, 'x')))[0]).toBe(404);
  });

  it('refuses a ballot that carries a session', async () => {
    const { round, browser } = await voterIn();
    const reply = await browser.post(`/api/rounds/${round.id}/ballots`, {}, await csrfOf(browser));
    expect([reply.status, reply.json()]).toEqual([400, { error: { kind: 'session-sent' } }]);
  });

  it('describes the ballot to programs', async () => {
    const { round } = await voterIn();
    const reply = await app.browser().get(`/api/rounds/${round.id}/ballot-form`);
    expect(reply.json()).toMatchObject({ round: round.id, kind: 'rating', marks: 3 });
  });
});

interface Voter {
  readonly round: PlantedRound;
  readonly browser: Browser;
  readonly actor: Actor;
}

/** A voter with an account, signed in, on the roll of a round. */
async function voterIn(round?: PlantedRound): Promise<Voter> {
  const rows = app.rows.bind(app);
  const planted = round ?? (await plantRound(rows, 2));
  const taken = await app.rows<{ member: string }>(
    `SELECT m.id AS member FROM voting_member m JOIN identity_account a ON a.iin = m.iin`,
  );
  const free = planted.voters.find((id) => !taken.some(({ member }) => member === id));
  const [member] = await app.rows<{ iin: string }>('SELECT iin FROM voting_member WHERE id = $1', [
    free,
  ]);
  const accounts = app.get(Accounts);
  const id = await app.get(Database).transaction(async (tx) => {
    const person = { iin: member!.iin, name: 'Айгүл Сейітова', contact: '+77010000000' };
    const account = await accounts.ensurePerson(tx, person);
    await accounts.give(tx, account, { role: 'voter', territory: null }, null);
    return account;
  });
  const actor = (await accounts.actor(id))!;
  const browser = app.browser();
  await browser.signIn(actor);
  return { round: planted, browser, actor };
}

function asBallot(round: PlantedRound): BallotRound {
  return {
    id: round.id,
    form: { kind: 'rating', candidates: 5, marks: 3 },
    tokenKey: round.key.publicKey.toString('base64'),
    ballotKey: round.ballotKey.publicKey.toString('base64'),
  };
}

function memory(): Shelf {
  let kept = 'null';
  return {
    read: () => JSON.parse(kept) as Progress | null,
    write: (progress) => (kept = JSON.stringify(progress)),
  };
}

/** The browser of the voter for what is identified, another without cookies for the ballot. */
function sender(browser: Browser): Send {
  return async (path, body, session) => {
    const reply: Reply = session
      ? await browser.post(path, body, await csrfOf(browser))
      : await app.browser().post(path, body);
    if (reply.status === 200) return reply.json();
    throw new Refused((reply.json() as { error: { kind: string } }).error.kind);
  };
}

async function csrfOf(browser: Browser): Promise<Record<string, string>> {
  const shown = await browser.get('/sign-in');
  return { 'x-csrf-token': /name="_csrf" value="([^"]*)"/.exec(shown.body)?.[1] ?? '' };
}

async function counts(round: PlantedRound): Promise<unknown> {
  const [row] = await app.rows(
    `SELECT (SELECT count(*)::integer FROM voting_participation WHERE round_id = $1) AS participations,
            (SELECT count(*)::integer FROM voting_ballot WHERE round_id = $1) AS ballots`,
    [round.id],
  );
  return row;
}
