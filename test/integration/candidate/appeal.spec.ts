import {
  FileAppealService,
  ProposeDecisionsService,
  RuleOnAppealService,
  StrikeOffService,
} from '../../../src/candidate/index.js';
import type { CandidacyId, ContestId } from '../../../src/kernel/ids.js';
import type { Actor } from '../../../src/platform/identity/index.js';
import { testApp, type TestApp } from '../../support/app.js';
import {
  accepted,
  candidate,
  commission,
  contestIn,
  decided,
  iinOf,
  submitted,
} from '../../support/candidates.js';
import { openPrimary } from '../../support/primary.js';

const decisionDay = '2020-08-20T09:00:00+05:00';

describe('an appeal', () => {
  let app: TestApp;
  let contest: ContestId;
  let members: Actor[];
  let territorial: Actor;
  let regional: Actor;
  let central: Actor;
  let serial = 0;

  beforeAll(async () => {
    app = await testApp();
    const { primaryId } = await openPrimary(app, { state: 'registration' });
    contest = await contestIn(app, primaryId, 'KZ-3901');
    members = await commission(app, 'KZ-3901');
    territorial = await app.staff('party-control', 'KZ-3901');
    regional = await app.staff('party-control', 'KZ-39');
    central = await app.staff('party-control');
  });

  beforeEach(() => app.clock.set(decisionDay));
  afterAll(() => app.close());

  const stateOf = async (id: string): Promise<unknown> =>
    (await app.rows('SELECT state FROM candidate_candidacy WHERE id = $1', [id]))[0]?.['state'];
  const file = (id: CandidacyId, actor: Actor, text = 'The minutes are the original.') =>
    app.get(FileAppealService).file(id, text, actor);
  const rule = (appeal: string, outcome: 'upheld' | 'overturned', actor: Actor) =>
    app.get(RuleOnAppealService).rule(appeal, { outcome, text: 'Seen and compared.' }, actor);

  async function refused(): Promise<{ actor: Actor; id: CandidacyId }> {
    const actor = await candidate(app, iinOf(++serial));
    const id = await submitted(app, actor, { contestId: contest, route: 'self' });
    await decided(app, members, [id], 'refuse');
    return { actor, id };
  }

  it('suspends a refusal, and its ruling registers the candidate by itself', async () => {
    const { actor, id } = await refused();
    const appeal = accepted(await file(id, actor));
    expect(await stateOf(id)).toBe('under-review');
    const proposal = { candidacyId: id, proposal: { kind: 'register' } as const };
    expect(await app.get(ProposeDecisionsService).propose([proposal], members[0]!)).toMatchObject({
      error: [{ kind: 'appeal-open' }],
    });
    accepted(await rule(appeal, 'overturned', territorial));
    expect(await stateOf(id)).toBe('registered');
  });

  it('goes up the ladder: territorial, regional, central, and no further (ehonews.kz)', async () => {
    const { actor, id } = await refused();
    const first = accepted(await file(id, actor));
    expect(await rule(first, 'upheld', await app.staff('party-control', 'KZ-10'))).toEqual({
      ok: false,
      error: [{ kind: 'outside-your-territory' }],
    });
    accepted(await rule(first, 'upheld', territorial));
    expect(await stateOf(id)).toBe('refused');
    const second = accepted(await file(id, actor));
    expect(await rule(second, 'upheld', territorial)).toMatchObject({
      error: [{ kind: 'outside-your-territory' }, { kind: 'ruled-below' }],
    });
    accepted(await rule(second, 'upheld', regional));
    const third = accepted(await file(id, actor));
    expect(await stateOf(id)).toBe('refused');
    accepted(await rule(third, 'upheld', central));
    expect(await file(id, actor)).toEqual({ ok: false, error: [{ kind: 'ladder-exhausted' }] });
    const steps = await app.rows(
      'SELECT step, body, suspensive FROM candidate_appeal WHERE candidacy_id = $1 ORDER BY step DESC',
      [id],
    );
    expect(steps).toEqual([
      { step: 'territorial', body: 'KZ-3901', suspensive: true },
      { step: 'regional', body: 'KZ-39', suspensive: true },
      { step: 'central', body: null, suspensive: false },
    ]);
  });

  it('keeps a struck-off candidate in the race while it is open', async () => {
    const actor = await candidate(app, iinOf(++serial));
    const id = await submitted(app, actor, { contestId: contest, route: 'self' });
    await decided(app, members, [id]);
    const strike = app.get(StrikeOffService);
    accepted(await strike.strikeOff(id, 'debate-absence', 'Absent.', members[0]!));
    const appeal = accepted(await file(id, actor));
    expect(await stateOf(id)).toBe('registered');
    accepted(await rule(appeal, 'upheld', territorial));
    expect(await stateOf(id)).toBe('struck-off');
  });

  it('is too late after the deadline and says when that was', async () => {
    const { actor, id } = await refused();
    app.clock.set('2020-08-23T09:00:01+05:00');
    expect(await file(id, actor)).toEqual({
      ok: false,
      error: [{ kind: 'appeal-too-late', deadline: new Date('2020-08-23T09:00:00+05:00') }],
    });
    expect(await stateOf(id)).toBe('refused');
  });

  it('goes on to the next step when the body stays silent', async () => {
    const { actor, id } = await refused();
    accepted(await file(id, actor));
    app.clock.set('2020-08-23T09:00:01+05:00');
    accepted(await file(id, actor));
    const rows = await app.rows(
      'SELECT step, outcome FROM candidate_appeal WHERE candidacy_id = $1 ORDER BY filed_at',
      [id],
    );
    expect(rows).toEqual([
      { step: 'territorial', outcome: 'lapsed' },
      { step: 'regional', outcome: null },
    ]);
  });

  it('needs a decision, and its own candidate', async () => {
    const { id } = await refused();
    const other = await candidate(app, iinOf(++serial));
    expect(await file(id, other)).toEqual({ ok: false, error: [{ kind: 'not-your-application' }] });
    const mine = await submitted(app, other, { contestId: contest, route: 'self' });
    expect(await file(mine, other)).toEqual({ ok: false, error: [{ kind: 'nothing-to-appeal' }] });
  });

  it('is ruled on once, with a reason', async () => {
    const { actor, id } = await refused();
    const appeal = accepted(await file(id, actor));
    const service = app.get(RuleOnAppealService);
    expect(await service.rule(appeal, { outcome: 'upheld', text: ' ' }, territorial)).toEqual({
      ok: false,
      error: [{ kind: 'text-missing' }],
    });
    const both = await Promise.all([
      rule(appeal, 'upheld', territorial),
      rule(appeal, 'overturned', regional),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: [{ kind: 'appeal-closed' }] });
  });
});
