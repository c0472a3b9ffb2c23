import { createHash } from 'node:crypto';
import {
  CandidateDirectory,
  CastDecisionVotesService,
  CloseDecisionService,
  ProposeDecisionsService,
  ReturnForCorrectionService,
  StrikeOffService,
  SubmitApplicationService,
  TakeUnderReviewService,
  VerifyGroupEvidenceService,
} from '../../../src/candidate/index.js';
import type { CalendarDate } from '../../../src/kernel/calendar.js';
import type { CandidacyId, ContestId, PrimaryId } from '../../../src/kernel/ids.js';
import type { Actor } from '../../../src/platform/identity/index.js';
import { MoveSeasonService } from '../../../src/primary/index.js';
import { testApp, type TestApp } from '../../support/app.js';
import {
  accepted,
  candidate,
  commission,
  contestIn,
  decided,
  iinOf,
  personData,
  submitted,
} from '../../support/candidates.js';
import { openPrimary } from '../../support/primary.js';

describe('the commission’s decision', () => {
  let app: TestApp;
  let primaryId: PrimaryId;
  let office: Actor;
  let contest: ContestId;
  let members: Actor[];
  let serial = 0;

  beforeAll(async () => {
    app = await testApp();
    ({ primaryId, office } = await openPrimary(app, { state: 'registration' }));
    contest = await contestIn(app, primaryId, 'KZ-3901');
    members = await commission(app, 'KZ-3901');
  });

  afterAll(() => app.close());

  const stateOf = async (id: string): Promise<unknown> =>
    (await app.rows('SELECT state FROM candidate_candidacy WHERE id = $1', [id]))[0]?.['state'];
  const member = (index: number): Actor => members[index]!;

  async function application(birthDate = '1989-06-01'): Promise<CandidacyId> {
    const actor = await candidate(app, iinOf(++serial));
    const born = birthDate as CalendarDate;
    const data = personData({ birthDate: born, residentSince: born });
    return await submitted(app, actor, { contestId: contest, route: 'self' }, data);
  }

  async function underVote(id: CandidacyId): Promise<string> {
    accepted(await app.get(TakeUnderReviewService).take([id], member(0)));
    const proposal = { candidacyId: id, proposal: { kind: 'register' } as const };
    return accepted(await app.get(ProposeDecisionsService).propose([proposal], member(0)))[0]!;
  }

  const cast = (decisionId: string, index: number, vote: 'for' | 'against' | 'recused') =>
    app
      .get(CastDecisionVotesService)
      .cast(
        [{ decisionId, vote, opinion: vote === 'for' ? '' : 'I know the person.' }],
        member(index),
      );

  it('registers, and the directory then knows the candidacy without its IIN', async () => {
    const id = await application();
    await decided(app, members, [id]);
    const known = await app.get(CandidateDirectory).candidacy(id);
    expect(known).toMatchObject({
      id,
      contestId: contest,
      personName: { family: 'Әлиева', given: 'Гүлнар' },
      birthDate: '1989-06-01',
      unit: 'KZ-3901',
      groups: [],
      state: 'registered',
    });
    expect(JSON.stringify(known)).not.toContain('iin');
    expect(await app.get(CandidateDirectory).isRegistered(id)).toBe(true);
    const registered = await app.get(CandidateDirectory).registeredIn(contest);
    expect(registered.map((candidacy) => candidacy.id)).toContain(id);
  });

  it('refuses with its ground, and says so in the ledger without the text', async () => {
    const id = await application();
    await decided(app, members, [id], 'refuse');
    expect(await stateOf(id)).toBe('refused');
    const [row] = await app.rows(
      `SELECT data FROM ledger_entry WHERE subject = $1 AND kind = 'candidacy-refused'`,
      [id],
    );
    expect(row?.['data']).toMatchObject({ ground: 'documents-false', for: 4, quorum: 4, seats: 5 });
  });

  it('waits for the quorum of all seats: two thirds of five are four', async () => {
    const id = await application();
    const vote = await underVote(id);
    for (const index of [0, 1, 2]) accepted(await cast(vote, index, 'for'));
    expect(await stateOf(id)).toBe('under-review');
    accepted(await cast(vote, 3, 'for'));
    expect(await stateOf(id)).toBe('registered');
  });

  it('passes to the commission above when recusals leave no quorum', async () => {
    const id = await application();
    const vote = await underVote(id);
    accepted(await cast(vote, 0, 'recused'));
    accepted(await cast(vote, 1, 'recused'));
    expect(await stateOf(id)).toBe('under-review');
    const proposal = { candidacyId: id, proposal: { kind: 'register' } as const };
    const propose = app.get(ProposeDecisionsService);
    expect(await propose.propose([proposal], member(2))).toEqual({
      ok: false,
      error: [{ kind: 'commission-without-quorum' }],
    });
    const regional = await commission(app, 'KZ-39');
    const [decisionId] = accepted(await propose.propose([proposal], regional[0]!));
    for (const actor of regional.slice(0, 4)) {
      const votes = [{ decisionId: decisionId!, vote: 'for' as const }];
      accepted(await app.get(CastDecisionVotesService).cast(votes, actor));
    }
    expect(await stateOf(id)).toBe('registered');
  });

  it('counts two members who decide at the same moment one after the other', async () => {
    const id = await application();
    const vote = await underVote(id);
    for (const index of [0, 1, 2]) accepted(await cast(vote, index, 'for'));
    const results = await Promise.all([cast(vote, 3, 'for'), cast(vote, 4, 'for')]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toEqual({
      ok: false,
      error: [{ kind: 'decision-settled' }],
    });
    const [row] = await app.rows(
      'SELECT count(*)::int AS votes FROM candidate_decision_vote WHERE decision_id = $1',
      [vote],
    );
    expect(row).toEqual({ votes: 4 });
    const entries = await app.rows(
      `SELECT 1 FROM ledger_entry WHERE subject = $1 AND kind = 'candidacy-registered'`,
      [id],
    );
    expect(entries).toHaveLength(1);
  });

  it('counts one member once, however fast', async () => {
    const vote = await underVote(await application());
    const results = await Promise.all([cast(vote, 0, 'for'), cast(vote, 0, 'against')]);
    expect(results.find(({ ok }) => !ok)).toEqual({
      ok: false,
      error: [{ kind: 'already-voted' }],
    });
  });

  it('is closed by the chair over a vacant seat, once the quorum is there', async () => {
    const id = await application();
    const vote = await underVote(id);
    for (const index of [0, 1, 2])
      accepted(await cast(vote, index, index === 0 ? 'against' : 'for'));
    const close = app.get(CloseDecisionService);
    expect(await close.close(vote, member(0))).toEqual({
      ok: false,
      error: [{ kind: 'quorum-not-reached', quorum: 4 }],
    });
    accepted(await cast(vote, 3, 'against'));
    expect(await close.close(vote, member(1))).toEqual({
      ok: false,
      error: [{ kind: 'not-your-commission' }],
    });
    accepted(await close.close(vote, member(0)));
    expect(await stateOf(id)).toBe('under-review');
    const [row] = await app.rows('SELECT outcome FROM candidate_decision WHERE id = $1', [vote]);
    expect(row).toEqual({ outcome: 'not-carried' });
  });

  it('is closed to another territory, which changes nothing', async () => {
    const id = await application();
    const stranger = await app.staff('commission-chair', 'KZ-3902');
    expect(await app.get(TakeUnderReviewService).take([id], stranger)).toEqual({
      ok: false,
      error: [{ kind: 'outside-your-territory' }],
    });
    expect(await stateOf(id)).toBe('submitted');
  });

  it('gives an application back, and takes it again although the window has closed meanwhile', async () => {
    const actor = await candidate(app, iinOf(++serial));
    const id = await submitted(app, actor, { contestId: contest, route: 'self' });
    accepted(await app.get(TakeUnderReviewService).take([id], member(1)));
    const giveBack = app.get(ReturnForCorrectionService);
    expect(await giveBack.giveBack(id, ' ', member(1))).toEqual({
      ok: false,
      error: [{ kind: 'text-missing' }],
    });
    accepted(await giveBack.giveBack(id, 'Page 2 of the biography is missing.', member(1)));
    app.clock.set('2020-08-31T09:00:00+05:00');
    expect(await app.get(SubmitApplicationService).submit(id, actor)).toMatchObject({ ok: true });
    app.clock.set('2020-08-20T09:00:00+05:00');
  });

  it('does not register somebody who is not yet a member', async () => {
    const actor = await candidate(app, iinOf(++serial));
    const data = personData({ membership: 'joining' });
    const id = await submitted(app, actor, { contestId: contest, route: 'self' }, data);
    accepted(await app.get(TakeUnderReviewService).take([id], member(0)));
    const proposal = { candidacyId: id, proposal: { kind: 'register' } as const };
    expect(await app.get(ProposeDecisionsService).propose([proposal], member(0))).toEqual({
      ok: false,
      error: [{ kind: 'not-a-member', joiningAllowed: false }],
    });
  });

  it('strikes off a registered candidate with a reason', async () => {
    const id = await application();
    await decided(app, members, [id]);
    const strike = app.get(StrikeOffService);
    expect(await strike.strikeOff(id, 'debate-absence', '', member(3))).toEqual({
      ok: false,
      error: [{ kind: 'outside-your-territory' }, { kind: 'text-missing' }],
    });
    accepted(await strike.strikeOff(id, 'debate-absence', 'Absent on 20 September.', member(0)));
    expect(await stateOf(id)).toBe('struck-off');
  });

  describe('on groups', () => {
    const groupsOf = async (id: CandidacyId): Promise<readonly string[] | undefined> =>
      (await app.get(CandidateDirectory).candidacy(id))?.groups;

    it('counts a person aged 31 for the party quota, not for the statutory one (domain.md 7)', async () => {
      const id = await application('1989-06-01');
      await decided(app, members, [id]);
      expect(await groupsOf(id)).toEqual([]);
      const verify = app.get(VerifyGroupEvidenceService);
      const finding = { candidacyId: id, verified: true, note: '' };
      accepted(await verify.verify([{ ...finding, group: 'under-35' }], member(2)));
      expect(await groupsOf(id)).toEqual(['under-35']);
      expect(await verify.verify([{ ...finding, group: 'under-29' }], member(2))).toEqual({
        ok: false,
        error: [{ kind: 'evidence-unknown', group: 'under-29' }],
      });
    });

    it('names in the public ledger no group that a certificate proves, and keeps what opens its hash', async () => {
      const id = await application('1989-06-01');
      await decided(app, members, [id]);
      await app.rows(
        `INSERT INTO candidate_group_evidence (candidacy_id, group_id, basis, state)
         VALUES ($1, 'disability', 'certificate', 'claimed')`,
        [id],
      );
      const findings = ['under-35', 'disability'].map((group) => ({
        ...{ candidacyId: id, group, note: '' },
        verified: group === 'under-35',
      }));
      const verify = app.get(VerifyGroupEvidenceService);
      accepted(
        await verify.verify(
          findings.map((finding) => ({ ...finding, note: 'Looked at.' })),
          member(2),
        ),
      );
      const entries = await app.rows<{ kind: string; data: Record<string, string> }>(
        'SELECT kind, data FROM ledger_entry WHERE subject = $1 ORDER BY id',
        [id],
      );
      expect(entries.at(-1)).toEqual({
        kind: 'candidacy-groups-examined',
        data: { 'under-35': 'verified' },
      });
      expect(JSON.stringify(entries)).not.toContain('disability');
      const [kept] = await app.rows<{ hash: string; salt: string; groups: object }>(
        'SELECT hash, salt, groups FROM candidate_sealed_finding WHERE candidacy_id = $1',
        [id],
      );
      expect(kept?.groups).toEqual({ disability: 'rejected' });
      const text = `{"candidacy":"${id}","groups":{"disability":"rejected"},"salt":"${kept?.salt ?? ''}"}`;
      expect(createHash('sha256').update(text).digest('hex')).toBe(kept?.hash);
      const sealed = await app.rows<{ subject: string; data: unknown }>(
        "SELECT subject, data FROM ledger_entry WHERE kind = 'candidacy-certificates-examined'",
      );
      expect(sealed).toEqual([{ subject: contest, data: { sealed: kept?.hash } }]);
      await expect(
        app.rows("UPDATE candidate_sealed_finding SET groups = '{}' WHERE hash = $1", [kept?.hash]),
      ).rejects.toThrow('never changed');
    });

    it('never counts what was rejected', async () => {
      const id = await application();
      await decided(app, members, [id]);
      const rejected = { candidacyId: id, group: 'newcomer', verified: false };
      const verify = app.get(VerifyGroupEvidenceService);
      expect(await verify.verify([{ ...rejected, note: '' }], member(2))).toMatchObject({
        error: [{ kind: 'reason-missing' }],
      });
      accepted(await verify.verify([{ ...rejected, note: 'Deputy since 2016.' }], member(2)));
      expect(await groupsOf(id)).toEqual([]);
    });

    it('is asked for by the season: nobody campaigns undecided, nobody is voted on unexamined', async () => {
      app.clock.set('2020-10-01T09:00:00+05:00');
      const move = app.get(MoveSeasonService);
      const early = await move.move(primaryId, 'campaigning', office);
      expect(early).toMatchObject({
        ok: false,
        error: expect.arrayContaining([
          expect.objectContaining({ module: 'candidate', kind: 'applications-undecided' }),
        ]),
      });
      await app.rows(`UPDATE candidate_candidacy SET state = 'withdrawn'
                       WHERE state IN ('submitted', 'returned', 'under-review')`);
      accepted(await move.move(primaryId, 'campaigning', office));
      expect(await move.move(primaryId, 'voting', office)).toMatchObject({
        ok: false,
        error: expect.arrayContaining([
          expect.objectContaining({ module: 'candidate', kind: 'groups-unexamined' }),
        ]),
      });
    });
  });
});
