import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '../../src/platform/identity/index.js';
import {
  AnswerInterventionService,
  AssignMandatesService,
  BuildAllListsService,
  BuildListService,
  FileListService,
  ListDirectory,
  ProposeInterventionService,
  RecordConsentService,
  type RankedList,
} from '../../src/list-building/index.js';
import { runListBuild } from '../../src/list-building/commands.js';
import { MoveSeasonService } from '../../src/primary/index.js';
import type { CandidacyId, ListId, PrimaryId } from '../../src/kernel/ids.js';
import { testApp, type TestApp } from '../support/app.js';
import {
  contestIn,
  eightSeats,
  fourteen as people,
  plantCandidates,
  plantContest,
  plantFinalResult,
  type PlantedContest,
} from '../support/final-results.js';
import { givePlace } from '../support/interventions.js';
import { openPrimary } from '../support/primary.js';

let app: TestApp;
let office: Actor;
let deputy: Actor;
let primaryId: PrimaryId;

beforeAll(async () => {
  app = await testApp();
  ({ primaryId, office } = await openPrimary(app, { rules: eightSeats }));
  deputy = await app.staff('central-office');
});

afterAll(() => app.close());

const build = async ({ contest }: PlantedContest): Promise<ListId> => {
  const built = await app.get(BuildListService).build(contest.id, office);
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  return built.value.listId;
};

const listOf = async (id: ListId): Promise<RankedList> => {
  const list = await app.get(ListDirectory).byId(id);
  if (!list) throw new Error('no list');
  return list;
};

const families = (list: RankedList, ids: readonly string[]) =>
  ids.map((id) => list.people.get(id)?.name.family);

describe('building the list of a contest', () => {
  it('is refused until every round of the last stage is published', async () => {
    const contest = await contestIn(app, primaryId, 'district-maslikhat', 'KZ-3910');
    expect(await app.get(BuildListService).build(contest.id, office)).toEqual({
      ok: false,
      error: [{ kind: 'results-not-final' }],
    });
    const ids = await plantCandidates(app, contest, people);
    await plantFinalResult(app, contest, ids, 'signed');
    expect(await app.get(BuildListService).build(contest.id, office)).toMatchObject({ ok: false });
    expect(await app.get(ListDirectory).ofContest(contest.id)).toBeNull();
  });

  it('is refused to the office of another region', async () => {
    const { contest } = await plantContest(app, primaryId, 'KZ-3911', people);
    const elsewhere = await app.staff('central-office', 'KZ-10');
    expect(await app.get(BuildListService).build(contest.id, elsewhere)).toEqual({
      ok: false,
      error: [{ kind: 'outside-your-territory' }],
    });
  });

  it('obeys the quotas of the rules and keeps the views side by side', async () => {
    const planted = await plantContest(app, primaryId, 'KZ-3905', people);
    const list = await listOf(await build(planted));
    expect(list.state).toBe('built');
    // Ten places: 3 women, 2 under 35, and among the eight seats 3 of women, under 29 or disability.
    expect(families(list, list.views.asVoted)).toEqual(
      people.slice(0, 10).map(({ family }) => family),
    );
    expect(families(list, list.views.afterQuotas)).toEqual([
      'Жанов',
      'Әлиев',
      'Ісләмов',
      'Аманов',
      'Бекетов',
      'Серікова',
      'Ким',
      'Нұрова',
      'Ғабитов',
      'Тасов',
    ]);
    expect(list.views.afterInterventions).toEqual(list.views.afterQuotas);
    expect(list.quotas.every(({ kept }) => kept)).toBe(true);
    expect(list.renewal.list).toEqual({ newcomers: 7, of: 10, target: 8, met: false });
  });

  it('gives the same document and the same list when it is built again', async () => {
    const planted = await plantContest(app, primaryId, 'KZ-3906', people);
    const first = await listOf(await build(planted));
    const again = await listOf(await build(planted));
    expect(again.version).toBe(first.version + 1);
    expect(again.document).toBe(first.document);
    expect(again.inputHash).toBe(first.inputHash);
    expect(again.outcome).toEqual(first.outcome);
  });

  it('can be repeated by an outsider from the published document alone', async () => {
    const planted = await plantContest(app, primaryId, 'KZ-3908', people);
    const list = await listOf(await build(planted));
    const directory = await mkdtemp(join(tmpdir(), 'irikteu-document-'));
    const file = join(directory, 'list.json');
    await writeFile(file, list.document);
    const lines: string[] = [];
    const code = await runListBuild(
      { file, json: true },
      { out: (text) => lines.push(text), err: () => undefined },
    );
    await rm(directory, { recursive: true });
    const repeated = JSON.parse(lines.join('\n')) as { list: { candidate: string }[] };
    expect(code).toBe(0);
    expect(repeated.list.map(({ candidate }) => candidate)).toEqual(list.views.afterInterventions);
  });

  it('tells no more about a person than the quotas count', async () => {
    const planted = await plantContest(app, primaryId, 'KZ-3909', [
      ...people,
      { family: 'Жасырын', groups: ['disability'] },
    ]);
    const { document } = await listOf(await build(planted));
    expect(document).toContain('"disability+under-29+woman"');
    expect(document).not.toContain('"disability"');
  });

  it('leaves out who was struck off or withdrew after the vote', async () => {
    const planted = await plantContest(app, primaryId, 'KZ-3912', people);
    await app.rows("UPDATE candidate_candidacy SET state = 'withdrawn' WHERE id = $1", [
      planted.candidacies[0],
    ]);
    const list = await listOf(await build(planted));
    expect(list.views.asVoted[0]).toBe(planted.candidacies[0]);
    expect(list.views.afterQuotas[0]).toBe(planted.candidacies[1]);
    expect(list.views.afterQuotas).not.toContain(planted.candidacies[0]);
  });

  it('is as long as there are people where fewer stand than the list may have', async () => {
    const planted = await plantContest(app, primaryId, 'KZ-3917', [
      { family: 'Ахметова', woman: true },
      { family: 'Бек', groups: ['under-35'] },
      { family: 'Вали' },
    ]);
    const list = await listOf(await build(planted));
    expect([list.state, list.places, list.allowedPlaces]).toEqual(['built', 3, 10]);
  });

  it('says which quotas conflict where no list exists, and keeps that as the state of the list', async () => {
    const planted = await plantContest(app, primaryId, 'KZ-3913', people.slice(0, 10));
    const list = await listOf(await build(planted));
    expect(list.state).toBe('infeasible');
    expect(list.outcome).toMatchObject({ status: 'infeasible', conflict: ['youth'] });
    expect(list.views.asVoted).toHaveLength(10);
  });

  it('writes into the ledger what the list rests on', async () => {
    const planted = await plantContest(app, primaryId, 'KZ-3914', people);
    const list = await listOf(await build(planted));
    const lines = await app.rows('SELECT kind, data FROM ledger_entry WHERE subject = $1', [
      list.id,
    ]);
    expect(lines).toMatchObject([
      { kind: 'list-built', data: { version: 1, status: 'built', input: list.inputHash } },
    ]);
  });
});

describe('an intervention', () => {
  let planted: PlantedContest;
  let listId: ListId;

  beforeAll(async () => {
    planted = await plantContest(app, primaryId, 'KZ-3918', people);
    listId = await build(planted);
  });

  const intervene = (place: number, id: CandidacyId | undefined, reason = 'Experience') =>
    givePlace(app, listId, { place, reason, person: { kind: 'candidate', id: id ?? '' } }, [
      office,
      deputy,
    ]);

  it('gives a place, signed with a name, and rebuilds the list around it', async () => {
    expect(await intervene(1, planted.candidacies[9])).toEqual({
      ok: true,
      value: { number: 1, version: 2 },
    });
    const list = await listOf(listId);
    expect(list.views.afterInterventions[0]).toBe(planted.candidacies[9]);
    expect(list.views.afterQuotas[0]).toBe(planted.candidacies[0]);
    expect(list.interventions).toMatchObject([
      {
        number: 1,
        place: 1,
        reason: 'Experience',
        authorName: office.name,
        confirmedByName: deputy.name,
      },
    ]);
    const [first] = list.outcome.status === 'built' ? list.outcome.list : [];
    expect(first).toMatchObject({ place: 1, reason: { kind: 'fixed', reason: 'Experience' } });
  });

  it('is accepted once when two want the same place at the same moment', async () => {
    const propose = (candidate: number) =>
      app.get(ProposeInterventionService).propose(
        listId,
        {
          place: 2,
          reason: 'Experience',
          person: { kind: 'candidate', id: planted.candidacies[candidate] ?? '' },
        },
        office,
      );
    const answers = await Promise.all([propose(7), propose(8)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: [{ kind: 'proposal-waits' }] });
    const signing = app.get(AnswerInterventionService);
    const signed = await Promise.all([
      signing.sign(listId, 2, deputy),
      signing.sign(listId, 2, deputy),
    ]);
    expect(signed.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is refused where it breaks a quota, which is named, and changes nothing', async () => {
    // Three of the eight seats belong to women, people under 29 or with disability, and three such people stand.
    const before = await listOf(listId);
    expect(await intervene(9, planted.candidacies[13])).toEqual({
      ok: false,
      error: [{ kind: 'quotas-broken', conflict: ['statutory-seats'] }],
    });
    expect(await listOf(listId)).toEqual(before);
  });

  it('is refused with every reason at once', async () => {
    expect(await intervene(99, undefined, ' ')).toEqual({
      ok: false,
      error: [
        { kind: 'place-outside-list', places: 10 },
        { kind: 'not-a-candidate' },
        { kind: 'reason-missing' },
      ],
    });
  });

  it('is refused above the cap, with the cap', async () => {
    // 40 % of ten places, rounded down.
    expect((await intervene(3, planted.candidacies[0])).ok).toBe(true);
    expect((await intervene(4, planted.candidacies[1])).ok).toBe(true);
    expect(await intervene(5, planted.candidacies[2])).toEqual({
      ok: false,
      error: [{ kind: 'cap-reached', cap: 4 }],
    });
  });

  it('stays as it was signed: the database lets nobody change or remove it', async () => {
    await expect(
      app.rows('UPDATE list_building_intervention SET reason = $1 WHERE list_id = $2', [
        'x',
        listId,
      ]),
    ).rejects.toThrow('never changed');
    await expect(
      app.rows('DELETE FROM list_building_intervention WHERE list_id = $1', [listId]),
    ).rejects.toThrow('never changed');
  });

  it('lapses when its person leaves, and its place is not given a second time', async () => {
    const lapsing = await plantContest(app, primaryId, 'KZ-3916', people);
    const id = await build(lapsing);
    const give = (place: number, candidate: number) =>
      givePlace(
        app,
        id,
        {
          place,
          reason: 'Experience',
          person: { kind: 'candidate', id: lapsing.candidacies[candidate] ?? '' },
        },
        [office, deputy],
      );
    await give(1, 9);
    await app.rows("UPDATE candidate_candidacy SET state = 'withdrawn' WHERE id = $1", [
      lapsing.candidacies[9],
    ]);
    await build(lapsing);
    const list = await listOf(id);
    expect(list.views.afterInterventions[0]).toBe(lapsing.candidacies[0]);
    expect(list.interventions).toHaveLength(1);
    expect(await give(1, 8)).toEqual({
      ok: false,
      error: [{ kind: 'place-already-given', candidate: lapsing.candidacies[9] }],
    });
    expect((await give(2, 8)).ok).toBe(true);
  });

  it('may bring in somebody who did not stand, where the rules allow it', async () => {
    const other = await build(await plantContest(app, primaryId, 'KZ-3919', people));
    const answer = await givePlace(
      app,
      other,
      {
        place: 1,
        reason: 'Congress, item 4',
        person: {
          kind: 'outsider',
          family: 'Шетова',
          given: 'Гүл',
          patronymic: null,
          groups: ['woman'],
        },
      },
      [office, deputy],
    );
    expect(answer.ok).toBe(true);
    const list = await listOf(other);
    const [first] = list.views.afterInterventions;
    expect(list.people.get(first ?? '')).toMatchObject({
      name: { family: 'Шетова' },
      merit: null,
      standing: true,
    });
    // Built again from the results, the signed place stays and the list is the same.
    await app.get(BuildListService).build(list.contestId, office);
    expect((await listOf(other)).views.afterInterventions).toEqual(list.views.afterInterventions);
    // Who declines leaves the list when it is built again, invited or not.
    await app.get(RecordConsentService).record(other, [first ?? ''], 'declined', office);
    await app.get(BuildListService).build(list.contestId, office);
    expect((await listOf(other)).views.afterInterventions).not.toContain(first);
  });
});

describe('the second signature', () => {
  let planted: PlantedContest;
  let listId: ListId;

  beforeAll(async () => {
    planted = await plantContest(app, primaryId, 'KZ-3920', people);
    listId = await build(planted);
  });

  const propose = (place: number, candidate: number, by: Actor = office) =>
    app.get(ProposeInterventionService).propose(
      listId,
      {
        place,
        reason: 'Experience',
        person: { kind: 'candidate', id: planted.candidacies[candidate] ?? '' },
      },
      by,
    );
  const proposed = async (place: number, candidate: number): Promise<number> => {
    const done = await propose(place, candidate);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
    return done.value.number;
  };
  const answering = () => app.get(AnswerInterventionService);
  const ledger = () =>
    app.rows<{ kind: string }>(
      "SELECT kind, actor, data FROM ledger_entry WHERE subject = $1 AND kind LIKE '%intervention%' ORDER BY id",
      [listId],
    );

  it('is another person’s: until then nothing moves, and the ledger names both', async () => {
    const before = await listOf(listId);
    const number = await proposed(1, 9);
    expect(await listOf(listId)).toEqual(before);
    expect(await answering().sign(listId, number, office)).toEqual({
      ok: false,
      error: [{ kind: 'own-proposal' }],
    });
    expect(await listOf(listId)).toEqual(before);
    expect(await answering().sign(listId, number, deputy)).toMatchObject({ ok: true });
    expect((await listOf(listId)).views.afterInterventions[0]).toBe(planted.candidacies[9]);
    expect(await ledger()).toMatchObject([
      { kind: 'list-intervention-proposed', actor: office.accountId, data: { number, place: 1 } },
      { kind: 'list-intervention', actor: deputy.accountId, data: { proposal: number, place: 1 } },
    ]);
    expect(await answering().sign(listId, number, deputy)).toEqual({
      ok: false,
      error: [{ kind: 'no-such-proposal' }],
    });
  });

  it('is not given by whoever holds no such role there', async () => {
    const number = await proposed(2, 8);
    const elsewhere = await app.staff('central-office', 'KZ-10');
    const outside = { ok: false, error: [{ kind: 'outside-your-territory' }] };
    expect(await answering().sign(listId, number, elsewhere)).toEqual(outside);
    expect(await answering().refuse(listId, number, 'No', elsewhere)).toEqual(outside);
    expect(await answering().refuse(listId, number, ' ', deputy)).toEqual({
      ok: false,
      error: [{ kind: 'ground-missing' }],
    });
    expect(await answering().refuse(listId, number, 'Not convincing', deputy)).toMatchObject({
      ok: true,
    });
    expect(await answering().sign(listId, number, deputy)).toMatchObject({ ok: false });
  });

  it('is not needed to take one’s own proposal back, and the place can be proposed again', async () => {
    const number = await proposed(2, 8);
    expect(await propose(2, 7)).toEqual({ ok: false, error: [{ kind: 'proposal-waits', number }] });
    expect(await propose(3, 8, deputy)).toMatchObject({ error: [{ kind: 'proposal-waits' }] });
    expect(await answering().refuse(listId, number, '', office)).toMatchObject({ ok: true });
    expect(await propose(2, 7)).toMatchObject({ ok: true });
  });

  it('is asked of the list as it is then: a place that was possible may break a quota now', async () => {
    const other = await plantContest(app, primaryId, 'KZ-3904', people);
    const id = await build(other);
    const person = (candidate: number) => ({
      kind: 'candidate' as const,
      id: other.candidacies[candidate] ?? '',
    });
    const give = { place: 1, reason: 'Experience', person: person(0) };
    const done = await app.get(ProposeInterventionService).propose(id, give, office);
    await app.rows("UPDATE candidate_candidacy SET state = 'withdrawn' WHERE id = $1", [
      other.candidacies[0],
    ]);
    await build(other);
    expect(done.ok && (await answering().sign(id, done.value.number, deputy))).toEqual({
      ok: false,
      error: [{ kind: 'barred' }],
    });
  });

  it('is answered once: the database lets nobody change what was proposed or answered', async () => {
    for (const statement of [
      "UPDATE list_building_proposal SET reason = 'x' WHERE list_id = $1",
      "UPDATE list_building_proposal SET ground = 'x' WHERE list_id = $1 AND answer IS NOT NULL",
      'DELETE FROM list_building_proposal WHERE list_id = $1',
    ])
      await expect(app.rows(statement, [listId])).rejects.toThrow('never changed');
    await expect(
      app.rows(
        `UPDATE list_building_proposal SET answer = 'refused', answered_by = proposed_by,
           answered_by_name = 'x', answered_at = now(), ground = 'x'
         WHERE list_id = $1 AND answer IS NULL`,
        [listId],
      ),
    ).rejects.toThrow('list_building_proposal_two');
  });
});

describe('filing', () => {
  let planted: PlantedContest;
  let listId: ListId;

  beforeAll(async () => {
    planted = await plantContest(app, primaryId, 'KZ-3915', people);
    listId = await build(planted);
  });

  it('says everything that is missing at once', async () => {
    const list = await listOf(listId);
    await app
      .get(RecordConsentService)
      .record(listId, [list.views.afterQuotas[1] ?? ''], 'declined', office);
    await app.rows("UPDATE candidate_candidacy SET state = 'withdrawn' WHERE id = $1", [
      list.views.afterQuotas[2],
    ]);
    const refused = await app.get(FileListService).file(listId, office);
    expect(refused.ok).toBe(false);
    const kinds = refused.ok ? [] : refused.error.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'no-consent')).toHaveLength(list.places - 1);
    expect(kinds).toContain('declined');
    expect(kinds).toContain('no-longer-registered');
    await app.rows("UPDATE candidate_candidacy SET state = 'registered' WHERE id = $1", [
      list.views.afterQuotas[2],
    ]);
  });

  it('freezes the list in the order of the Kazakh alphabet', async () => {
    await build(planted);
    const list = await listOf(listId);
    await app
      .get(RecordConsentService)
      .record(listId, list.views.afterInterventions, 'given', office);
    expect(await app.get(FileListService).file(listId, office)).toEqual({ ok: true, value: null });
    const filed = await listOf(listId);
    expect(filed.state).toBe('filed');
    const collator = new Intl.Collator('kk');
    const names = families(filed, filed.views.asFiled).map(String);
    expect(names).toEqual([...names].sort((a, b) => collator.compare(a, b)));
    expect([...filed.views.asFiled].sort()).toEqual([...filed.views.afterInterventions].sort());
    expect(await app.get(BuildListService).build(planted.contest.id, office)).toEqual({
      ok: false,
      error: [{ kind: 'already-filed' }],
    });
    expect(await app.get(FileListService).file(listId, office)).toEqual({
      ok: false,
      error: [{ kind: 'already-filed' }],
    });
  });

  it('assigns the seats won in ranked order, once', async () => {
    const assign = (seats: number) => app.get(AssignMandatesService).assign(listId, seats, office);
    expect(await assign(99)).toMatchObject({ error: [{ kind: 'more-seats-than-body' }] });
    expect(await assign(1.5)).toMatchObject({ error: [{ kind: 'seats-not-a-number' }] });
    expect(await assign(5)).toEqual({ ok: true, value: null });
    const list = await listOf(listId);
    const seated = list.mandates.filter(({ status }) => status === 'seated');
    expect(seated).toHaveLength(5);
    // 30 % of five seats, rounded up, belong to the three categories of the law.
    const protectedSeats = seated.filter(({ candidateId }) =>
      list.people.get(candidateId)?.groups.some((group) => group === 'woman'),
    );
    expect(protectedSeats.length).toBeGreaterThanOrEqual(2);
    expect(await assign(5)).toMatchObject({ error: [{ kind: 'already-seated' }] });
  });

  it('reports a quota that a withdrawal after filing breaks (Kyrgyzstan 2020)', async () => {
    const list = await listOf(listId);
    expect(list.quotasNow).toEqual([]);
    const woman = list.views.afterInterventions.find((id) =>
      list.people.get(id)?.groups.includes('woman'),
    );
    await app.rows("UPDATE candidate_candidacy SET state = 'withdrawn' WHERE id = $1", [woman]);
    const now = (await listOf(listId)).quotasNow;
    expect(now.filter(({ kept }) => !kept).map(({ quota }) => quota)).toContain('women');
  });

  it('is what the season waits for', async () => {
    const { contest } = planted;
    const builds = await app.get(BuildAllListsService).build(contest.primaryId, office);
    expect(builds).toHaveLength(21);
    await app.rows("UPDATE primary_season SET state = 'lists'");
    const moved = await app.get(MoveSeasonService).move(primaryId, 'filed', office);
    expect(moved).toMatchObject({ ok: false });
    expect(JSON.stringify(moved)).toContain('lists-not-filed');
    expect(JSON.stringify(moved)).toContain('lists-not-built');
  });
});
