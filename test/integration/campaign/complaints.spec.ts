import {
  AppealComplaintService,
  DecideComplaintService,
  FileComplaintService,
  type ComplaintId,
  type Finding,
  type NewComplaint,
} from '../../../src/campaign/index.js';
import { Departures } from '../../../src/candidate/index.js';
import type { CandidacyId } from '../../../src/kernel/ids.js';
import { day } from '../../../src/kernel/clock.js';
import type { Actor } from '../../../src/platform/identity/index.js';
import { testApp, type TestApp } from '../../support/app.js';
import { accepted, pdf } from '../../support/candidates.js';
import { openCampaign, type OpenCampaign } from '../../support/debates.js';

const filingDay = '2020-09-10T09:00:00+06:00';
const warning: Finding = { outcome: 'upheld', sanction: 'warning', text: 'Two witnesses.' };
const rejection: Finding = { outcome: 'rejected', sanction: null, text: 'Nothing was proved.' };

describe('a complaint', () => {
  let app: TestApp;
  let campaign: OpenCampaign;
  let complainant: Actor;
  let respondent: Actor;
  let accused: CandidacyId;
  let territorial: Actor;
  let regional: Actor;
  let central: Actor;

  beforeAll(async () => {
    app = await testApp();
    campaign = await openCampaign(app);
    [complainant, respondent] = campaign.people as [Actor, Actor];
    accused = campaign.candidacies[1]!;
    territorial = await app.staff('party-control', 'KZ-3901');
    regional = await app.staff('party-control', 'KZ-39');
    central = await app.staff('party-control');
  });

  beforeEach(() => app.clock.set(filingDay));
  afterAll(() => app.close());

  const complaint = (overrides: Partial<NewComplaint> = {}): NewComplaint => ({
    contestId: campaign.contestId,
    ground: 'bribery',
    respondent: accused,
    happenedAt: new Date('2020-09-09T12:00:00+06:00'),
    text: 'Gave out food parcels at the market.',
    ...overrides,
  });
  const file = (overrides: Partial<NewComplaint> = {}, actor = complainant) =>
    app.get(FileComplaintService).file(complaint(overrides), actor);
  const decide = (id: ComplaintId, finding: Finding, actor: Actor) =>
    app.get(DecideComplaintService).decide(id, finding, actor);
  const appeal = (id: ComplaintId, actor: Actor, text = 'Not so.') =>
    app.get(AppealComplaintService).appeal(id, text, actor);
  const stateOf = async (id: ComplaintId): Promise<unknown> =>
    (await app.rows('SELECT state, step FROM campaign_complaint WHERE id = $1', [id]))[0];
  const kindsOf = (result: { ok: boolean; error?: readonly { kind: string }[] }): string[] =>
    (result.error ?? []).map(({ kind }) => kind);
  const later = (days: number): void => {
    app.clock.set(new Date(app.clock.now().getTime() + days * day));
  };

  it('is filed by a candidate of the place with its proof, and heard by the nearest body within the days of the rules', async () => {
    const id = accepted(await file({ evidence: { name: 'photo.pdf', content: pdf } }));
    const [row] = await app.rows<{ step: string; decide_by: Date; evidence_name: string }>(
      'SELECT step, decide_by, evidence_name FROM campaign_complaint WHERE id = $1',
      [id],
    );
    expect(row).toEqual({
      step: 'territorial',
      decide_by: new Date('2020-09-13T09:00:00+06:00'),
      evidence_name: 'photo.pdf',
    });
  });

  it('is refused with all reasons at once, and leaves no trace', async () => {
    const before = await app.rows('SELECT count(*) FROM ledger_entry');
    const wrong = { text: '', happenedAt: new Date('2020-09-01T12:00:00+06:00') };
    expect(kindsOf(await file({ ...wrong, respondent: campaign.candidacies[0]! }))).toEqual([
      'text-missing',
      'complaint-too-late',
      'against-oneself',
    ]);
    const liar = { name: 'photo.png', content: pdf };
    expect(kindsOf(await file({ evidence: liar }))).toEqual(['file-is-not-what-its-name-says']);
    expect(await app.rows('SELECT count(*) FROM ledger_entry')).toEqual(before);
  });

  it('is not filed by an observer of another territory', async () => {
    const near = await app.staff('observer', 'KZ-3901');
    const far = await app.staff('observer', 'KZ-10');
    expect(kindsOf(await file({}, far))).toEqual(['outside-your-territory']);
    expect((await file({}, near)).ok).toBe(true);
  });

  it('goes up the ladder territorial, regional, central, and no further (ehonews.kz)', async () => {
    const id = accepted(await file());
    expect(kindsOf(await decide(id, rejection, regional))).toEqual(['outside-your-territory']);
    accepted(await decide(id, rejection, territorial));
    accepted(await appeal(id, complainant));
    expect(await stateOf(id)).toEqual({ state: 'appealed', step: 'regional' });
    accepted(await decide(id, warning, regional));
    accepted(await appeal(id, respondent));
    accepted(await decide(id, rejection, central));
    expect(await stateOf(id)).toEqual({ state: 'final', step: 'central' });
    expect(kindsOf(await appeal(id, complainant))).toEqual(['ladder-exhausted']);
  });

  it('is decided by the chair of the commission first, but appeals go to party control', async () => {
    const id = accepted(await file());
    accepted(await decide(id, rejection, campaign.chair));
    accepted(await appeal(id, complainant));
    const regionalChair = await app.staff('commission-chair', 'KZ-39');
    expect(kindsOf(await decide(id, warning, regionalChair))).toEqual(['outside-your-territory']);
    expect((await decide(id, warning, regional)).ok).toBe(true);
  });

  it('about a commission is decided by party control and not by the commission', async () => {
    const about = { ground: 'commission-breach', respondent: null } as const;
    const id = accepted(await file(about));
    const upheld: Finding = { outcome: 'upheld', sanction: null, text: 'The sheet was not shown.' };
    expect(kindsOf(await decide(id, upheld, campaign.chair))).toEqual(['outside-your-territory']);
    expect((await decide(id, upheld, territorial)).ok).toBe(true);
  });

  it('goes on when the body is silent, and not before', async () => {
    const id = accepted(await file());
    expect(kindsOf(await appeal(id, complainant))).toEqual(['still-being-decided']);
    later(4);
    accepted(await appeal(id, complainant));
    expect(await stateOf(id)).toEqual({ state: 'appealed', step: 'regional' });
    expect(kindsOf(await decide(id, rejection, territorial))).toEqual(['outside-your-territory']);
  });

  it('is appealed within the days of the rules only', async () => {
    const id = accepted(await file());
    accepted(await decide(id, rejection, territorial));
    later(3);
    expect((await appeal(id, campaign.people[2]!)).ok).toBe(false);
    app.clock.set(new Date(app.clock.now().getTime() + 1));
    expect(kindsOf(await appeal(id, complainant))).toEqual(['appeal-too-late']);
  });

  it('is decided once by 5 at once', async () => {
    const id = accepted(await file());
    const decisions = await Promise.all(
      Array.from({ length: 5 }, () => decide(id, rejection, territorial)),
    );
    expect(decisions.filter(({ ok }) => ok)).toHaveLength(1);
    expect(
      await app.rows('SELECT 1 FROM campaign_complaint_decision WHERE complaint_id = $1', [id]),
    ).toHaveLength(1);
  });

  it('tells both parties of the decision', async () => {
    const before = Number(
      (await app.rows('SELECT count(*) FROM notification_message'))[0]?.['count'],
    );
    const id = accepted(await file());
    accepted(await decide(id, warning, territorial));
    const after = Number(
      (await app.rows('SELECT count(*) FROM notification_message'))[0]?.['count'],
    );
    expect(after - before).toBe(2);
  });

  it('ends with a removal, which strikes off at once and is appealed as a candidate', async () => {
    const removed = campaign.candidacies[2]!;
    const id = accepted(await file({ respondent: removed }));
    const removal: Finding = { ...warning, sanction: 'removal' };
    const followed: string[] = [];
    app.get(Departures).add(async (candidacy) => {
      followed.push(candidacy);
      await Promise.resolve();
    });
    accepted(await decide(id, removal, territorial));
    expect(followed).toEqual([removed]);
    expect(await stateOf(id)).toEqual({ state: 'final', step: 'territorial' });
    expect(
      await app.rows('SELECT state, adverse_ground FROM candidate_candidacy WHERE id = $1', [
        removed,
      ]),
    ).toEqual([{ state: 'struck-off', adverse_ground: 'sanction' }]);
    expect(kindsOf(await appeal(id, campaign.people[2]!))).toEqual(['appeal-as-candidate']);
    const second = await file({ respondent: removed });
    expect(kindsOf(second)).toEqual(['respondent-not-standing']);
  });
});
