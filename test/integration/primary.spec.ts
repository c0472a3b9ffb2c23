import type { TerritoryCode } from '../../src/kernel/ids.js';
import { Database } from '../../src/platform/database/index.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { Ledger } from '../../src/platform/ledger/index.js';
import {
  AmendRuleSetService,
  CreatePrimaryService,
  FreezeRuleSetService,
  ImportTerritoriesService,
  MoveSeasonService,
  PrimaryDirectory,
  SeasonGates,
  type Primary,
} from '../../src/primary/index.js';
import { testApp, testClock, type TestApp } from '../support/app.js';
import { importTerritories, openPrimary, preset, type OpenedPrimary } from '../support/primary.js';

const rules = preset('nur-otan-2020');
const code = (text: string): TerritoryCode => text as TerritoryCode;

describe('territories', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await testApp();
  });

  afterAll(() => app.close());

  it('are the same after the same file was imported twice', async () => {
    await importTerritories(app);
    const first = await app.get(PrimaryDirectory).territories();
    await importTerritories(app);
    expect(await app.get(PrimaryDirectory).territories()).toEqual(first);
    expect(first).toHaveLength(249);
  });

  it('answer what lies within what', async () => {
    const directory = app.get(PrimaryDirectory);
    const districts = await directory.territoriesUnder(code('KZ-39'), 'district');
    expect(districts).toHaveLength(20);
    expect(directory.isWithin(code('KZ-3901'), code('KZ-39'))).toBe(true);
    expect((await directory.territory(code('KZ-3901')))?.name.en).toBe('Qostanay City');
    expect(await directory.territory(code('KZ-99'))).toBeNull();
  });

  it('are imported all or not at all, with every wrong line named', async () => {
    const before = await app.get(PrimaryDirectory).territories();
    const csv =
      'code,parent,kind,name_kk,name_ru\nKZ,,country,Қазақ Елі,Казахстан\nKZ-1,KZ,moon,а,б\n,,,,\n';
    expect(await app.get(ImportTerritoriesService).import(csv)).toEqual({
      ok: false,
      error: [
        { line: 2, kind: 'unknown-kind', value: 'moon' },
        { line: 3, kind: 'no-code', value: '' },
      ],
    });
    expect(await app.get(PrimaryDirectory).territories()).toEqual(before);
  });
});

describe('creating a primary', () => {
  let app: TestApp;
  let office: Actor;

  beforeAll(async () => {
    app = await testApp();
    await importTerritories(app);
    office = await app.staff('central-office');
  });

  afterAll(() => app.close());

  it('refuses a bad rule set with every fault and changes nothing', async () => {
    const bad = rules.replace("factor: '2'", "factor: '1/2'").replace('[woman]', '[women]');
    const answer = await app.get(CreatePrimaryService).create(bad, office);
    expect(answer).toMatchObject({
      ok: false,
      error: {
        kind: 'rules-refused',
        faults: expect.arrayContaining([
          expect.objectContaining({
            path: 'bodies[0].path[0].cut.factor',
            kind: 'cut-below-one-per-seat',
          }),
          expect.objectContaining({ path: 'bodies[0].quotas[0].group[0]', kind: 'unknown-group' }),
        ]),
      },
    });
    expect(await app.get(PrimaryDirectory).current()).toBeNull();
    expect(await app.rows('SELECT 1 FROM primary_rule_set')).toEqual([]);
  });

  it.each([
    ['commission-chair', null],
    ['observer', null],
    ['central-office', 'KZ-39'],
  ] as const)('is refused to a %s over %p', async (role, territory) => {
    const actor = await app.staff(role, territory);
    const answer = await app.get(CreatePrimaryService).create(rules, actor);
    expect(answer).toEqual({ ok: false, error: { kind: 'outside-your-territory' } });
  });

  it('makes a contest for every body and territory, and writes the hash into the ledger', async () => {
    const answer = await app.get(CreatePrimaryService).create(rules, office);
    if (!answer.ok) throw new Error(answer.error.kind);
    const { primaryId, hash } = answer.value;
    const directory = app.get(PrimaryDirectory);
    const contests = await directory.contests(primaryId);
    expect(contests).toHaveLength(21);
    const [region] = contests;
    expect(region).toMatchObject({ territory: 'KZ-39', seats: 40, places: 52 });
    const body = await directory.bodyRule(contests[0]!);
    expect(await directory.unitsOf(contests[0]!, body.path[0]!)).toHaveLength(20);
    expect(await directory.unitsOf(contests[0]!, body.path[2]!)).toEqual(['KZ-39']);
    expect(await directory.contest(contests[1]!.id)).toMatchObject({
      bodyName: { en: 'District maslikhat' },
      territoryName: { ru: 'город Костанай' },
      seats: 20,
      places: 26,
    });
    expect(await app.get(Ledger).about(primaryId)).toMatchObject([
      { kind: 'primary-created', actor: office.accountId, data: { rulesHash: hash } },
    ]);
  });

  it('is refused while another season is under way', async () => {
    const answer = await app.get(CreatePrimaryService).create(rules, office);
    expect(answer).toEqual({ ok: false, error: { kind: 'season-under-way' } });
    expect(await app.rows('SELECT 1 FROM primary_season')).toHaveLength(1);
  });
});

describe('the rules of a season', () => {
  let app: TestApp;
  let opened: OpenedPrimary;
  const current = async (): Promise<Primary> => {
    const primary = await app.get(PrimaryDirectory).current();
    if (!primary) throw new Error('a season is open');
    return primary;
  };
  const amend = (
    text: string,
    reason = 'Decision 12 of the Political Council',
  ): ReturnType<AmendRuleSetService['amend']> =>
    app.get(AmendRuleSetService).amend(opened.primaryId, { text, reason }, opened.office);

  beforeAll(async () => {
    app = await testApp();
    opened = await openPrimary(app);
  });

  afterAll(() => app.close());

  it('keep the contests that stay when a new version changes the seats', async () => {
    const before = await app.get(PrimaryDirectory).contests(opened.primaryId);
    const answer = await amend(rules.replace('KZ-3901: 20', 'KZ-3901: 21'));
    expect(answer).toMatchObject({ ok: true, value: { version: 2 } });
    const after = await app.get(PrimaryDirectory).contests(opened.primaryId);
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[1]).toMatchObject({ seats: 21, places: 27 });
  });

  it('are refused without a reason, and all refusals come at once', async () => {
    const answer = await amend('format: other', ' ');
    expect(answer).toMatchObject({
      ok: false,
      error: [{ kind: 'rules-refused' }, { kind: 'reason-missing' }],
    });
    expect((await current()).rulesVersion).toBe(2);
  });

  it('are refused when nothing changes, comments and order of names aside', async () => {
    const same = rules.replace('KZ-3901: 20', 'KZ-3901: 21').replace('# Rudny', '# the city');
    expect(await amend(same)).toEqual({ ok: false, error: [{ kind: 'same-rules' }] });
  });

  it('freeze in the transaction of the first round, once', async () => {
    const freeze = (): Promise<void> =>
      app
        .get(Database)
        .transaction((tx) => app.get(FreezeRuleSetService).freeze(opened.primaryId, tx));
    expect((await current()).rulesFrozen).toBe(false);
    await freeze();
    await freeze();
    expect((await current()).rulesFrozen).toBe(true);
    const frozen = (await app.get(Ledger).about(opened.primaryId)).filter(
      ({ kind }) => kind === 'rules-frozen',
    );
    expect(frozen).toHaveLength(1);
  });

  it('are amended after the freeze by a new version that says who, when and why', async () => {
    app.clock.set('2020-09-01T10:00:00+05:00');
    await amend(rules);
    const [newest, ...older] = await app.get(PrimaryDirectory).versions(opened.primaryId);
    expect(newest).toMatchObject({
      version: 3,
      amendment: true,
      madeByName: opened.office.name,
      madeAt: new Date('2020-09-01T10:00:00+05:00'),
      reason: 'Decision 12 of the Political Council',
    });
    expect(older.map(({ amendment }) => amendment)).toEqual([false, false]);
    expect(newest?.hash).toBe(older[1]?.hash);
  });

  it('are never changed in place', async () => {
    await expect(app.rows("UPDATE primary_rule_set SET reason = 'other'")).rejects.toThrow(
      'a version of the rules is never changed',
    );
  });
});

describe('moving a season', () => {
  let app: TestApp;
  let opened: OpenedPrimary;
  const move = (
    to: Parameters<MoveSeasonService['move']>[1],
    actor = opened.office,
  ): ReturnType<MoveSeasonService['move']> =>
    app.get(MoveSeasonService).move(opened.primaryId, to, actor);

  beforeAll(async () => {
    app = await testApp({ clock: testClock('2020-06-01T09:00:00+05:00') });
    opened = await openPrimary(app);
  });

  afterAll(() => app.close());

  it('lists what the calendar and every module have against it, and moves nothing', async () => {
    const undecided = { module: 'candidate', kind: 'undecided', values: { count: 3 } };
    app.get(SeasonGates).add((_, { to }) => Promise.resolve(to === 'announced' ? [undecided] : []));
    expect(await move('announced')).toEqual({
      ok: false,
      error: [
        {
          module: 'primary',
          kind: 'too-early',
          values: { from: '2020-06-04', today: '2020-06-01' },
        },
        undecided,
      ],
    });
    expect((await app.get(PrimaryDirectory).current())?.state).toBe('draft');
  });

  it('refuses a leap over states', async () => {
    expect(await move('voting')).toMatchObject({ ok: false, error: [{ kind: 'not-in-order' }] });
  });

  it('is refused to a commission', async () => {
    const chair = await app.staff('commission-chair', 'KZ-39');
    expect(await move('announced', chair)).toMatchObject({
      ok: false,
      error: [{ kind: 'outside-your-territory' }],
    });
  });

  it('goes on when the day has come', async () => {
    const campaign = await testApp({ clock: testClock('2020-06-04T00:00:00+05:00') });
    const { primaryId } = await openPrimary(campaign, { state: 'announced' });
    expect((await campaign.get(PrimaryDirectory).byId(primaryId))?.state).toBe('announced');
    await campaign.close();
  });
});

describe('two at once', () => {
  let app: TestApp;
  let opened: OpenedPrimary;
  const kinds = (
    answers: readonly { readonly ok: boolean; readonly error?: unknown }[],
  ): unknown[] =>
    answers.map(({ ok, error }) =>
      ok ? 'ok' : [error].flat().map((e) => (e as { kind: string }).kind),
    );

  beforeAll(async () => {
    app = await testApp();
    opened = await openPrimary(app);
  });

  afterAll(() => app.close());

  it('who move the season move it once', async () => {
    const moves = Array.from({ length: 5 }, () =>
      app.get(MoveSeasonService).move(opened.primaryId, 'announced', opened.office),
    );
    const answers = kinds(await Promise.all(moves));
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1);
    expect(answers.filter((answer) => answer !== 'ok')).toEqual(Array(4).fill(['not-in-order']));
    const moved = (await app.get(Ledger).about(opened.primaryId)).filter(
      ({ kind }) => kind === 'season-moved',
    );
    expect(moved).toHaveLength(1);
  });

  it('who amend the rules the same way make one version', async () => {
    const text = rules.replace('KZ-3901: 20', 'KZ-3901: 22');
    const amendments = Array.from({ length: 5 }, () =>
      app
        .get(AmendRuleSetService)
        .amend(opened.primaryId, { text, reason: 'Decision 13' }, opened.office),
    );
    const answers = kinds(await Promise.all(amendments));
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1);
    expect(await app.get(PrimaryDirectory).versions(opened.primaryId)).toHaveLength(2);
  });

  it('who open a season open one', async () => {
    const other = await testApp();
    await importTerritories(other);
    const office = await other.staff('central-office');
    const creations = Array.from({ length: 4 }, () =>
      other.get(CreatePrimaryService).create(rules, office),
    );
    const answers = kinds(await Promise.all(creations));
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1);
    expect(answers.filter((answer) => answer !== 'ok')).toEqual(
      Array(3).fill(['season-under-way']),
    );
    await other.close();
  });
});
