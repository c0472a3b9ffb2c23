import { createHash } from 'node:crypto';
import {
  AttachEvidenceService,
  CancelDebateService,
  DebateDirectory,
  DrawSpeakingOrderService,
  HoldDebateService,
  RecordAttendanceService,
  RecordEventsService,
  ScheduleDebateService,
  StrikeOffAbsentService,
} from '../../../src/campaign/index.js';
import { Departures } from '../../../src/candidate/index.js';
import { defined } from '../../../src/kernel/assert.js';
import type { CandidacyId } from '../../../src/kernel/ids.js';
import { drawOrder } from '../../../src/kernel/lot.js';
import type { Actor } from '../../../src/platform/identity/index.js';
import { sha256Lot } from '../../../src/platform/lot/index.js';
import { SeasonGates, type Blocker } from '../../../src/primary/index.js';
import { testApp, type TestApp } from '../../support/app.js';
import { accepted, pdf } from '../../support/candidates.js';
import {
  begunDebate,
  debateBegins,
  debateOf,
  markAll,
  openCampaign,
  type OpenCampaign,
} from '../../support/debates.js';
import { preset } from '../../support/primary.js';

describe('debates', () => {
  let app: TestApp;
  let campaign: OpenCampaign;
  let elsewhere: Actor;

  beforeAll(async () => {
    app = await testApp();
    campaign = await openCampaign(app);
    elsewhere = await app.staff('commission-chair', 'KZ-3904');
  });

  beforeEach(() => app.clock.set('2020-09-10T09:00:00+06:00'));
  afterAll(() => app.close());

  const debates = (): DebateDirectory => app.get(DebateDirectory);
  const count = async (table: string): Promise<number> =>
    Number((await app.rows(`SELECT count(*) FROM ${table}`))[0]?.['count']);
  const kindsOf = (result: { ok: boolean; error?: readonly { kind: string }[] }): string[] =>
    (result.error ?? []).map(({ kind }) => kind);

  describe('when it is scheduled', () => {
    it('is refused to the commission of another territory and leaves no trace', async () => {
      const before = [await count('campaign_debate'), await count('ledger_entry')];
      const result = await app.get(ScheduleDebateService).schedule(debateOf(campaign), elsewhere);
      expect(kindsOf(result)).toEqual(['outside-your-territory']);
      expect([await count('campaign_debate'), await count('ledger_entry')]).toEqual(before);
    });

    it('says everything that is wrong with it at once', async () => {
      const [first] = campaign.candidacies;
      const stranger = '00000000-0000-4000-8000-000000000000' as CandidacyId;
      const wrong = debateOf(campaign, {
        place: '',
        startsAt: app.clock.now(),
        streamAddress: 'javascript:alert(1)',
        participants: [defined(first, 'a candidate'), stranger],
      });
      expect(kindsOf(await app.get(ScheduleDebateService).schedule(wrong, campaign.chair))).toEqual(
        ['place-missing', 'starts-in-the-past', 'stream-address-malformed', 'not-registered'],
      );
    });

    it('stands in the ledger with the bound half of its lot, and hides the other half', async () => {
      const scheduling = app.get(ScheduleDebateService);
      const id = accepted(await scheduling.schedule(debateOf(campaign), campaign.chair));
      const debate = defined(await debates().debate(id), 'the debate');
      expect(debate.lot.opened).toBeNull();
      const [entry] = await app.rows<{ kind: string; data: Record<string, unknown> }>(
        'SELECT kind, data FROM ledger_entry WHERE subject = $1',
        [id],
      );
      expect(entry).toMatchObject({
        kind: 'debate-scheduled',
        data: { lotCommitment: debate.lot.commitment, unit: 'KZ-3901' },
      });
    });
  });

  describe('when its order is drawn by lot (azattyq-ruhy.kz/news/14271)', () => {
    it('can be repeated by anyone from what was published', async () => {
      const scheduling = app.get(ScheduleDebateService);
      const id = accepted(await scheduling.schedule(debateOf(campaign), campaign.chair));
      accepted(await app.get(DrawSpeakingOrderService).draw(id, ' 7 13 42 ', campaign.chair));
      const { lot, speakers, state } = defined(await debates().debate(id), 'the debate');
      const opened = defined(lot.opened, 'the opened lot');
      const secret = Buffer.from(opened.secret, 'hex');
      const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
      expect(sha256(secret)).toBe(lot.commitment);
      expect(sha256(Buffer.concat([secret, Buffer.from('7 13 42')]))).toBe(opened.seed);
      const again = drawOrder(
        sha256Lot(opened.seed),
        `debate/${id}`,
        [...campaign.candidacies].sort(),
      );
      expect(speakers.map(({ candidacyId }) => candidacyId)).toEqual(again);
      expect(speakers.map(({ position }) => position)).toEqual([1, 2, 3]);
      expect(state).toBe('drawn');
    });

    it('cannot be drawn twice, not by 10 at once either', async () => {
      const scheduling = app.get(ScheduleDebateService);
      const id = accepted(await scheduling.schedule(debateOf(campaign), campaign.chair));
      const draws = await Promise.all(
        Array.from({ length: 10 }, (_, word) =>
          app.get(DrawSpeakingOrderService).draw(id, String(word), campaign.chair),
        ),
      );
      expect(draws.filter(({ ok }) => ok)).toHaveLength(1);
      expect(new Set(draws.flatMap(kindsOf))).toEqual(new Set(['debate-move-not-allowed']));
      const entries = await app.rows(
        `SELECT 1 FROM ledger_entry WHERE subject = $1 AND kind = 'debate-order-drawn'`,
        [id],
      );
      expect(entries).toHaveLength(1);
    });

    it('is refused without a word and to another territory, and changes nothing', async () => {
      const scheduling = app.get(ScheduleDebateService);
      const id = accepted(await scheduling.schedule(debateOf(campaign), campaign.chair));
      const drawing = app.get(DrawSpeakingOrderService);
      expect(kindsOf(await drawing.draw(id, ' ', campaign.chair))).toEqual(['public-word-missing']);
      expect(kindsOf(await drawing.draw(id, '1', elsewhere))).toEqual(['outside-your-territory']);
      expect((await debates().debate(id))?.state).toBe('scheduled');
    });
  });

  describe('when attendance is recorded', () => {
    it('takes the whole register in one call and closes only when it is full', async () => {
      const id = await begunDebate(app, campaign);
      const [a, b, c] = campaign.candidacies as [CandidacyId, CandidacyId, CandidacyId];
      const holding = app.get(HoldDebateService);
      expect(kindsOf(await holding.hold(id, null, campaign.chair))).toEqual([
        'attendance-incomplete',
      ]);
      const recorded = await app.get(RecordAttendanceService).record(
        id,
        [
          { candidacyId: a, attendance: 'present', reason: '' },
          { candidacyId: b, attendance: 'absent', reason: '' },
          { candidacyId: c, attendance: 'excused', reason: 'In hospital' },
        ],
        campaign.chair,
      );
      expect(recorded).toEqual({ ok: true, value: { changed: 3 } });
      accepted(await holding.hold(id, 'https://video.example/1', campaign.chair));
      const absences = await debates().absences(campaign.primaryId);
      expect(absences.filter(({ debate }) => debate.id === id)).toMatchObject([{ candidacyId: b }]);
      const [entry] = await app.rows<{ data: unknown }>(
        `SELECT data FROM ledger_entry WHERE subject = $1 AND kind = 'debate-attendance-recorded'`,
        [id],
      );
      expect(JSON.stringify(entry?.data)).not.toContain('hospital');
    });

    it('is refused before the debate begins and to another territory', async () => {
      const id = await begunDebate(app, campaign);
      const [a] = campaign.candidacies as [CandidacyId];
      const mark = { candidacyId: a, attendance: 'absent', reason: '' } as const;
      const recording = app.get(RecordAttendanceService);
      expect(kindsOf(await recording.record(id, [mark], elsewhere))).toEqual([
        'outside-your-territory',
      ]);
      app.clock.set(new Date(debateBegins.getTime() - 1));
      expect(kindsOf(await recording.record(id, [mark], campaign.chair))).toEqual([
        'debate-not-begun',
      ]);
    });

    it('keeps a document beside a mark, and refuses one that is not what its name says', async () => {
      const id = await begunDebate(app, campaign);
      const [a] = campaign.candidacies as [CandidacyId];
      const attaching = app.get(AttachEvidenceService);
      const sheet = { name: 'sheet.pdf', content: pdf };
      const { hash } = accepted(await attaching.attach(id, a, sheet, campaign.chair));
      const liar = { name: 'sheet.png', content: pdf };
      expect(kindsOf(await attaching.attach(id, a, liar, campaign.chair))).toEqual([
        'file-is-not-what-its-name-says',
      ]);
      const [slot] = await app.rows(
        'SELECT evidence_name, evidence_hash FROM campaign_debate_slot WHERE debate_id = $1 AND candidacy_id = $2',
        [id, a],
      );
      expect(slot).toEqual({ evidence_name: 'sheet.pdf', evidence_hash: hash });
    });

    it('is guarded by the database too', async () => {
      const id = await begunDebate(app, campaign);
      const set = (what: string): Promise<unknown> =>
        app.rows(`UPDATE campaign_debate_slot SET ${what} WHERE debate_id = $1`, [id]);
      await expect(set('position = 1')).rejects.toThrow('campaign_debate_slot_position');
      await expect(set(`attendance = 'late'`)).rejects.toThrow('campaign_debate_slot_attendance');
      await expect(set(`attendance = 'present'`)).rejects.toThrow('campaign_debate_slot_marked');
    });
  });

  it('are cancelled with a reason that everybody can read, and not after they were held', async () => {
    const id = await begunDebate(app, campaign);
    const cancelling = app.get(CancelDebateService);
    expect(kindsOf(await cancelling.cancel(id, '', campaign.chair))).toEqual([
      'cancel-reason-missing',
    ]);
    accepted(await cancelling.cancel(id, 'No electricity', campaign.chair));
    expect(await debates().debate(id)).toMatchObject({
      state: 'cancelled',
      cancelledBecause: 'No electricity',
    });
    expect(kindsOf(await cancelling.cancel(id, 'Again', campaign.chair))).toEqual([
      'debate-move-not-allowed',
    ]);
  });

  it('that have begun and are not closed keep the vote from beginning', async () => {
    const ours = async (): Promise<Blocker[]> => {
      const move = { from: 'campaigning', to: 'voting' } as const;
      const blockers = await app.get(SeasonGates).blockers(campaign.primaryId, move);
      return blockers.filter(({ module }) => module === 'campaign');
    };
    const id = await begunDebate(app, campaign, {
      startsAt: new Date('2020-09-10T10:00:00+06:00'),
    });
    const [blocker] = await ours();
    expect(blocker).toMatchObject({ kind: 'debates-unfinished' });
    const waiting = Number(blocker?.values['number']);
    accepted(await app.get(CancelDebateService).cancel(id, 'No electricity', campaign.chair));
    expect(Number((await ours())[0]?.values['number'] ?? 0)).toBe(waiting - 1);
  });

  describe('when somebody was absent (28 of 34 removals of 2020, ratel.kz/kaz/kakie_narushenija…)', () => {
    it('lets the commission strike off by its own decision, and nobody else', async () => {
      const id = await begunDebate(app, campaign);
      const [present, absent] = campaign.candidacies as [CandidacyId, CandidacyId];
      await markAll(app, campaign, id, [absent]);
      const striking = app.get(StrikeOffAbsentService);
      const strike = (who: CandidacyId, actor: Actor): ReturnType<typeof striking.strikeOff> =>
        striking.strikeOff(id, who, 'No reason was given.', actor);
      expect(kindsOf(await strike(absent, campaign.chair))).toEqual(['debate-not-held']);
      accepted(await app.get(HoldDebateService).hold(id, null, campaign.chair));
      const stateOf = async (): Promise<unknown> =>
        (await app.rows('SELECT state FROM candidate_candidacy WHERE id = $1', [absent]))[0];
      expect(await stateOf()).toEqual({ state: 'registered' });
      expect(kindsOf(await strike(present, campaign.chair))).toEqual(['not-absent']);
      expect(kindsOf(await strike(absent, elsewhere))).toEqual(['outside-your-territory']);
      expect(await stateOf()).toEqual({ state: 'registered' });
      const followed: string[] = [];
      app.get(Departures).add(async (candidacy) => {
        followed.push(candidacy);
        await Promise.resolve();
      });
      accepted(await strike(absent, campaign.chair));
      expect(await stateOf()).toEqual({ state: 'struck-off' });
      expect(followed).toEqual([absent]);
      expect(kindsOf(await strike(absent, campaign.chair))).toEqual(['not-registered']);
      const kinds = await app.rows<{ kind: string }>(
        'SELECT kind FROM ledger_entry WHERE subject IN ($1, $2) ORDER BY id DESC LIMIT 2',
        [id, absent],
      );
      expect(kinds.map(({ kind }) => kind)).toEqual([
        'debate-absence-sanctioned',
        'candidacy-struck-off',
      ]);
    });
  });

  describe('beside events', () => {
    const meeting = {
      kind: 'meeting',
      heldAt: new Date('2020-09-09T18:00:00+06:00'),
      place: 'Мектеп № 4',
      attended: 120,
    } as const;

    it('are entered by the candidate and by the commission, and by nobody else', async () => {
      const [id] = campaign.candidacies as [CandidacyId];
      const [person, other] = campaign.people as [Actor, Actor];
      const recording = app.get(RecordEventsService);
      accepted(await recording.record(id, [meeting, meeting], person));
      accepted(await recording.record(id, [meeting], campaign.chair));
      expect(kindsOf(await recording.record(id, [meeting], other))).toEqual([
        'outside-your-territory',
      ]);
      expect(await count('campaign_event')).toBe(3);
    });

    it('are refused all together when one is wrong', async () => {
      const [id] = campaign.candidacies as [CandidacyId];
      const [person] = campaign.people as [Actor];
      const tomorrow = { ...meeting, heldAt: new Date('2020-09-11T18:00:00+06:00') };
      const before = await count('campaign_event');
      const result = await app.get(RecordEventsService).record(id, [meeting, tomorrow], person);
      expect(kindsOf(result)).toEqual(['not-yet-held']);
      expect(await count('campaign_event')).toBe(before);
    });
  });
});

describe('where the rules do not make absence a breach', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await testApp();
  });

  afterAll(() => app.close());

  it('nobody is struck off for it', async () => {
    const rules = preset('nur-otan-2020').replace(
      'absenceStrikesOff: true',
      'absenceStrikesOff: false',
    );
    const campaign = await openCampaign(app, { candidates: 2, rules });
    const id = await begunDebate(app, campaign);
    const [absent] = campaign.candidacies as [CandidacyId];
    await markAll(app, campaign, id, [absent]);
    accepted(await app.get(HoldDebateService).hold(id, null, campaign.chair));
    const result = await app
      .get(StrikeOffAbsentService)
      .strikeOff(id, absent, 'No reason was given.', campaign.chair);
    expect(result).toEqual({ ok: false, error: [{ kind: 'rules-do-not-strike-off' }] });
  });
});
