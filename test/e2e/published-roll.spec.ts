import type { MemberId } from '../../src/kernel/ids.js';
import { Accounts } from '../../src/platform/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { leafHash, merkleRoot } from '../../src/platform/ledger/index.js';
import { TellAuthorisedService } from '../../src/voting/application/tell-authorised.service.js';
import { issuanceLeaf } from '../../src/voting/application/issuance-log.js';
import {
  AuthoriseService,
  CloseRoundService,
  requestTokens,
  RoundDirectory,
  type Round,
} from '../../src/voting/index.js';
import { testApp, type Browser, type TestApp } from '../support/app.js';
import { accepted, iinOf } from '../support/candidates.js';
import { openRatingRound } from '../support/open-round.js';

const count = 130;
const authorised = 120;

interface Member {
  readonly id: MemberId;
  readonly iin: string;
  readonly pseudonym: string;
}

let app: TestApp;
let round: Round;
let members: Member[];
let voted: Browser;
let stayedAway: Browser;

beforeAll(async () => {
  app = await testApp();
  const planted = Array.from({ length: count }, (_, at) => ({
    iin: iinOf(300 + at),
    phone: at === 0 ? null : `+77010001${String(at).padStart(3, '0')}`,
    ...(at === 0 && { email: 'first@example.kz' }),
  }));
  round = await openRatingRound(app, ['Айбек', 'Дина'], planted);
  members = await app.rows<Member>(
    `SELECT m.id, m.iin, encode(e.pseudonym, 'hex') AS pseudonym FROM voting_member m
       JOIN voting_roll_entry e ON e.member_id = m.id ORDER BY m.iin`,
  );
  const key = await app.get(RoundDirectory).tokenKey(round.id);
  const tokens = requestTokens(key!, round.id, authorised);
  await Promise.all(
    tokens.map(({ blinded }, at) =>
      app.get(AuthoriseService).authorise({ round: round.id, member: members[at]!.id, blinded }),
    ),
  );
  voted = await signedIn(members[0]!);
  stayedAway = await signedIn(members[count - 1]!);
});

afterAll(() => app.close());

describe('while the round is open', () => {
  it('nobody is told who was authorised, and the roll is only committed to', async () => {
    for (const list of ['roll', 'issued']) {
      const reply = await app.browser().get(`/api/rounds/${round.id}/${list}`);
      expect([reply.status, reply.json()]).toEqual([409, { error: { kind: 'round-not-closed' } }]);
      const { status, body } = await app.browser().get(`/rounds/${round.id}/${list}`);
      expect(status).toBe(200);
      for (const { pseudonym } of members) expect(body).not.toContain(pseudonym);
    }
    const { body } = await app.browser().get(`/rounds/${round.id}/roll`);
    expect(body).toContain('The roll is frozen, with 130 voters.');
    expect(body).toMatch(/Merkle root: <code>[0-9a-f]{64}</);
    const issued = await app
      .browser()
      .get(`/rounds/${round.id}/issued?pseudonym=${members[0]!.pseudonym}`);
    expect(issued.body).toContain('This list is published when the vote is closed.');
    expect(issued.body).not.toContain('was issued to this pseudonym');
  });

  it('each sees an authorisation in the own name at once, and no other', async () => {
    const { body } = await voted.get('/vote');
    expect(body).toContain('A right to vote was issued in your name.');
    expect(body).toContain(members[0]!.pseudonym);
    expect(body).not.toContain('/issued?pseudonym=');
    expect((await stayedAway.get('/vote')).body).not.toContain('was issued in your name');
  });

  it('no message goes out', async () => {
    await app.get(TellAuthorisedService).tell(round.id);
    expect(
      await app.rows("SELECT 1 FROM notification_message WHERE body LIKE '%право голоса%'"),
    ).toEqual([]);
  });
});

describe('once the round is closed', () => {
  beforeAll(async () => {
    await app.rows('UPDATE voting_round SET closes_at = now() WHERE id = $1', [round.id]);
    accepted(await app.get(CloseRoundService).close(round.id, 'clock'));
  });

  it('the issuance log adds up to its root in the ledger', async () => {
    const reply = await app.browser().get(`/api/rounds/${round.id}/issued`);
    const {
      authorised: said,
      issuedRoot,
      issued,
      next,
    } = reply.json() as {
      authorised: number;
      issuedRoot: string;
      issued: { pseudonym: string; blindedHash: string }[];
      next: null;
    };
    expect([said, issued.length, next]).toEqual([authorised, authorised, null]);
    const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
    const leaves = issued.map(({ pseudonym, blindedHash }) =>
      leafHash(
        issuanceLeaf(round.id, {
          pseudonym: bytes(pseudonym),
          blindedHash: bytes(blindedHash),
        }),
      ),
    );
    expect(merkleRoot(leaves).toString('hex')).toBe(issuedRoot);
    const names = issued.map(({ pseudonym }) => pseudonym);
    expect(names).toEqual(
      members
        .slice(0, authorised)
        .map(({ pseudonym }) => pseudonym)
        .toSorted(),
    );
  });

  it('the roll adds up to its root in the ledger', async () => {
    const reply = await app.browser().get(`/api/rounds/${round.id}/roll`);
    const { size, rollRoot, voters } = reply.json() as {
      size: number;
      rollRoot: string;
      voters: { pseudonym: string; channel: string }[];
    };
    expect([size, voters.length]).toEqual([count, count]);
    const leaves = voters.map(({ pseudonym }) => leafHash(Buffer.from(pseudonym, 'hex')));
    expect(merkleRoot(leaves).toString('hex')).toBe(rollRoot);
    expect(new Set(voters.map(({ channel }) => channel))).toEqual(new Set(['online']));
  });

  it('people read both page by page', async () => {
    for (const [list, total] of [
      ['issued', authorised],
      ['roll', count],
    ] as const) {
      const seen: string[] = [];
      let path: string | undefined = `/rounds/${round.id}/${list}`;
      while (path !== undefined) {
        const { body } = await app.browser().get(path);
        seen.push(
          ...Array.from(
            body.matchAll(/<td class="hash"><code>([0-9a-f]{64})/g),
            ([, name]) => name!,
          ),
        );
        path = /href="([^"]*)">Next page/.exec(body)?.[1]?.replaceAll('&#x3D;', '=');
      }
      expect(seen).toHaveLength(total);
      expect(seen).toEqual([...new Set(seen)].toSorted());
    }
  });

  it('everybody can look a pseudonym up', async () => {
    const ask = async (text: string): Promise<[number, string]> => {
      const path = `/rounds/${round.id}/issued?pseudonym=${text}`;
      const { status, body } = await app.browser().get(path);
      return [status, body];
    };
    const [found, here] = await ask(members[0]!.pseudonym.toUpperCase());
    expect([found, here.includes('A right to vote was issued to this pseudonym.')]).toEqual([
      200,
      true,
    ]);
    const [, absent] = await ask(members[count - 1]!.pseudonym);
    expect(absent).toContain('No right to vote was issued to this pseudonym.');
    const [wrong, sentence] = await ask('12');
    expect([wrong, sentence.includes('A pseudonym has 64 signs')]).toEqual([422, true]);
  });

  it('the own page leads to the own line, or says that there is none', async () => {
    const { body } = await voted.get('/vote');
    expect(body.replaceAll('&#x3D;', '=')).toContain(
      `/rounds/${round.id}/issued?pseudonym=${members[0]!.pseudonym}`,
    );
    expect((await stayedAway.get('/vote')).body).toContain(
      'No right to vote was issued in your name.',
    );
  });

  it('everybody who was authorised is told once, in the order of pseudonyms', async () => {
    const tell = app.get(TellAuthorisedService);
    await Promise.all([tell.tell(round.id), tell.tell(round.id)]);
    await tell.tell(round.id);
    const messages = await app.rows<{ recipient: string; body: string }>(
      "SELECT recipient, body FROM notification_message WHERE body LIKE '%право голоса%' ORDER BY ctid",
    );
    expect(messages).toHaveLength(authorised);
    const told = messages.map(({ body }) => /[0-9a-f]{64}/.exec(body)?.[0]);
    expect(told).toEqual(
      members
        .slice(0, authorised)
        .map(({ pseudonym }) => pseudonym)
        .toSorted(),
    );
    expect(messages.map(({ recipient }) => recipient)).toContain('first@example.kz');
  });

  it('knows nothing of a round that is not there', async () => {
    const nowhere = '00000000-0000-4000-8000-000000000000';
    for (const path of [
      `/rounds/${nowhere}/roll`,
      '/rounds/x/issued',
      `/api/rounds/${nowhere}/roll`,
      '/api/rounds/x/issued',
    ])
      expect((await app.browser().get(path)).status).toBe(404);
  });
});

async function signedIn({ iin }: Member): Promise<Browser> {
  const accounts = app.get(Accounts);
  const id = await app.get(Database).transaction(async (tx) => {
    const account = await accounts.ensurePerson(tx, { iin, name: 'Айгүл', contact: '+7701' });
    await accounts.give(tx, account, { role: 'voter', territory: null }, null);
    return account;
  });
  const browser = app.browser();
  await browser.signIn((await accounts.actor(id))!);
  return browser;
}
