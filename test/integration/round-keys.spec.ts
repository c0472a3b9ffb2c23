import type { RoundId } from '../../src/kernel/ids.js';
import { Sessions, type Actor } from '../../src/platform/identity/index.js';
import { Ledger } from '../../src/platform/ledger/index.js';
import {
  makeKeyPair,
  MakeRoundKeysService,
  OpenRoundService,
  RegisterTrusteeKeyService,
  SubmitShareService,
  SubmitTrialShareService,
  type RoundKeys,
} from '../../src/voting/index.js';
import { commitmentTo } from '../../src/voting/keys/shares.js';
import { testApp, type TestApp } from '../support/app.js';
import { accepted } from '../support/candidates.js';
import { plantCounting } from '../support/counting.js';
import { openPrimary } from '../support/primary.js';
import {
  giveShares,
  holdCeremony,
  keysFor,
  sharesIn,
  trusteesOver,
  type TestTrustee,
} from '../support/round-keys.js';

const [kostanay, altynsarin] = ['KZ-39', 'KZ-3901'];

let app: TestApp;
let primaryId: Awaited<ReturnType<typeof openPrimary>>['primaryId'];
let chair: Actor;
let trustees: TestTrustee[];
let stage = 0;

beforeAll(async () => {
  app = await testApp();
  primaryId = (await openPrimary(app, { state: 'registration' })).primaryId;
  await app.rows("UPDATE primary_season SET state = 'voting'");
  chair = await app.staff('commission-chair', altynsarin);
  trustees = await trusteesOver(app, kostanay, 3);
});

afterAll(() => app.close());

async function plannedRound(ballots: readonly number[][] = []): Promise<RoundId> {
  const stageId = `stage-${++stage}`;
  const { id } = await plantCounting(app, {
    primaryId,
    stage: stageId,
    state: 'planned',
    keyless: true,
    ballots,
  });
  return id;
}

async function setState(round: RoundId, state: string): Promise<void> {
  await app.rows('UPDATE voting_round SET state = $2 WHERE id = $1', [round, state]);
}

/** What the ledger says about a subject: the kinds, oldest first. */
async function kindsAbout(subject: string): Promise<string[]> {
  return (await app.get(Ledger).about(subject)).map(({ kind }) => kind);
}

describe('a trustee’s key', () => {
  const register = async (actor: Actor, publicKey: Uint8Array) =>
    await app.get(RegisterTrusteeKeyService).register(publicKey, actor);

  it('is taken from trustees only, and only if it is one', async () => {
    const { publicKey } = await makeKeyPair();
    expect(await register(chair, publicKey)).toEqual({
      ok: false,
      error: { kind: 'not-a-trustee' },
    });
    const trustee = await app.staff('trustee', kostanay);
    // The same point written another way, and 2^255 − 19 + 9, which is another way to write 9.
    const [highBit, aboveTheField] = [publicKey.slice(), new Uint8Array(32).fill(0xff)];
    highBit[31]! |= 0x80;
    [aboveTheField[0], aboveTheField[31]] = [0xf6, 0x7f];
    for (const bytes of [new Uint8Array(32), publicKey.slice(1), highBit, aboveTheField]) {
      expect(await register(trustee, bytes)).toEqual({
        ok: false,
        error: { kind: 'key-malformed' },
      });
    }
  });

  it('belongs to one account, however many register it at once', async () => {
    const { publicKey } = await makeKeyPair();
    const many = await Promise.all(Array.from({ length: 6 }, () => app.staff('trustee', kostanay)));
    const answers = await Promise.all(many.map((trustee) => register(trustee, publicKey)));
    const [first] = many.filter((_, at) => answers[at]!.ok);
    const refused = { ok: false, error: { kind: 'key-of-another-trustee' } };
    expect(answers.filter(({ ok }) => !ok)).toEqual(Array(5).fill(refused));
    const rows = await app.rows<{ account: string }>(
      'SELECT account_id AS account FROM voting_trustee WHERE public_key = $1',
      [Buffer.from(publicKey)],
    );
    expect(rows).toEqual([{ account: first!.accountId }]);
    for (const trustee of many)
      expect((await kindsAbout(trustee.accountId)).includes('trustee-key-registered')).toBe(
        trustee === first,
      );

    // Nobody changes to it either, and the one who has it keeps it.
    const [other] = many.filter((trustee) => trustee !== first);
    const { publicKey: own } = await makeKeyPair();
    accepted(await register(other!, own));
    expect(await register(other!, publicKey)).toEqual(refused);
    accepted(await register(first!, publicKey));
    // A key that its owner has replaced is nobody's.
    accepted(await register(first!, (await makeKeyPair()).publicKey));
    accepted(await register(other!, publicKey));
  });

  it('is refused on the page with a sentence when another has it', async () => {
    const [one, other] = [
      await app.staff('trustee', kostanay),
      await app.staff('trustee', kostanay),
    ];
    const publicKey = Buffer.from((await makeKeyPair()).publicKey).toString('base64');
    const post = async ({ accountId }: Actor) => {
      const { access } = await app.get(Sessions).start(accountId);
      const headers = { authorization: `Bearer ${access}` };
      return await app.browser().post('/api/trustee/key', { publicKey }, headers);
    };
    expect((await post(one)).status).toBe(204);
    const reply = await post(other);
    expect([reply.status, reply.json()]).toEqual([
      422,
      { error: { kind: 'key-of-another-trustee' } },
    ]);
    const browser = app.browser();
    await browser.signIn(other);
    for (const [language, sentence] of Object.entries({
      kk: 'Бұл кілт басқа кілт ұстаушының атына тіркелген.',
      ru: 'Этот ключ уже зарегистрирован за другим хранителем.',
      en: 'Another trustee has registered this key.',
    }))
      expect((await browser.get('/trustee', { 'accept-language': language })).body).toContain(
        sentence,
      );
  });

  it('is replaced while no round needs it, and recorded', async () => {
    const trustee = await app.staff('trustee', kostanay);
    const [first, second] = [await makeKeyPair(), await makeKeyPair()];
    accepted(await register(trustee, first.publicKey));
    accepted(await register(trustee, second.publicKey));
    accepted(await register(trustee, second.publicKey));
    const about = await app.get(Ledger).about(trustee.accountId);
    expect(
      about.filter(({ kind }) => kind === 'trustee-key-registered').map(({ data }) => data),
    ).toEqual(
      [first, second].map(({ publicKey }) => ({
        publicKey: Buffer.from(publicKey).toString('base64'),
      })),
    );
  });

  it('stays while a round waits for it, until the box is opened or was empty', async () => {
    const mine = await trusteesOver(app, altynsarin, 2);
    const [one] = mine;
    const [full, empty] = [await plannedRound([[0]]), await plannedRound()];
    const shares = await holdCeremony(app, full, chair, mine);
    await holdCeremony(app, empty, chair, mine);
    const { publicKey } = await makeKeyPair();
    const inUse = (rounds: number) => ({ ok: false, error: { kind: 'key-in-use', rounds } });
    expect(await register(one!.actor, publicKey)).toEqual(inUse(2));
    await setState(full, 'closed');
    expect(await register(one!.actor, publicKey)).toEqual(inUse(2));
    await setState(empty, 'closed');
    expect(await register(one!.actor, publicKey)).toEqual(inUse(1));
    // The same key is no other one.
    accepted(await register(one!.actor, one!.pair.publicKey));
    await giveShares(app, full, mine, shares);
    accepted(await register(one!.actor, publicKey));
  });
});

describe('a trustee’s page', () => {
  it('folds the rounds away that are opened or were empty, and shows what still runs', async () => {
    const mine = await trusteesOver(app, kostanay, 2);
    const regional = await app.staff('commission-chair', kostanay);
    const plant = async (unit: string, ballots: readonly number[][]) => {
      const plan = { primaryId, unit, ballots, state: 'planned', keyless: true } as const;
      const { id } = await plantCounting(app, plan);
      return { id, shares: await holdCeremony(app, id, regional, mine) };
    };
    const full = await plant('KZ-3901', [[0]]);
    const empty = await plant('KZ-3902', []);
    const running = await plant('KZ-3903', []);
    for (const { id } of [full, empty]) await setState(id, 'closed');
    await setState(running.id, 'open');
    await giveShares(app, full.id, mine, full.shares);
    const browser = app.browser();
    await browser.signIn(mine[0]!.actor);
    const { body } = await browser.get('/trustee');
    const [shown = '', folded = ''] = body.split('<details data-finished-rounds>');
    expect(shown.match(/<span class="badge/g)).toHaveLength(1);
    expect(shown).toContain('>voting<');
    expect(folded).toContain('<summary>Finished rounds: 2</summary>');
    expect(folded.match(/<span class="badge/g)).toHaveLength(2);
  });
});

describe('the keys of a round', () => {
  let round: RoundId;
  let keys: RoundKeys;

  beforeAll(async () => {
    round = await plannedRound();
    keys = await keysFor(app, round, trustees, 2);
  });

  const make = async (changes: Partial<RoundKeys> = {}, actor = chair, id = round) =>
    await app.get(MakeRoundKeysService).make(id, { ...keys, ...changes }, actor);

  const faults = (...kinds: object[]) => ({
    ok: false,
    error: { kind: 'keys-refused', faults: kinds },
  });

  it('are made by the chair of the commission and nobody else', async () => {
    const others = [
      await app.staff('commission-secretary', altynsarin),
      await app.staff('commission-chair', 'KZ-3902'),
      await app.staff('central-office'),
    ];
    for (const actor of others) {
      expect(await make({}, actor)).toEqual({
        ok: false,
        error: { kind: 'outside-your-territory' },
      });
    }
    const unknown = '00000000-0000-4000-8000-000000000000' as RoundId;
    expect(await make({}, chair, unknown)).toEqual({ ok: false, error: { kind: 'round-unknown' } });
  });

  it('are refused with everything that is wrong with them', async () => {
    const [first, second, third] = keys.shares;
    expect(await make({ needed: 1 })).toEqual(
      faults({ kind: 'needed-out-of-bounds', least: 2, most: 3 }),
    );
    expect(await make({ needed: 4 })).toMatchObject({ ok: false });
    expect(await make({ shares: [] })).toEqual(
      faults({ kind: 'needed-out-of-bounds', least: 2, most: 0 }),
    );
    expect(await make({ shares: [first!, { ...first!, place: 3 }] })).toEqual(
      faults({ kind: 'trustee-twice' }, { kind: 'places-out-of-order' }),
    );
    const sixteen = Array.from({ length: 16 }, (_, at) => ({ ...first!, place: at + 1 }));
    expect(await make({ shares: sixteen })).toMatchObject(
      faults({ kind: 'too-many-trustees', most: 15 }, { kind: 'trustee-twice' }),
    );
    for (const unfit of [
      { publicKey: new Uint8Array(32) },
      { trialPublicKey: keys.publicKey },
      { trialSealed: keys.trialSealed.slice(1) },
      { shares: [first!, second!, { ...third!, sealed: third!.sealed.slice(1) }] },
      { shares: [first!, second!, { ...third!, commitment: third!.commitment.slice(1) }] },
    ]) {
      expect(await make(unfit)).toEqual(faults({ kind: 'keys-malformed' }));
    }
  });

  it('are shared among trustees of the unit who have a key, the one they have now', async () => {
    const stranger = await app.staff('commission-member', altynsarin, 'Бөтен адам');
    const elsewhere = (await trusteesOver(app, 'KZ-3902', 1))[0]!;
    const keyless = await app.staff('trustee', altynsarin, 'Кілтсіз');
    const [changed] = await trusteesOver(app, altynsarin, 1);
    const asked = [
      { actor: stranger, pair: await makeKeyPair() },
      elsewhere,
      { actor: keyless, pair: await makeKeyPair() },
      { ...changed!, pair: await makeKeyPair() },
    ];
    const made = await keysFor(app, round, asked, 2);
    expect(await app.get(MakeRoundKeysService).make(round, made, chair)).toEqual(
      faults(
        { kind: 'not-a-trustee-here', names: ['Бөтен адам', elsewhere.actor.name] },
        { kind: 'trustee-without-key', names: ['Кілтсіз'] },
        { kind: 'trustee-key-changed', names: [changed!.actor.name] },
      ),
    );
  });

  it('are made only for rounds with an online channel', async () => {
    const paper = await plannedRound();
    await app.rows("UPDATE voting_round SET channels = '{paper}' WHERE id = $1", [paper]);
    expect(await make({}, chair, paper)).toEqual(faults({ kind: 'no-online-channel' }));
  });

  it('block the opening until they are made and tried, and may be made anew until then', async () => {
    const blockers = async (): Promise<unknown> => {
      const opened = await app.get(OpenRoundService).open(round, chair);
      return opened.ok ? [] : opened.error;
    };
    const [a, b, c] = trustees.map(({ actor }) => actor.name);
    expect(await blockers()).toMatchObject({
      blockers: expect.arrayContaining([{ kind: 'keys-missing' }]),
    });
    accepted(await make());
    const waiting = { kind: 'trials-missing', names: [a, b, c] };
    expect(await blockers()).toMatchObject({ blockers: expect.arrayContaining([waiting]) });
    const [first] = await sharesIn(round, keys, trustees);
    accepted(
      await app.get(SubmitTrialShareService).submit(round, first!.trialShare, trustees[0]!.actor),
    );
    expect(await blockers()).toMatchObject({
      blockers: expect.arrayContaining([{ ...waiting, names: [b, c] }]),
    });
    await holdCeremony(app, round, chair, trustees);
    expect(JSON.stringify(await blockers())).not.toMatch(/keys-missing|trials-missing/);
    await setState(round, 'open');
    expect(await make()).toEqual(faults({ kind: 'round-not-planned', state: 'open' }));
  });

  it('are in the ledger without anybody’s name', async () => {
    const [made] = (await app.get(Ledger).about(round)).filter(
      ({ kind }) => kind === 'ballot-key-made',
    );
    expect(made?.data).toMatchObject({
      publicKey: Buffer.from(keys.publicKey).toString('base64'),
      needed: 2,
      trustees: keys.shares.map(({ place, trusteeKey, commitment }) => ({
        place,
        trusteeKey: Buffer.from(trusteeKey).toString('base64'),
        commitment: Buffer.from(commitment).toString('hex'),
      })),
    });
    expect(JSON.stringify(made?.data)).not.toContain(trustees[0]!.actor.accountId);
  });
});

describe('the trial', () => {
  const submit = async (round: RoundId, share: Uint8Array, actor: Actor) =>
    await app.get(SubmitTrialShareService).submit(round, share, actor);

  it('takes the share of each trustee, and with the last one opens the trial ballot', async () => {
    const round = await plannedRound();
    const keys = await keysFor(app, round, trustees, 2);
    const [a, b, c] = trustees.map(({ actor }) => actor);
    expect(await submit(round, new Uint8Array(33), a!)).toEqual({
      ok: false,
      error: { kind: 'no-share-here' },
    });
    accepted(await app.get(MakeRoundKeysService).make(round, keys, chair));
    const shares = await sharesIn(round, keys, trustees);
    const [first, second, third] = shares.map(({ trialShare }) => trialShare);
    expect(await submit(round, first!, chair)).toEqual({
      ok: false,
      error: { kind: 'no-share-here' },
    });
    const damaged = first!.map((byte, at) => (at === 5 ? byte ^ 1 : byte));
    // Another trustee's share, a damaged one, a short one, and the share that must stay secret now.
    for (const wrong of [second!, damaged, first!.slice(1), shares[0]!.share]) {
      expect(await submit(round, wrong, a!)).toEqual({
        ok: false,
        error: { kind: 'share-does-not-match' },
      });
    }
    const once = { ok: true, value: { given: 1, trustees: 3, opened: false } };
    expect(await submit(round, first!, a!)).toEqual(once);
    expect(await submit(round, first!, a!)).toEqual(once);
    expect(await submit(round, second!, b!)).toMatchObject({ value: { given: 2, opened: false } });
    const opened = { ok: true, value: { given: 3, trustees: 3, opened: true } };
    expect(await submit(round, third!, c!)).toEqual(opened);
    expect(await submit(round, third!, c!)).toEqual(opened);
    expect((await kindsAbout(round)).filter((kind) => kind === 'trial-opened')).toHaveLength(1);
  });

  it('fails where the shares fit their commitments but not each other', async () => {
    const round = await plannedRound();
    const [good, other] = [
      await keysFor(app, round, trustees, 2),
      await keysFor(app, round, trustees, 2),
    ];
    // A dishonest device gives the last trustee a share of another key.
    const mixed = { ...good, shares: [...good.shares.slice(0, 2), other.shares[2]!] };
    accepted(await app.get(MakeRoundKeysService).make(round, mixed, chair));
    const shares = await sharesIn(round, mixed, trustees);
    const answers = [];
    for (const [at, { trialShare }] of shares.entries())
      answers.push(await submit(round, trialShare, trustees[at]!.actor));
    expect(answers.at(-1)).toEqual({ ok: false, error: { kind: 'trial-does-not-open' } });
    expect(await kindsAbout(round)).not.toContain('trial-opened');
  });
});

describe('the opening of a box', () => {
  const submit = async (round: RoundId, share: Uint8Array, actor: Actor) =>
    await app.get(SubmitShareService).submit(round, share, actor);

  it('waits for the closing, takes each trustee’s own share, and needs as many as were set', async () => {
    const round = await plannedRound([[0], [1]]);
    const shares = await holdCeremony(app, round, chair, trustees, 2);
    const [first, second, third] = shares.map(({ share }) => share);
    const [a, b, c] = trustees.map(({ actor }) => actor);
    for (const state of ['open', 'paused', 'extended']) {
      await setState(round, state);
      expect(await submit(round, first!, a!)).toEqual({
        ok: false,
        error: { kind: 'round-not-closed', state },
      });
    }
    await setState(round, 'closed');
    expect(await submit(round, first!, chair)).toEqual({
      ok: false,
      error: { kind: 'no-share-here' },
    });
    const damaged = first!.map((byte, at) => (at === 32 ? byte ^ 1 : byte));
    for (const wrong of [second!, damaged, shares[0]!.trialShare, new Uint8Array()]) {
      expect(await submit(round, wrong, a!)).toEqual({
        ok: false,
        error: { kind: 'share-does-not-match' },
      });
    }
    const once = { ok: true, value: { given: 1, needed: 2, opened: false } };
    expect(await submit(round, first!, a!)).toEqual(once);
    expect(await submit(round, first!, a!)).toEqual(once);
    expect(await kindsAbout(round)).not.toContain('box-key-rebuilt');
    expect(await submit(round, third!, c!)).toMatchObject({ value: { given: 2, opened: true } });
    expect(await submit(round, third!, c!)).toMatchObject({ value: { given: 2, opened: true } });
    expect(await submit(round, second!, b!)).toMatchObject({ value: { given: 3, opened: true } });
    expect((await kindsAbout(round)).filter((kind) => /^(share|box)-/.test(kind))).toEqual([
      'share-submitted',
      'share-submitted',
      'box-key-rebuilt',
      'share-submitted',
    ]);
  });

  it('finds the shares that make the key among others that do not fit', async () => {
    const round = await plannedRound([[0]]);
    const [good, other] = [
      await keysFor(app, round, trustees, 2),
      await keysFor(app, round, trustees, 2),
    ];
    const [stranger] = await sharesIn(round, other, trustees);
    // What the trial cannot show: the real share of the first trustee is of another key.
    const commitment = await commitmentTo('share', round, 1, stranger!.share);
    const [first, ...rest] = good.shares;
    const shares = [{ ...first!, commitment }, ...rest];
    accepted(await app.get(MakeRoundKeysService).make(round, { ...good, shares }, chair));
    const [, second, third] = await sharesIn(round, good, trustees);
    await setState(round, 'closed');
    const [a, b, c] = trustees.map(({ actor }) => actor);
    accepted(await submit(round, stranger!.share, a!));
    expect(await submit(round, second!.share, b!)).toMatchObject({
      value: { given: 2, needed: 2, opened: false },
    });
    expect(await submit(round, third!.share, c!)).toMatchObject({
      value: { given: 3, opened: true },
    });
  });

  it('happens once when the last shares come together', async () => {
    const round = await plannedRound([[0]]);
    const shares = await holdCeremony(app, round, chair, trustees, 3);
    await setState(round, 'closed');
    const answers = await Promise.all(
      trustees.map(async ({ actor }, at) => await submit(round, shares[at]!.share, actor)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    expect((await kindsAbout(round)).filter((kind) => kind === 'box-key-rebuilt')).toHaveLength(1);
  });
});

describe('the database itself', () => {
  it('takes neither a share nor a private key before the closing, and changes neither after', async () => {
    const round = await plannedRound([[0]]);
    await holdCeremony(app, round, chair, trustees);
    const refusesBoth = async (): Promise<void> => {
      await expect(
        app.rows('UPDATE voting_ballot_key SET private_key = $2 WHERE round_id = $1', [
          round,
          Buffer.alloc(32, 1),
        ]),
      ).rejects.toThrow('a ballot key is not changed so');
      await expect(
        app.rows('UPDATE voting_key_share SET share = $2 WHERE round_id = $1', [
          round,
          Buffer.alloc(33, 1),
        ]),
      ).rejects.toThrow('a share of a ballot key is not changed so');
    };
    for (const state of ['planned', 'open', 'paused', 'extended']) {
      await setState(round, state);
      await refusesBoth();
    }
    await setState(round, 'closed');
    const rows = [round, Buffer.alloc(32, 1)];
    await app.rows('UPDATE voting_ballot_key SET private_key = $2 WHERE round_id = $1', rows);
    await app.rows('UPDATE voting_key_share SET share = $2 WHERE round_id = $1', [
      round,
      Buffer.alloc(33, 1),
    ]);
    await refusesBoth();
    for (const statement of [
      'DELETE FROM voting_key_share WHERE round_id = $1',
      'UPDATE voting_ballot_key SET needed = 3 WHERE round_id = $1',
      'UPDATE voting_ballot_key SET trial_opened_at = now() WHERE round_id = $1',
      "UPDATE voting_key_share SET commitment = decode(repeat('00', 32), 'hex') WHERE round_id = $1",
    ]) {
      await expect(app.rows(statement, [round])).rejects.toThrow('is not changed so');
    }
  });

  it('keeps no key with fewer shares than it needs', async () => {
    const round = await plannedRound();
    await expect(
      app.rows(
        `INSERT INTO voting_ballot_key (round_id, public_key, trial_public_key, needed, trial_sealed, made_by, made_at)
         VALUES ($1, $2, $3, 2, $4, $1, now())`,
        [round, Buffer.alloc(32, 1), Buffer.alloc(32, 2), Buffer.alloc(64)],
      ),
    ).rejects.toThrow('fewer shares than it needs');
  });
});
