import { verify } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { RoundId } from '../../src/kernel/ids.js';
import { Database } from '../../src/platform/database/index.js';
import { leafHash as leafHashOf, LedgerKey } from '../../src/platform/ledger/index.js';
import {
  AuthoriseService,
  CastBallotService,
  finishToken,
  PauseRoundService,
  readTokenPublicKey,
  requestTokens,
  sealBallot,
  type CastRequest,
  type Token,
} from '../../src/voting/index.js';
import { ballotLeaf, receiptMessage } from '../../src/voting/tokens/ballot-leaf.js';
import { testApp, type TestApp } from '../support/app.js';
import { importTerritories } from '../support/primary.js';
import { plantRound, type PlantedRound } from '../support/rounds.js';

let app: TestApp;
let authorisation: AuthoriseService;
let box: CastBallotService;

beforeAll(async () => {
  app = await testApp();
  await importTerritories(app);
  authorisation = app.get(AuthoriseService);
  box = app.get(CastBallotService);
});

afterAll(async () => {
  await app.close();
});

describe('AuthoriseService', () => {
  it('signs a blinded token of a voter on the roll', async () => {
    const round = await plant(1);
    expect((await tokenFor(round, 0)).serial).toHaveLength(32);
    expect(await participations(round)).toBe(1);
  });

  it('gives the same answer to the same blinded message', async () => {
    const round = await plant(1);
    const [unsigned] = request(round, 1);
    const ask = { round: round.id, member: round.voters[0]!, blinded: unsigned!.blinded };
    const first = await authorisation.authorise(ask);
    const second = await authorisation.authorise(ask);
    expect(first.ok).toBe(true);
    expect(second).toEqual(first);
    expect(await participations(round)).toBe(1);
  });

  it('refuses another blinded message of the same voter', async () => {
    const round = await plant(1);
    await tokenFor(round, 0);
    expect(await refusalFor(round, 0)).toBe('already-authorised');
  });

  it('records one of fifty parallel requests of one voter', async () => {
    const round = await plant(1);
    const answers = await Promise.all(
      request(round, 50).map(({ blinded }) =>
        authorisation.authorise({ round: round.id, member: round.voters[0]!, blinded }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.error.kind]))).toEqual(
      new Array(49).fill('already-authorised'),
    );
    expect(await participations(round)).toBe(1);
  });

  it('refuses who is not on the roll, or marked for paper', async () => {
    const round = await plant(1);
    const elsewhere = await plant(1);
    const [unsigned] = request(round, 1);
    const stranger = { round: round.id, member: elsewhere.voters[0]! };
    expect(await authorisation.authorise({ ...stranger, blinded: unsigned!.blinded })).toEqual({
      ok: false,
      error: { kind: 'not-on-roll' },
    });
    await app.rows("UPDATE voting_roll_entry SET channel = 'paper' WHERE round_id = $1", [
      round.id,
    ]);
    expect(await refusalFor(round, 0)).toBe('marked-for-paper');
  });

  it.each([
    ['round-not-open', { state: 'planned' }],
    ['round-not-open', { state: 'open', opens: '1 minute', closes: '2 minutes' }],
    ['round-paused', { state: 'paused' }],
    ['round-closed', { state: 'closed' }],
    ['round-closed', { state: 'open', opens: '-2 minutes', closes: '-1 second' }],
    ['round-closed', { state: 'paused', opens: '-2 minutes', closes: '-1 second' }],
  ])('refuses with %s when the round is %j', async (kind, changes) => {
    const round = await plant(1, changes);
    expect(await refusalFor(round, 0)).toBe(kind);
    expect(await participations(round)).toBe(0);
  });

  it('refuses a round that does not exist', async () => {
    const round = await plant(1);
    const id = '00000000-0000-4000-8000-000000000000' as RoundId;
    expect(await refusalFor({ ...round, id }, 0)).toBe('round-unknown');
  });

  it('refuses a blinded message out of range and records nothing', async () => {
    const round = await plant(1);
    const blinded = Buffer.alloc(256);
    expect(
      await authorisation.authorise({ round: round.id, member: round.voters[0]!, blinded }),
    ).toEqual({ ok: false, error: { kind: 'blinded-message-is-zero' } });
    expect(await participations(round)).toBe(0);
  });
});

describe('CastBallotService', () => {
  it('takes a ballot and answers with a receipt that the ledger key signed', async () => {
    const round = await plant(1);
    const cast = ballotOf(round, await tokenFor(round, 0));
    const receipt = await box.cast(cast);
    if (!receipt.ok) throw new Error(receipt.error.kind);
    const { leafHash, signature } = receipt.value;
    const key = {
      key: app.nest.get(LedgerKey).publicKey(),
      format: 'der' as const,
      type: 'spki' as const,
    };
    expect(verify(null, receiptMessage(round.id, leafHash), key, signature)).toBe(true);
    const [row] = await app.rows<Record<'serial' | 'prefix' | 'signature' | 'sealed', Buffer>>(
      'SELECT * FROM voting_ballot WHERE leaf_hash = $1',
      [leafHash],
    );
    const sealed = Buffer.concat([cast.enc, cast.ct]);
    expect(ballotLeaf({ round: round.id, ...row! })).toEqual(ballotLeaf({ ...cast, sealed }));
    expect(leafHashOf(ballotLeaf({ ...cast, sealed }))).toEqual(leafHash);
  });

  it('gives the same receipt for the same ballot, also after the closing', async () => {
    const round = await plant(1);
    const cast = ballotOf(round, await tokenFor(round, 0));
    const first = await box.cast(cast);
    const again = await Promise.all([box.cast(cast), box.cast(cast)]);
    await app.rows("UPDATE voting_round SET state = 'closed' WHERE id = $1", [round.id]);
    expect([...again, await box.cast(cast)]).toEqual([first, first, first]);
    expect(await ballots(round)).toBe(1);
  });

  it('refuses another ballot under a used serial', async () => {
    const round = await plant(1);
    const token = await tokenFor(round, 0);
    const answers = await Promise.all(
      [1, 2].map((fill) => box.cast(ballotOf(round, token, Buffer.alloc(15, fill)))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { kind: 'serial-used' } });
    expect(await ballots(round)).toBe(1);
  });

  it('refuses a forged signature, a token of another serial and one of another round', async () => {
    const [round, other] = [await plant(1), await plant(1)];
    const token = await tokenFor(round, 0);
    const forged = Buffer.from(token.signature);
    forged[100] = forged[100]! ^ 1;
    for (const wrong of [
      ballotOf(round, { ...token, signature: forged }),
      ballotOf(round, { ...token, signature: Buffer.alloc(256) }),
      ballotOf(round, { ...token, signature: Buffer.alloc(0) }),
      ballotOf(round, { ...token, serial: Buffer.alloc(32, 1) }),
      ballotOf(other, token),
    ]) {
      expect(await box.cast(wrong)).toEqual({ ok: false, error: { kind: 'token-invalid' } });
    }
    expect(await ballots(round)).toBe(0);
  });

  it.each([
    ['shorter', 32, 30],
    ['longer', 32, 32],
    ['sealed with a shorter key', 31, 32],
    ['sealed with a longer key', 33, 30],
    ['empty', 0, 0],
  ])('refuses a ballot that is %s', async (_, enc, ct) => {
    const round = await plant(1);
    const token = await tokenFor(round, 0);
    const ballot = { ...token, round: round.id, enc: Buffer.alloc(enc, 9), ct: Buffer.alloc(ct) };
    expect(await box.cast(ballot)).toEqual({
      ok: false,
      error: { kind: 'ballot-wrong-length', expected: 63 },
    });
    expect(await ballots(round)).toBe(0);
  });

  it('refuses a ballot while the round is paused and takes it afterwards', async () => {
    const round = await plant(1);
    const cast = ballotOf(round, await tokenFor(round, 0));
    await app.rows("UPDATE voting_round SET state = 'paused' WHERE id = $1", [round.id]);
    expect(await box.cast(cast)).toMatchObject({ error: { kind: 'round-paused' } });
    await app.rows("UPDATE voting_round SET state = 'open' WHERE id = $1", [round.id]);
    expect((await box.cast(cast)).ok).toBe(true);
  });

  it("takes no ballot after the closing second of the database's clock, whatever was in flight", async () => {
    const round = await plant(40);
    const tokens = await Promise.all(round.voters.map((_, at) => tokenFor(round, at)));
    await app.rows(
      "UPDATE voting_round SET closes_at = now() + interval '1 second' WHERE id = $1",
      [round.id],
    );
    const answered = await Promise.all(
      tokens.map(async (token, at) => {
        await new Promise((done) => setTimeout(done, at * 50));
        const overBefore = await isOver(round);
        const answer = await box.cast(ballotOf(round, token));
        const overAfter = await isOver(round);
        return { answer: answer.ok ? 'taken' : answer.error.kind, overBefore, overAfter };
      }),
    );
    const answers = answered.map(({ answer }) => answer);
    expect(new Set(answers)).toEqual(new Set(['taken', 'round-closed']));
    for (const { answer, overBefore, overAfter } of answered) {
      if (overBefore) expect(answer).toBe('round-closed');
      if (!overAfter) expect(answer).toBe('taken');
    }
    expect(await ballots(round)).toBe(answers.filter((answer) => answer === 'taken').length);
  });

  it('a closing waits for the ballots accepted before it, and those after it are refused', async () => {
    const round = await plant(2);
    const tokens = [await tokenFor(round, 0), await tokenFor(round, 1)];
    await app.get(Database).transaction(async (tx: EntityManager) => {
      await tx.query("UPDATE voting_round SET state = 'closed' WHERE id = $1", [round.id]);
      const waiting = box.cast(ballotOf(round, tokens[0]!));
      await new Promise((done) => setTimeout(done, 100));
      void waiting.then((answer) => expect(answer).toMatchObject({ ok: false }));
    });
    expect(await box.cast(ballotOf(round, tokens[1]!))).toMatchObject({
      error: { kind: 'round-closed' },
    });
    expect(await ballots(round)).toBe(0);
  });

  it('a pause waits for what is on its way, and not for those who come after it was asked for', async () => {
    const round = await plant(3);
    const [first, second] = [
      ballotOf(round, await tokenFor(round, 0)),
      ballotOf(round, await tokenFor(round, 1)),
    ];
    const chair = await app.staff('commission-chair', 'KZ-3901');
    const { casting, pausing } = await app.get(Database).decide(async (tx) => {
      // The first ballot is on its way for as long as this transaction has its serial.
      await tx.query(
        "INSERT INTO voting_ballot VALUES ($1, $2, sha256('1'), sha256('2'), sha256('3'), sha256('4'))",
        [round.id, first.serial],
      );
      const casting = box.cast(first);
      await waitingStatements(1);
      const pausing = app.get(PauseRoundService).pause(round.id, 'Залда жарық сөнді', chair);
      await waitingStatements(2);
      expect(await box.cast(second)).toMatchObject({ error: { kind: 'overloaded' } });
      expect(await refusalFor(round, 2)).toBe('overloaded');
      return { ok: false, casting, pausing };
    });
    expect(await casting).toMatchObject({ ok: true });
    expect(await pausing).toMatchObject({ ok: true });
    expect(await box.cast(second)).toMatchObject({ error: { kind: 'round-paused' } });
    expect(await refusalFor(round, 2)).toBe('round-paused');
    expect(await ballots(round)).toBe(1);
  });
});

describe('who took part and what was cast', () => {
  it('share no column but the round', async () => {
    const columns = await app.rows<{ table: string; column: string; type: string }>(
      `SELECT table_name AS "table", column_name AS "column", data_type AS type
         FROM information_schema.columns
        WHERE table_name IN ('voting_participation', 'voting_ballot') ORDER BY table_name, ordinal_position`,
    );
    expect(columns).toEqual([
      { table: 'voting_ballot', column: 'round_id', type: 'uuid' },
      { table: 'voting_ballot', column: 'serial', type: 'bytea' },
      { table: 'voting_ballot', column: 'prefix', type: 'bytea' },
      { table: 'voting_ballot', column: 'signature', type: 'bytea' },
      { table: 'voting_ballot', column: 'sealed', type: 'bytea' },
      { table: 'voting_ballot', column: 'leaf_hash', type: 'bytea' },
      { table: 'voting_ballot', column: 'leaf_index', type: 'integer' },
      { table: 'voting_participation', column: 'round_id', type: 'uuid' },
      { table: 'voting_participation', column: 'member_id', type: 'uuid' },
      { table: 'voting_participation', column: 'blinded_hash', type: 'bytea' },
      { table: 'voting_participation', column: 'blind_signature', type: 'bytea' },
    ]);
  });

  it('are indexed by nothing but the voter, the random serial, the place in the log and the leaf hash', async () => {
    const indexes = await app.rows<{ indexdef: string }>(
      `SELECT indexdef FROM pg_indexes WHERE tablename IN ('voting_participation', 'voting_ballot') ORDER BY 1`,
    );
    expect(indexes.map(({ indexdef }) => indexdef.replace(/^.* USING /, ''))).toEqual([
      'btree (leaf_hash) WHERE (leaf_index IS NOT NULL)',
      'btree (round_id, serial)',
      'btree (round_id, member_id)',
      'btree (round_id, leaf_index)',
    ]);
    const triggers = await app.rows(
      `SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
          AND tgrelid IN ('voting_participation'::regclass, 'voting_ballot'::regclass)`,
    );
    expect(triggers).toEqual([]);
  });

  it('have no value in common for any voter', async () => {
    const round = await plant(5);
    for (const at of round.voters.keys())
      await box.cast(ballotOf(round, await tokenFor(round, at)));
    const shared = await app.rows(
      `SELECT 1 FROM voting_participation p, voting_ballot b
        WHERE p.round_id = $1 AND b.round_id = $1
          AND (p.blinded_hash IN (b.serial, b.prefix, b.leaf_hash, b.signature, sha256(b.signature), sha256(b.serial))
               OR p.blind_signature = b.signature)`,
      [round.id],
    );
    expect(shared).toEqual([]);
  });
});

async function plant(
  voters: number,
  changes: Parameters<typeof plantRound>[2] = {},
): Promise<PlantedRound> {
  return await plantRound((sql, parameters) => app.rows(sql, parameters), voters, changes);
}

function request(round: PlantedRound, count: number): ReturnType<typeof requestTokens> {
  return requestTokens(readTokenPublicKey(round.key.publicKey), round.id, count);
}

async function tokenFor(round: PlantedRound, voter: number): Promise<Token> {
  const [unsigned] = request(round, 1);
  const member = round.voters[voter]!;
  const { blinded } = unsigned!;
  const answer = await authorisation.authorise({ round: round.id, member, blinded });
  if (!answer.ok) throw new Error(answer.error.kind);
  const token = finishToken(readTokenPublicKey(round.key.publicKey), unsigned!, answer.value);
  if (!token.ok) throw new Error(token.error.kind);
  return token.value;
}

async function refusalFor(round: PlantedRound, voter: number): Promise<string> {
  const [unsigned] = request(round, 1);
  const member = round.voters[voter]!;
  const { blinded } = unsigned!;
  const answer = await authorisation.authorise({ round: round.id, member, blinded });
  return answer.ok ? 'accepted' : answer.error.kind;
}

function ballotOf(
  round: PlantedRound,
  token: Token,
  content: Uint8Array = Buffer.alloc(round.contentBytes, 1),
): CastRequest {
  const name = { round: round.id, serial: token.serial };
  return { ...token, ...name, ...sealBallot(round.ballotKey.publicKey, name, content) };
}

/** Until so many statements wait for a lock that another transaction has. */
async function waitingStatements(count: number): Promise<void> {
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await app.rows(waiting)).length < count)
    await new Promise((later) => setTimeout(later, 10));
}

/** Whether the closing moment is past on the database's clock. */
async function isOver(round: PlantedRound): Promise<boolean> {
  const [row] = await app.rows<{ over: boolean }>(
    'SELECT now() >= closes_at AS over FROM voting_round WHERE id = $1',
    [round.id],
  );
  return row?.over ?? false;
}

async function participations(round: PlantedRound): Promise<number> {
  return await countOf('voting_participation', round);
}

async function ballots(round: PlantedRound): Promise<number> {
  return await countOf('voting_ballot', round);
}

async function countOf(table: string, round: PlantedRound): Promise<number> {
  const [row] = await app.rows<{ count: number }>(
    `SELECT count(*)::integer AS count FROM ${table} WHERE round_id = $1`,
    [round.id],
  );
  return row?.count ?? 0;
}
