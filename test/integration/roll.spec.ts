import { createHmac } from 'node:crypto';
import type { MemberId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { Ledger, leafHash, merkleRoot } from '../../src/platform/ledger/index.js';
import { roundBytes } from '../../src/voting/tokens/token-message.js';
import { FreezeRollService, MarkForPaperService, type Round } from '../../src/voting/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { accepted, iinOf } from '../support/candidates.js';
import { openRatingRound } from '../support/open-round.js';

interface Entry {
  readonly member: MemberId;
  readonly channel: 'online' | 'paper';
  readonly pseudonym: Buffer;
}

let app: TestApp;
let round: Round;
let chair: Actor;

beforeAll(async () => {
  app = await testApp();
  const members = Array.from({ length: 23 }, (_, at) => ({
    iin: iinOf(7_600 + at),
    phone: at < 20 ? `+770100005${String(at).padStart(2, '0')}` : null,
  }));
  round = await openRatingRound(app, ['Айбек', 'Дина'], members);
  chair = await app.staff('commission-chair', round.unit);
  await app.rows(
    `INSERT INTO voting_member (id, iin, family, given, territory, joined, organisation)
     VALUES (gen_random_uuid(), $1, 'Кешіккен', 'Айгүл', 'KZ-3902', '2015-01-01', '№ 1')`,
    [iinOf(7_699)],
  );
});

afterAll(() => app.close());

describe('a frozen roll', () => {
  it('calls each voter by the HMAC of round and member under the key of the round', async () => {
    const [stored] = await app.rows<{ key: Buffer }>(
      'SELECT key FROM voting_roll_key WHERE round_id = $1',
      [round.id],
    );
    const roll = await entries();
    expect(roll).toHaveLength(23);
    for (const { member, pseudonym } of roll) {
      const code = createHmac('sha256', stored!.key)
        .update('irikteu/voter/1\0')
        .update(roundBytes(round.id))
        .update(Buffer.from(member.replaceAll('-', ''), 'hex'));
      expect(pseudonym.equals(code.digest())).toBe(true);
    }
  });

  it('is committed to in the ledger: its size, who votes on paper, and the root over the pseudonyms', async () => {
    const leaves = (await entries()).map(({ pseudonym }) => leafHash(pseudonym));
    const [frozen] = await decisions('roll-frozen');
    expect(frozen).toMatchObject({
      size: 23,
      paper: 3,
      rollRoot: merkleRoot(leaves).toString('hex'),
    });
  });

  it('lies on the disk in the order of the pseudonyms', async () => {
    const stored = await app.rows<{ pseudonym: Buffer }>(
      'SELECT pseudonym FROM voting_roll_entry WHERE round_id = $1 ORDER BY ctid',
      [round.id],
    );
    const names = stored.map(({ pseudonym }) => pseudonym.toString('hex'));
    expect(names).toEqual(names.toSorted());
  });

  it('is not taken again', async () => {
    expect(await app.get(FreezeRollService).freeze(round.id, chair)).toEqual({
      ok: false,
      error: { kind: 'roll-already-frozen' },
    });
  });
});

describe('the database', () => {
  it.each([
    [
      'a new entry',
      `INSERT INTO voting_roll_entry
        SELECT $1, id, 'online', sha256('x') FROM voting_member WHERE territory = 'KZ-3902'`,
    ],
    ['a removal', 'DELETE FROM voting_roll_entry WHERE round_id = $1 AND channel = $$paper$$'],
    [
      'another voter',
      'UPDATE voting_roll_entry SET pseudonym = sha256(pseudonym) WHERE round_id = $1',
    ],
    [
      'a way back from paper',
      `UPDATE voting_roll_entry SET channel = 'online' WHERE round_id = $1`,
    ],
    [
      'paper without a decision',
      `UPDATE voting_roll_entry SET channel = 'paper' WHERE round_id = $1`,
    ],
    ['another key', 'UPDATE voting_roll_key SET key = sha256(key) WHERE round_id = $1'],
    ['no key', 'DELETE FROM voting_roll_key WHERE round_id = $1'],
  ])('refuses %s', async (_, sql) => {
    const before = await entries();
    await expect(app.rows(sql, [round.id])).rejects.toThrow(/the roll is frozen|stays as it is/);
    expect(await entries()).toEqual(before);
  });

  it('lets go to paper whom a decision names, and nobody beside', async () => {
    const online = (await entries()).filter(({ channel }) => channel === 'online');
    const [first, second, third] = online;
    const marked = await app
      .get(MarkForPaperService)
      .mark(round.id, [first!.member, second!.member], chair);
    expect(accepted(marked)).toBe(2);
    const names = [first!, second!].map(({ pseudonym }) => pseudonym.toString('hex'));
    expect(await decisions('voters-marked-for-paper')).toEqual([
      { voters: 2, pseudonyms: names.toSorted() },
    ]);
    await expect(
      app.rows(
        `UPDATE voting_roll_entry SET channel = 'paper' WHERE round_id = $1 AND member_id = $2`,
        [round.id, third!.member],
      ),
    ).rejects.toThrow('the roll is frozen');
    const now = await entries();
    expect(now.filter(({ channel }) => channel === 'paper')).toHaveLength(5);
  });
});

/** The roll by pseudonym. */
async function entries(): Promise<Entry[]> {
  return await app.rows<Entry>(
    `SELECT member_id AS member, channel, pseudonym FROM voting_roll_entry
      WHERE round_id = $1 ORDER BY pseudonym`,
    [round.id],
  );
}

async function decisions(kind: string): Promise<unknown[]> {
  const lines = await app.get(Ledger).about(round.id);
  return lines.filter((line) => line.kind === kind).map(({ data }) => data);
}
