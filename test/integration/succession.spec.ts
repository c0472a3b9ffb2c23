import { randomUUID } from 'node:crypto';
import type { CandidacyId, ListId, PrimaryId } from '../../src/kernel/ids.js';
import {
  AnswerOfferService,
  AnswerYieldService,
  AssignMandatesService,
  BuildListService,
  CloseOffersService,
  FileListService,
  FillSeatService,
  ListDirectory,
  OfferPlacesService,
  OfferYieldService,
  RecordConsentService,
  SucceedService,
  SuccessionJobs,
  SuccessionDirectory,
  VacateSeatService,
  type PlaceAnswer,
  type RankedList,
} from '../../src/list-building/index.js';
import { WithdrawApplicationService } from '../../src/candidate/index.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { testApp, testClock, type TestApp } from '../support/app.js';
import { fourteen as people, plantContest, type PlantedContest } from '../support/final-results.js';
import { givePlace } from '../support/interventions.js';
import { openPrimary } from '../support/primary.js';
import { personOf, withSuccession } from '../support/succession.js';

const openApps: TestApp[] = [];

interface Office {
  readonly app: TestApp;
  readonly office: Actor;
  readonly primaryId: PrimaryId;
}

/** A primary whose lists go on by these rules when somebody leaves. */
const primaryWith = (succession: string): Promise<Office> => primaryOf(withSuccession(succession));

const primaryOf = async (rules: string): Promise<Office> => {
  const app = await testApp({ clock: testClock() });
  openApps.push(app);
  return { app, ...(await openPrimary(app, { rules })) };
};

afterAll(async () => {
  for (const app of openApps) await app.close();
});

interface Built extends PlantedContest {
  readonly id: ListId;
}

const plant = async ({ app, office, primaryId }: Office, territory: string): Promise<Built> => {
  const planted = await plantContest(app, primaryId, territory, people);
  const built = await app.get(BuildListService).build(planted.contest.id, office);
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  return { ...planted, id: built.value.listId };
};

const listOf = async ({ app }: Office, id: ListId): Promise<RankedList> => {
  const list = await app.get(ListDirectory).byId(id);
  if (!list) throw new Error('no list');
  return list;
};

const at = (list: RankedList, place: number): CandidacyId =>
  list.views.afterInterventions[place - 1] as CandidacyId;

describe('after somebody left a built list', () => {
  let here: Office;
  beforeAll(async () => {
    here = await primaryWith(
      '{ beforeFiling: whole-list, afterFiling: number-stays-empty, vacancy: { kind: next-in-order } }',
    );
  });

  it('builds it again from the same sealed result by itself, and keeps both versions', async () => {
    const { app, office } = here;
    const { id, candidacies } = await plant(here, 'KZ-3905');
    const before = await listOf(here, id);
    const gone = candidacies[0]!;
    const person = await personOf(app, gone);
    const withdrawn = await app.get(WithdrawApplicationService).withdraw(gone, person);
    expect(withdrawn.ok).toBe(true);
    const after = await listOf(here, id);
    expect([after.version, after.cause]).toEqual([2, 'withdrawal']);
    expect(after.resultHashes).toEqual(before.resultHashes);
    expect(after.views.afterInterventions).not.toContain(gone);
    expect(await app.get(ListDirectory).documentOfVersion(id, 1)).toBe(before.document);
    const comparison = await app.get(SuccessionDirectory).comparison(id, 1, 2);
    expect(comparison?.departures).toMatchObject([
      { candidateId: gone, place: 1, cause: 'withdrawn', fromVersion: 1, toVersion: 2 },
    ]);
    expect(comparison?.differences.filter(({ kind }) => kind === 'left')).toHaveLength(1);
    expect(comparison?.differences.filter(({ kind }) => kind === 'came-in')).toHaveLength(1);
    // The same once more: nobody has left since.
    expect(await app.get(SucceedService).succeed(id, office)).toEqual({
      ok: false,
      error: [{ kind: 'nobody-left' }],
    });
    expect((await listOf(here, id)).version).toBe(2);
  });

  it('says so in the ledger, with who left and the hashes it rests on', async () => {
    const { app, office } = here;
    const { id, candidacies } = await plant(here, 'KZ-3906');
    await app.get(RecordConsentService).record(id, [candidacies[1]!], 'declined', office);
    expect(await app.get(SucceedService).succeed(id, office)).toMatchObject({
      value: { kind: 'rebuilt', version: 2, status: 'built' },
    });
    const list = await listOf(here, id);
    const lines = await app.rows<{ data: object }>(
      "SELECT data FROM ledger_entry WHERE subject = $1 AND kind = 'list-rebuilt'",
      [id],
    );
    expect(lines).toMatchObject([
      {
        data: {
          version: 2,
          cause: 'refusal',
          input: list.inputHash,
          results: list.resultHashes,
          left: [{ candidate: candidacies[1], place: 2, cause: 'declined' }],
        },
      },
    ]);
  });

  it('is refused when the results are no longer those the list rests on', async () => {
    const { app, office } = here;
    const { id, contest, candidacies } = await plant(here, 'KZ-3907');
    await app.get(RecordConsentService).record(id, [candidacies[0]!], 'declined', office);
    await app.rows(
      `UPDATE voting_result SET hash = $1 WHERE round_id IN
         (SELECT id FROM voting_round WHERE contest_id = $2)`,
      ['cd'.repeat(32), contest.id],
    );
    expect(await app.get(SucceedService).succeed(id, office)).toEqual({
      ok: false,
      error: [{ kind: 'result-changed' }],
    });
    expect((await listOf(here, id)).version).toBe(1);
  });

  it('tells everybody whose place is another one now, and nobody else', async () => {
    const { app } = here;
    const { id, candidacies } = await plant(here, 'KZ-3911');
    const before = await listOf(here, id);
    const [first, second, last] = [at(before, 1), at(before, 2), at(before, 10)];
    const reserve = candidacies.filter((one) => !before.views.afterInterventions.includes(one));
    for (const person of [first, second, last, ...reserve]) await personOf(app, person);
    const told = async () =>
      (
        await app.rows<{ subject: string; body: string }>(
          "SELECT subject, body FROM notification_message WHERE subject LIKE 'Тізімдегі%' ORDER BY created_at, id",
        )
      ).map(({ body }) => body);
    const earlier = await told();
    await app.get(WithdrawApplicationService).withdraw(first, await personOf(app, first));
    const after = await listOf(here, id);
    const sentences = (candidate: CandidacyId) => {
      const [from, to] = [before, after].map(
        ({ views }) => views.afterInterventions.indexOf(candidate) + 1,
      );
      if (from === to) return [];
      if (from === 0) return [`Вы вошли в список: место ${to}.`];
      return [`Ваше место в списке изменилось: было ${from}, стало ${to}.`];
    };
    const news = (await told()).filter((body) => !earlier.includes(body));
    const expected = [second, last, ...reserve].flatMap(sentences);
    expect(expected.length).toBeGreaterThan(1);
    expect(news).toHaveLength(expected.length);
    for (const sentence of expected)
      expect(news).toContainEqual(expect.stringContaining(`${sentence} Из списка кто-то выбыл.`));
  });

  it('is done once where two ask at the same moment', async () => {
    const { app, office } = here;
    const { id, candidacies } = await plant(here, 'KZ-3910');
    await app.get(RecordConsentService).record(id, [candidacies[0]!], 'declined', office);
    const service = app.get(SucceedService);
    const both = await Promise.all([service.succeed(id, office), service.succeed(id, office)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, error: [{ kind: 'nobody-left' }] });
    expect((await listOf(here, id)).version).toBe(2);
  });

  it('is the office’s own territory only, and never changes what was recorded', async () => {
    const { app } = here;
    const { id } = await plant(here, 'KZ-3908');
    const elsewhere = await app.staff('central-office', 'KZ-10');
    expect(await app.get(SuccessionJobs).succeed(id, elsewhere)).toMatchObject({
      error: [{ kind: 'outside-your-territory' }],
    });
    await expect(app.rows('DELETE FROM list_building_departure')).rejects.toThrow('never changed');
    await expect(app.rows('UPDATE list_building_departure SET place = 9')).rejects.toThrow(
      'never changed',
    );
  });

  it('lets an intervention lapse with its person, in sight, and frees the cap but not the place', async () => {
    const { app, office } = here;
    const { id, candidacies } = await plant(here, 'KZ-3909');
    const deputy = await app.staff('central-office');
    const give = (place: number, candidate: CandidacyId) =>
      givePlace(
        app,
        id,
        { place, reason: 'Experience', person: { kind: 'candidate', id: candidate } },
        [office, deputy],
      );
    // 40 % of ten places: four.
    for (const place of [1, 2, 3, 4])
      expect((await give(place, candidacies[place + 4]!)).ok).toBe(true);
    expect(await give(5, candidacies[0]!)).toMatchObject({
      error: [{ kind: 'cap-reached', cap: 4 }],
    });
    await app.get(RecordConsentService).record(id, [candidacies[5]!], 'declined', office);
    await app.get(SucceedService).succeed(id, office);
    const list = await listOf(here, id);
    expect(list.interventions).toHaveLength(4);
    expect(list.input.fixed.map(({ place }) => place)).toEqual([2, 3, 4]);
    expect(await give(1, candidacies[0]!)).toMatchObject({
      error: [{ kind: 'place-already-given' }],
    });
    expect((await give(5, candidacies[0]!)).ok).toBe(true);
  });
});

describe('a candidate’s own answer', () => {
  let here: Office;
  beforeAll(async () => {
    here = await primaryWith(
      '{ beforeFiling: whole-list, afterFiling: number-stays-empty, confirmWithinHours: 24, silence: declines, vacancy: { kind: next-in-order } }',
    );
  });

  const answer = async (id: ListId, candidacy: CandidacyId, said: PlaceAnswer) => {
    const person = await personOf(here.app, candidacy);
    const done = await here.app.get(AnswerOfferService).answer(id, candidacy, said, person);
    if (done.ok) await here.app.get(SucceedService).succeed(id, person);
    return done;
  };

  it('of accepting is their consent, and moves nobody', async () => {
    const { id, candidacies } = await plant(here, 'KZ-3905');
    expect(await answer(id, candidacies[0]!, { kind: 'accept' })).toEqual({
      ok: true,
      value: null,
    });
    const list = await listOf(here, id);
    expect(list.version).toBe(1);
    expect(list.people.get(candidacies[0]!)).toMatchObject({
      consent: 'given',
      answeredBy: 'candidate',
      accepts: null,
    });
  });

  it('“the highest place I accept” lets the next one up, and the document tells whose word it was', async () => {
    const { id, candidacies } = await plant(here, 'KZ-3906');
    const before = await listOf(here, id);
    await answer(id, at(before, 1), { kind: 'accept-within', range: { from: 3, to: 10 } });
    const after = await listOf(here, id);
    expect(after.cause).toBe('refusal');
    expect(at(after, 1)).toBe(at(before, 2));
    expect(at(after, 3)).toBe(at(before, 1));
    expect(after.outcome).toMatchObject({
      displaced: expect.arrayContaining([
        expect.objectContaining({
          candidate: candidacies[0],
          passedOver: [
            expect.objectContaining({ because: [`statement:${candidacies[0]!}:before`] }),
          ],
        }),
      ]),
    });
    expect(
      after.quotas.map(({ quota }) => quota).filter((id) => id.startsWith('statement')),
    ).toEqual([]);
    // Built again by the office, the statement still holds.
    await here.app.get(BuildListService).build(after.contestId, here.office);
    expect((await listOf(here, id)).views.afterInterventions).toEqual(
      after.views.afterInterventions,
    );
  });

  it('of declining cannot be taken back, and is taken from nobody else', async () => {
    const { id, candidacies } = await plant(here, 'KZ-3907');
    const stranger = await personOf(here.app, candidacies[5]!);
    expect(
      await here.app
        .get(AnswerOfferService)
        .answer(id, candidacies[0]!, { kind: 'decline' }, stranger),
    ).toEqual({ ok: false, error: [{ kind: 'not-your-place' }] });
    expect((await answer(id, candidacies[0]!, { kind: 'decline' })).ok).toBe(true);
    expect((await listOf(here, id)).views.afterInterventions).not.toContain(candidacies[0]);
    expect(await answer(id, candidacies[0]!, { kind: 'accept' })).toEqual({
      ok: false,
      error: [{ kind: 'already-declined' }],
    });
  });

  it.each([
    [0, 3],
    [5, 4],
    [1, 11],
  ])('is refused where places %d to %d are none of the list', async (from, to) => {
    const { id, candidacies } = await plant(here, `KZ-391${from}`);
    expect(
      await answer(id, candidacies[0]!, { kind: 'accept-within', range: { from, to } }),
    ).toEqual({ ok: false, error: [{ kind: 'range-wrong', places: 10 }] });
    expect((await listOf(here, id)).people.get(candidacies[0]!)?.consent).toBeNull();
  });

  it('is awaited for 24 hours, and silence then declines (Pirates of Iceland, 2024)', async () => {
    const { app, office } = here;
    const { id } = await plant(here, 'KZ-3912');
    const list = await listOf(here, id);
    const offered = await app.get(OfferPlacesService).offer(id, office);
    expect(offered).toMatchObject({ value: { people: 10 } });
    expect(await app.get(CloseOffersService).close(id, office)).toEqual({
      ok: false,
      error: [{ kind: 'nothing-to-close' }],
    });
    const silent = at(list, 10);
    for (const candidacy of list.views.afterInterventions.slice(0, 9)) {
      expect((await answer(id, candidacy as CandidacyId, { kind: 'accept' })).ok).toBe(true);
    }
    app.clock.set('2020-08-21T09:00:01+05:00');
    expect(await answer(id, silent, { kind: 'accept' })).toEqual({
      ok: false,
      error: [{ kind: 'offer-closed' }],
    });
    expect(await app.get(CloseOffersService).close(id, office)).toEqual({
      ok: true,
      value: { silent: [silent] },
    });
    await app.get(SucceedService).succeed(id, office);
    const after = await listOf(here, id);
    expect(after.views.afterInterventions).not.toContain(silent);
    expect(after.people.get(silent)).toMatchObject({ consent: 'declined', answeredBy: 'silence' });
    app.clock.set('2020-08-20T09:00:00+05:00');
  });
});

describe('a place yielded to another', () => {
  let here: Office;
  beforeAll(async () => {
    here = await primaryWith(
      '{ beforeFiling: whole-list, afterFiling: number-stays-empty, vacancy: { kind: next-in-order } }',
    );
  });

  it('is theirs once both have signed; nobody else moves', async () => {
    const { app } = here;
    const { id } = await plant(here, 'KZ-3905');
    const before = await listOf(here, id);
    const [giver, taker] = [at(before, 1), at(before, 2)];
    const offered = await app
      .get(OfferYieldService)
      .offer(id, giver, taker, await personOf(app, giver));
    expect(offered).toEqual({ ok: true, value: { number: 1 } });
    const early = await app
      .get(AnswerYieldService)
      .answer(id, 1, 'agreed', await personOf(app, giver));
    expect(early).toEqual({ ok: false, error: [{ kind: 'not-your-place' }] });
    const agreed = await app
      .get(AnswerYieldService)
      .answer(id, 1, 'agreed', await personOf(app, taker));
    expect(agreed).toEqual({ ok: true, value: { version: 2 } });
    const after = await listOf(here, id);
    expect([after.cause, at(after, 1), at(after, 2)]).toEqual(['yield', taker, giver]);
    expect(after.views.afterInterventions.slice(2)).toEqual(
      before.views.afterInterventions.slice(2),
    );
    expect(after.interventions).toEqual([]);
    await expect(app.rows('UPDATE list_building_yield SET giver_place = 5')).rejects.toThrow(
      'never changed',
    );
    // It stays in force when somebody else leaves.
    await app.get(RecordConsentService).record(id, [at(after, 3)], 'declined', here.office);
    await app.get(SucceedService).succeed(id, here.office);
    const later = await listOf(here, id);
    expect([at(later, 1), at(later, 2)]).toEqual([taker, giver]);
  });

  it('is refused where a quota over the seats would break, which is named, and changes nothing', async () => {
    const { app } = here;
    const { id } = await plant(here, 'KZ-3906');
    const before = await listOf(here, id);
    const woman = before.views.afterInterventions.findIndex((one) =>
      before.people.get(one)?.groups.includes('woman'),
    );
    const [giver, taker] = [at(before, woman + 1), at(before, 9)];
    await app.get(OfferYieldService).offer(id, giver, taker, await personOf(app, giver));
    const answer = await app
      .get(AnswerYieldService)
      .answer(id, 1, 'agreed', await personOf(app, taker));
    expect(answer).toEqual({
      ok: false,
      error: [{ kind: 'quotas-broken', conflict: ['statutory-seats'] }],
    });
    expect((await listOf(here, id)).version).toBe(1);
  });

  it('waits for one answer at a time', async () => {
    const { app } = here;
    const { id } = await plant(here, 'KZ-3907');
    const list = await listOf(here, id);
    const person = await personOf(app, at(list, 1));
    const offer = (taker: string) =>
      app.get(OfferYieldService).offer(id, at(list, 1), taker, person);
    expect(await offer(at(list, 1))).toMatchObject({ error: [{ kind: 'yield-to-oneself' }] });
    expect(await offer(randomUUID())).toMatchObject({ error: [{ kind: 'not-on-list' }] });
    expect((await offer(at(list, 4))).ok).toBe(true);
    expect(await offer(at(list, 5))).toMatchObject({ error: [{ kind: 'yield-open' }] });
  });
});

describe('rules that fill only the column of whoever left', () => {
  it('keep everybody else in place, and refuse to build the whole list again', async () => {
    const here = await primaryWith(
      '{ beforeFiling: column, afterFiling: number-stays-empty, vacancy: { kind: next-in-order } }',
    );
    const { app, office } = here;
    const { id, contest } = await plant(here, 'KZ-3905');
    const before = await listOf(here, id);
    await app.get(RecordConsentService).record(id, [at(before, 1)], 'declined', office);
    expect((await app.get(SucceedService).succeed(id, office)).ok).toBe(true);
    // No quota of these rules speaks of single places: the whole list is one column.
    expect(at(await listOf(here, id), 1)).toBe(at(before, 2));
    expect(await app.get(BuildListService).build(contest.id, office)).toEqual({
      ok: false,
      error: [{ kind: 'column-by-column' }],
    });
  });
});

describe('two places reserved for women, and a rule that fills columns only', () => {
  it('lets the others move up past them: allotted places do not move', async () => {
    const reserved = [1, 3].map(
      (place) => `      - id: woman-${place}
        name: { kk: Әйел, ru: Женщина, en: A woman on place ${place} }
        group: [woman]
        scope: { kind: place, place: ${place} }
        atLeast: { count: 1 }
        usedUpByElected: false
`,
    );
    const rules = withSuccession(
      '{ beforeFiling: column, afterFiling: number-stays-empty, vacancy: { kind: next-in-order } }',
    ).replace(/( {4}quotas: &quotas\n)/, (line) => `${line}${reserved.join('')}`);
    const here = await primaryOf(rules);
    const { app, office } = here;
    const { id } = await plant(here, 'KZ-3905');
    const before = await listOf(here, id);
    await app.get(RecordConsentService).record(id, [at(before, 2)], 'declined', office);
    await app.get(SucceedService).succeed(id, office);
    const after = await listOf(here, id);
    expect([at(after, 1), at(after, 3)]).toEqual([at(before, 1), at(before, 3)]);
    expect([at(after, 2), at(after, 4)]).toEqual([at(before, 4), at(before, 5)]);
    const reasons = (list: RankedList) =>
      list.outcome.status === 'built' ? list.outcome.list.map(({ reason }) => reason) : [];
    expect(reasons(after)[0]).toEqual(reasons(before)[0]);
    expect(after.input.fixed).toMatchObject([
      { place: 1, kept: true },
      { place: 3, kept: true },
    ]);
    expect(after.interventions).toEqual([]);
  });
});

describe('after filing', () => {
  const filed = async (here: Office, territory: string): Promise<ListId> => {
    const { app, office } = here;
    const { id } = await plant(here, territory);
    const list = await listOf(here, id);
    await app.get(RecordConsentService).record(id, list.views.afterInterventions, 'given', office);
    const done = await app.get(FileListService).file(id, office);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
    return id;
  };

  it('a number stays empty and the withdrawal is on record (Kyrgyzstan)', async () => {
    const here = await primaryWith(
      '{ beforeFiling: whole-list, afterFiling: number-stays-empty, vacancy: { kind: next-in-order } }',
    );
    const id = await filed(here, 'KZ-3905');
    const before = await listOf(here, id);
    const gone = at(before, 2);
    await here.app.get(WithdrawApplicationService).withdraw(gone, await personOf(here.app, gone));
    const after = await listOf(here, id);
    expect([after.version, after.state]).toEqual([1, 'filed']);
    expect(after.views).toEqual(before.views);
    const succession = await here.app.get(SuccessionDirectory).of(after);
    expect(succession.departures).toMatchObject([
      { candidateId: gone, place: 2, cause: 'withdrawn', toVersion: null },
    ]);
  });

  it('the whole list is built and filed again where the rules say so', async () => {
    const here = await primaryWith(
      '{ beforeFiling: whole-list, afterFiling: whole-list, vacancy: { kind: next-in-order } }',
    );
    const id = await filed(here, 'KZ-3905');
    const before = await listOf(here, id);
    const gone = at(before, 2);
    await here.app.get(WithdrawApplicationService).withdraw(gone, await personOf(here.app, gone));
    const after = await listOf(here, id);
    expect([after.version, after.state]).toEqual([2, 'filed']);
    expect(after.views.asFiled).toHaveLength(10);
    expect(after.views.asFiled).not.toContain(gone);
    expect([...after.views.asFiled].sort()).toEqual([...after.views.afterInterventions].sort());
  });

  const seated = async (here: Office, territory: string): Promise<ListId> => {
    const id = await filed(here, territory);
    const done = await here.app.get(AssignMandatesService).assign(id, 5, here.office);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
    return id;
  };

  it('a vacated seat goes to the next in the reserve who keeps the quota, with the history kept', async () => {
    const here = await primaryWith(
      '{ beforeFiling: whole-list, afterFiling: number-stays-empty, vacancy: { kind: next-in-order } }',
    );
    const { app, office } = here;
    const id = await seated(here, 'KZ-3905');
    const succession = app.get(SuccessionDirectory);
    const before = await succession.of(await listOf(here, id));
    expect(before.seats.map(({ vacant }) => vacant)).toEqual([false, false, false, false, false]);
    const nobody = { candidate: '', reason: '' };
    expect(await app.get(FillSeatService).fill(id, 1, nobody, office)).toEqual({
      ok: false,
      error: [{ kind: 'seat-held' }],
    });
    expect(await app.get(VacateSeatService).vacate(id, 1, ' ', office)).toEqual({
      ok: false,
      error: [{ kind: 'reason-missing' }],
    });
    expect((await app.get(VacateSeatService).vacate(id, 1, 'Became a minister', office)).ok).toBe(
      true,
    );
    const filled = await app.get(FillSeatService).fill(id, 1, nobody, office);
    expect(filled).toEqual({ ok: true, value: { candidate: before.reserve[0] } });
    const after = await succession.of(await listOf(here, id));
    expect(after.seats[0]?.holdings).toMatchObject([
      { filledAs: 'assigned', vacatedReason: 'Became a minister' },
      { filledAs: 'next-in-order', candidateId: before.reserve[0], vacatedReason: null },
    ]);
    expect(after.reserve).toEqual(before.reserve.slice(1));
    await expect(app.rows('DELETE FROM list_building_seat')).rejects.toThrow('never changed');
    await expect(
      app.rows('UPDATE list_building_seat SET candidate_id = $1 WHERE seat = 2', [randomUUID()]),
    ).rejects.toThrow('never changed');
    await expect(
      app.rows(
        `INSERT INTO list_building_seat (list_id, seat, holding, candidate_id, filled_as, filled_by, filled_at)
         VALUES ($1, 2, 2, $2, 'next-in-order', $2, now())`,
        [id, randomUUID()],
      ),
    ).rejects.toThrow('list_building_seat_one_holder');
  });

  it('a seat is filled by a reasoned decision where the rules leave it to the Bureau', async () => {
    const here = await primaryWith(
      '{ beforeFiling: whole-list, afterFiling: number-stays-empty, vacancy: { kind: by-decision } }',
    );
    const { app, office } = here;
    const id = await seated(here, 'KZ-3905');
    const { reserve } = await app.get(SuccessionDirectory).of(await listOf(here, id));
    await app.get(VacateSeatService).vacate(id, 2, 'Resigned', office);
    const fill = (candidate: string, reason: string) =>
      app.get(FillSeatService).fill(id, 2, { candidate, reason }, office);
    expect(await fill('', '')).toEqual({
      ok: false,
      error: [{ kind: 'choose-somebody' }, { kind: 'reason-missing' }],
    });
    const chosen = reserve[1]!;
    expect(await fill(chosen, 'Decision of the Bureau, 24 February')).toEqual({
      ok: true,
      value: { candidate: chosen },
    });
    const lines = await app.rows(
      "SELECT data FROM ledger_entry WHERE subject = $1 AND kind = 'seat-filled'",
      [id],
    );
    expect(lines).toMatchObject([{ data: { seat: 2, candidate: chosen, rule: 'by-decision' } }]);
  });

  it('a woman’s seat goes to the next woman where the rules say so', async () => {
    const here = await primaryWith(
      '{ beforeFiling: whole-list, afterFiling: number-stays-empty, vacancy: { kind: same-group, groups: [woman] } }',
    );
    const { app, office } = here;
    const id = await seated(here, 'KZ-3905');
    const list = await listOf(here, id);
    const isWoman = (one: string | undefined) =>
      list.people.get(one ?? '')?.groups.includes('woman') === true;
    const before = await app.get(SuccessionDirectory).of(list);
    const seat = before.seats.find(({ holdings }) => isWoman(holdings[0]?.candidateId));
    await app.get(VacateSeatService).vacate(id, seat?.seat ?? 0, 'Resigned', office);
    const nobody = { candidate: '', reason: '' };
    const filled = await app.get(FillSeatService).fill(id, seat?.seat ?? 0, nobody, office);
    expect(filled).toEqual({ ok: true, value: { candidate: before.reserve.find(isWoman) } });
  });
});

describe('the check of completeness', () => {
  it('asks again for membership, certificates and the minutes, and says each with its person', async () => {
    const here = await primaryOf(
      withSuccession(
        '{ beforeFiling: whole-list, afterFiling: number-stays-empty, vacancy: { kind: next-in-order } }',
      ).replace(
        'requires: [consent, membership, disability-certificate]',
        'requires: [consent, membership, disability-certificate, congress-minutes]',
      ),
    );
    const { app, office } = here;
    const { id } = await plant(here, 'KZ-3905');
    const list = await listOf(here, id);
    await app.get(RecordConsentService).record(id, list.views.afterInterventions, 'given', office);
    const [first, second] = [at(list, 1), at(list, 2)];
    await app.rows(
      `UPDATE candidate_person SET membership = 'none'
        WHERE id = (SELECT person_id FROM candidate_candidacy WHERE id = $1)`,
      [first],
    );
    await app.rows(
      `INSERT INTO candidate_group_evidence (candidacy_id, group_id, basis, state, found_by, found_at)
       VALUES ($1, 'disability', 'certificate', 'verified', $2, now())`,
      [second, randomUUID()],
    );
    expect(await app.get(FileListService).file(id, office)).toEqual({
      ok: false,
      error: [
        { kind: 'no-minutes' },
        { kind: 'not-a-member', place: 1, candidate: first },
        { kind: 'no-document', document: 'disability-certificate', place: 2, candidate: second },
      ],
    });
    expect((await listOf(here, id)).state).toBe('built');
    await app.rows("UPDATE candidate_person SET membership = 'member'");
    await app.rows(
      `INSERT INTO candidate_document (candidacy_id, kind, name, type, size, hash, uploaded_by, uploaded_at)
       VALUES ($1, 'disability-certificate', 'c.pdf', 'application/pdf', 1, $2, $3, now())`,
      [second, 'ab'.repeat(32), randomUUID()],
    );
    const minutes = 'No. 21 of 27 November 2020';
    expect(await app.get(FileListService).file(id, office, minutes)).toEqual({
      ok: true,
      value: null,
    });
    expect((await listOf(here, id)).filing?.minutes).toBe(minutes);
  });
});
