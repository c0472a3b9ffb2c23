import { randomUUID } from 'node:crypto';
import {
  BuildListService,
  FeasibilityNight,
  KeepScenariosService,
  ListDirectory,
  ListJobs,
  RecordConsentService,
} from '../../src/list-building/index.js';
import type { ListId, ListJobId, PrimaryId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { testApp, type TestApp } from '../support/app.js';
import {
  contestIn,
  eightSeats,
  fourteen,
  plantCandidates,
  plantContest,
} from '../support/final-results.js';
import { openPrimary } from '../support/primary.js';

let app: TestApp;
let office: Actor;
let primaryId: PrimaryId;
let jobs: ListJobs;

beforeAll(async () => {
  app = await testApp();
  ({ primaryId, office } = await openPrimary(app, { rules: eightSeats }));
  jobs = app.get(ListJobs);
});

afterAll(() => app.close());

const versionsOf = async (contest: string): Promise<number> => {
  const [row] = await app.rows<{ versions: number }>(
    `SELECT count(*)::integer AS versions FROM list_building_version v
       JOIN list_building_list l ON l.id = v.list_id WHERE l.contest_id = $1`,
    [contest],
  );
  return row?.versions ?? 0;
};

/** A job as a server leaves it that was killed while it worked. */
const killedJob = async (
  contest: string | null,
  ago = '1 minute',
  [kind, task, asker]: readonly [string, object | null, Actor] = ['build', null, office],
): Promise<ListJobId> => {
  const id = randomUUID() as string as ListJobId;
  await app.rows(
    `INSERT INTO list_job (id, primary_id, kind, subject, task, state, asked_by, asked_by_name, asked_at, steps, runner, seen_at)
     VALUES ($1, $2, $3, $4, $5, 'running', $6, 'X', now(), 1, $7, clock_timestamp() - $8::interval)`,
    [id, primaryId, kind, contest, task, asker.accountId, randomUUID(), ago],
  );
  return id;
};

describe('a job that goes on without those who left', () => {
  const leftOne = async (territory: string) => {
    const { contest, candidacies } = await plantContest(app, primaryId, territory, fourteen);
    const built = await app.get(BuildListService).build(contest.id, office);
    if (!built.ok) throw new Error('not built');
    const { listId } = built.value;
    await app.get(RecordConsentService).record(listId, [candidacies[0]!], 'declined', office);
    return { contest, listId };
  };

  it('writes the next version once, however often it is asked for at once', async () => {
    const { contest, listId } = await leftOne('KZ-3917');
    const ids = await Promise.all(
      [1, 2].map(() => jobs.ask('succession', primaryId, contest.id, office)),
    );
    await Promise.all(ids.map((id) => jobs.waitFor(id)));
    expect(await jobs.byId(ids[0]!)).toMatchObject({
      state: 'done',
      results: [{ subject: contest.id, outcome: 'built', listId, version: 2 }],
    });
    expect(await versionsOf(contest.id)).toBe(2);
  });

  it('writes nothing once it was cancelled', async () => {
    const { contest } = await leftOne('KZ-3918');
    const id = await jobs.ask('succession', primaryId, contest.id, office);
    expect(await jobs.cancel(id, office)).toBe(true);
    expect(await versionsOf(contest.id)).toBe(1);
  });

  it('says that nobody has left', async () => {
    const { contest } = await plantContest(app, primaryId, 'KZ-3919', fourteen);
    await app.get(BuildListService).build(contest.id, office);
    const id = await jobs.ask('succession', primaryId, contest.id, office);
    await jobs.waitFor(id);
    expect((await jobs.byId(id))?.results).toMatchObject([
      { outcome: 'refused', refusals: [{ kind: 'nobody-left' }] },
    ]);
  });
});

describe('a job that gives a place', () => {
  let deputy: Actor;

  beforeAll(async () => {
    deputy = await app.staff('central-office');
  });

  const built = async (territory: string) => {
    const { contest, candidacies } = await plantContest(app, primaryId, territory, fourteen);
    const done = await app.get(BuildListService).build(contest.id, office);
    if (!done.ok) throw new Error('not built');
    return { contest, candidacies, listId: done.value.listId };
  };
  const act = (place: number, id: string | undefined) => ({
    place,
    reason: 'Experience',
    person: { kind: 'candidate' as const, id: id ?? '' },
  });
  const ask = async (
    kind: 'proposal' | 'signature',
    contest: string,
    task: { readonly listId: ListId; readonly act: ReturnType<typeof act> | number },
    actor: Actor,
  ) => {
    const id = await jobs.ask(kind, primaryId, contest, actor, task);
    await jobs.waitFor(id);
    return await jobs.byId(id);
  };
  const proposalsOf = async (listId: string) =>
    await app.rows<{ answer: string | null; seen_version: number; would_be: string[] }>(
      'SELECT answer, seen_version, would_be FROM list_building_proposal WHERE list_id = $1',
      [listId],
    );

  it('keeps with a proposal what the list would become, and makes the list that with the signature', async () => {
    const { contest, candidacies, listId } = await built('KZ-3901');
    const proposed = await ask(
      'proposal',
      contest.id,
      { listId, act: act(1, candidacies[9]) },
      office,
    );
    expect(proposed?.results).toMatchObject([{ outcome: 'proposed', refusals: [] }]);
    const [proposal] = await proposalsOf(listId);
    expect(proposal).toMatchObject({ answer: null, seen_version: 1 });
    expect(proposal?.would_be[0]).toBe(candidacies[9]);
    const signed = await ask('signature', contest.id, { listId, act: 1 }, deputy);
    expect(signed?.results).toMatchObject([{ outcome: 'built', listId, version: 2 }]);
    const list = await app.get(ListDirectory).byId(listId);
    expect(list?.views.afterInterventions).toEqual(proposal?.would_be);
    expect(list?.interventions[0]?.confirmedByName).toBe(deputy.name);
  });

  it('asks about two places of one list at a time, and about the same place once', async () => {
    const { contest, candidacies, listId } = await built('KZ-3902');
    const [one, two, again] = await Promise.all(
      [act(1, candidacies[9]), act(2, candidacies[8]), act(1, candidacies[9])].map((given) =>
        jobs.ask('proposal', primaryId, contest.id, office, { listId, act: given }),
      ),
    );
    expect(two).not.toBe(one);
    expect(again).toBe(one);
    await Promise.all([one!, two!].map((id) => jobs.waitFor(id)));
    expect(await proposalsOf(listId)).toHaveLength(2);
  });

  it('answers everybody who signs for themselves, also at once', async () => {
    const { contest, candidacies, listId } = await built('KZ-3915');
    await ask('proposal', contest.id, { listId, act: act(1, candidacies[9]) }, office);
    const task = { listId, act: 1 };
    const ids = await Promise.all(
      [office, deputy].map((actor) => jobs.ask('signature', primaryId, contest.id, actor, task)),
    );
    await Promise.all(ids.map((id) => jobs.waitFor(id)));
    const results = await Promise.all(ids.map(async (id) => (await jobs.byId(id))?.results));
    expect(results).toMatchObject([
      [{ outcome: 'refused', refusals: [{ kind: 'own-proposal' }] }],
      [{ outcome: 'built', version: 2 }],
    ]);
  });

  it('says with its names and numbers why a place is not given, and writes nothing', async () => {
    const { contest, candidacies, listId } = await built('KZ-3903');
    const far = await ask('proposal', contest.id, { listId, act: act(99, candidacies[9]) }, office);
    expect(far?.results).toMatchObject([
      { outcome: 'refused', refusals: [{ kind: 'place-outside-list', places: 10 }] },
    ]);
    await ask('proposal', contest.id, { listId, act: act(1, candidacies[9]) }, office);
    const own = await ask('signature', contest.id, { listId, act: 1 }, office);
    expect(own?.results).toMatchObject([{ refusals: [{ kind: 'own-proposal' }] }]);
    expect(await versionsOf(contest.id)).toBe(1);
  });

  it('gives nothing once it was cancelled; the proposal still waits', async () => {
    const { contest, candidacies, listId } = await built('KZ-3904');
    await ask('proposal', contest.id, { listId, act: act(1, candidacies[9]) }, office);
    const id = await jobs.ask('signature', primaryId, contest.id, deputy, { listId, act: 1 });
    expect(await jobs.cancel(id, deputy)).toBe(true);
    expect(await proposalsOf(listId)).toMatchObject([{ answer: null }]);
    expect(await versionsOf(contest.id)).toBe(1);
  });

  it('is done again after the server was killed, and gives the place once', async () => {
    const { contest, candidacies, listId } = await built('KZ-3907');
    await ask('proposal', contest.id, { listId, act: act(1, candidacies[9]) }, office);
    const task = { listId, act: 1 };
    const id = await killedJob(contest.id, '1 minute', ['signature', task, deputy]);
    await Promise.all([jobs.takeUp(), jobs.takeUp()]);
    await jobs.waitFor(id);
    expect(await jobs.byId(id)).toMatchObject({ state: 'done', stepsDone: 1 });
    expect(await proposalsOf(listId)).toMatchObject([{ answer: 'signed' }]);
    expect(await versionsOf(contest.id)).toBe(2);
  });

  it('knows what it is about, and no other job does', async () => {
    await expect(killedJob(randomUUID(), '1 minute', ['signature', null, office])).rejects.toThrow(
      'list_job_task',
    );
    await expect(killedJob(randomUUID(), '1 minute', ['build', {}, office])).rejects.toThrow(
      'list_job_task',
    );
  });
});

describe('a job that builds a list', () => {
  it('writes one version and says who asked and what came of it', async () => {
    const { contest } = await plantContest(app, primaryId, 'KZ-3905', fourteen);
    const id = await jobs.ask('build', primaryId, contest.id, office);
    expect(await jobs.waitFor(id)).toBe(true);
    const list = await app.get(ListDirectory).ofContest(contest.id);
    expect(await jobs.byId(id)).toMatchObject({
      state: 'done',
      askedByName: office.name,
      steps: 1,
      stepsDone: 1,
      results: [{ subject: contest.id, outcome: 'built', listId: list?.id, version: 1 }],
    });
  });

  it('asked for twice at once, is one job', async () => {
    const { contest } = await plantContest(app, primaryId, 'KZ-3906', fourteen);
    const [one, two] = await Promise.all([
      jobs.ask('build', primaryId, contest.id, office),
      jobs.ask('build', primaryId, contest.id, office),
    ]);
    expect(two).toBe(one);
    expect(await jobs.waitFor(one)).toBe(true);
    expect(await versionsOf(contest.id)).toBe(1);
  });

  it('says why a list cannot be built yet', async () => {
    const contest = await contestIn(app, primaryId, 'district-maslikhat', 'KZ-3920');
    const id = await jobs.ask('build', primaryId, contest.id, office);
    await jobs.waitFor(id);
    expect((await jobs.byId(id))?.results).toMatchObject([
      { outcome: 'refused', refusals: [{ kind: 'results-not-final' }], listId: null },
    ]);
  });

  it('is done again after the server was killed, and writes its version once', async () => {
    const { contest } = await plantContest(app, primaryId, 'KZ-3908', fourteen);
    const id = await killedJob(contest.id);
    await Promise.all([jobs.takeUp(), jobs.takeUp()]);
    await jobs.waitFor(id);
    expect(await jobs.byId(id)).toMatchObject({ state: 'done', stepsDone: 1 });
    await jobs.takeUp();
    expect(await versionsOf(contest.id)).toBe(1);
  });

  it('leaves the lists alone that it had built before the server was killed', async () => {
    const { contest } = await plantContest(app, primaryId, 'KZ-3909', fourteen);
    const built = await app.get(BuildListService).build(contest.id, office);
    if (!built.ok) throw new Error('not built');
    const id = await killedJob(contest.id);
    await app.rows(
      `INSERT INTO list_job_step (job_id, subject, outcome, list_id, version, refusals, ended_at)
       VALUES ($1, $2, 'built', $3, 1, '{}', now())`,
      [id, contest.id, built.value.listId],
    );
    await jobs.takeUp();
    expect((await jobs.byId(id))?.state).toBe('done');
    expect(await versionsOf(contest.id)).toBe(1);
  });

  it('is not taken from a server that is still heard of', async () => {
    const { contest } = await plantContest(app, primaryId, 'KZ-3910', fourteen);
    const id = await killedJob(contest.id, '1 second');
    await jobs.takeUp();
    expect((await jobs.byId(id))?.state).toBe('running');
    expect(await jobs.cancel(id, office)).toBe(true);
  });

  it('writes no version once it was cancelled, by whichever server it ran on', async () => {
    const { contest } = await plantContest(app, primaryId, 'KZ-3911', fourteen);
    const id = await jobs.ask('build', primaryId, contest.id, office);
    expect(await jobs.cancel(id, office)).toBe(true);
    expect(await jobs.byId(id)).toMatchObject({ state: 'cancelled', results: [] });
    expect(await versionsOf(contest.id)).toBe(0);
    expect(await jobs.cancel(id, office)).toBe(false);
    // And the list can be asked for again.
    const again = await jobs.ask('build', primaryId, contest.id, office);
    expect(again).not.toBe(id);
    expect(await jobs.waitFor(again)).toBe(true);
    expect(await versionsOf(contest.id)).toBe(1);
  });

  it('is not cancelled by an office of another region that did not ask', async () => {
    const { contest } = await plantContest(app, primaryId, 'KZ-3912', fourteen);
    const id = await killedJob(contest.id, '1 second');
    expect(await jobs.cancel(id, await app.staff('central-office', 'KZ-10'))).toBe(false);
    expect(await jobs.cancel(id, office)).toBe(true);
  });

  it('builds the lists of all contests and counts them', async () => {
    const id = await jobs.ask('build', primaryId, null, office);
    await jobs.waitFor(id);
    const job = await jobs.byId(id);
    expect(job?.stepsDone).toBe(job?.steps);
    expect(job?.results.filter(({ outcome }) => outcome === 'built').length).toBeGreaterThan(3);
  });

  it('can never be about two versions, nor end without an end', async () => {
    await expect(
      app.rows("UPDATE list_job SET state = 'running', ended_at = now() WHERE state = 'done'"),
    ).rejects.toThrow('list_job_ended');
    await expect(
      app.rows(
        `INSERT INTO list_job_step (job_id, subject, outcome, list_id, version, refusals, ended_at)
         SELECT job_id, gen_random_uuid(), outcome, list_id, version, refusals, ended_at
           FROM list_job_step WHERE list_id IS NOT NULL LIMIT 1`,
      ),
    ).rejects.toThrow('list_job_step_one_version');
  });
});

describe('feasibility', () => {
  const answersOf = async (contest: string) =>
    await app.rows<{ status: string; registered: number; helps: unknown; input_hash: string }>(
      'SELECT status, registered, helps, input_hash FROM list_feasibility WHERE contest_id = $1 ORDER BY asked_at',
      [contest],
    );
  const ask = async () => {
    const id = await jobs.ask('feasibility', primaryId, null, office);
    await jobs.waitFor(id);
    return id;
  };

  it('is asked of every contest and kept, with what would help, and shows when it changed', async () => {
    const contest = await contestIn(app, primaryId, 'district-maslikhat', 'KZ-3913');
    await ask();
    app.clock.set('2020-08-21T02:30:00+05:00');
    await plantCandidates(app, contest, fourteen.slice(0, 10));
    await ask();
    app.clock.set('2020-08-22T02:30:00+05:00');
    await ask();
    const rows = await answersOf(contest.id);
    expect(rows.map(({ status }) => status)).toEqual(['nobody', 'infeasible', 'infeasible']);
    expect(rows[1]).toMatchObject({ registered: 10, helps: { settled: true } });
    expect(rows[2]?.input_hash).toBe(rows[1]?.input_hash);
    expect(rows[2]?.helps).toEqual(rows[1]?.helps);
  });

  it('of a night is asked once, while the season is before its lists', async () => {
    const night = app.get(FeasibilityNight);
    const count = async () =>
      (await app.rows("SELECT 1 FROM list_job WHERE kind = 'feasibility' AND night IS NOT NULL"))
        .length;
    await night.ask();
    expect(await count()).toBe(0);
    await app.rows("UPDATE primary_season SET state = 'registration' WHERE id = $1", [primaryId]);
    await night.ask();
    await night.ask();
    expect(await count()).toBe(1);
    app.clock.set('2020-08-23T02:30:00+05:00');
    await night.ask();
    expect(await count()).toBe(2);
    const [job] = await app.rows<{ state: string; asked_by: string | null }>(
      'SELECT state, asked_by FROM list_job WHERE night IS NOT NULL ORDER BY night DESC LIMIT 1',
    );
    expect(job).toEqual({ state: 'done', asked_by: null });
  });

  it('is never rewritten', async () => {
    await expect(app.rows("UPDATE list_feasibility SET status = 'feasible'")).rejects.toThrow(
      'never changed',
    );
  });
});

describe('a scenario', () => {
  it('stays as it was made, and no version of a list can point at it', async () => {
    const { contest } = await plantContest(app, primaryId, 'KZ-3914', fourteen);
    const built = await app.get(BuildListService).build(contest.id, office);
    if (!built.ok) throw new Error('not built');
    const { listId } = built.value;
    const entries = async () => (await app.rows('SELECT 1 FROM ledger_entry')).length;
    const before = await entries();
    const made = await app
      .get(KeepScenariosService)
      .create(listId, { name: 'No quotas', note: '', objective: 'by-place', quotas: [] }, office);
    if (!made.ok) throw new Error('not made');
    await jobs.waitFor(await jobs.ask('scenario', primaryId, made.value, office));
    const [row] = await app.rows<{ outcome: { status: string } }>(
      'SELECT outcome FROM list_scenario WHERE id = $1',
      [made.value],
    );
    expect(row?.outcome.status).toBe('built');
    await expect(
      app.rows("UPDATE list_scenario SET name = 'The list' WHERE id = $1", [made.value]),
    ).rejects.toThrow('never changed');
    expect(await versionsOf(contest.id)).toBe(1);
    // Internal work, not a decision: the public ledger hears nothing of it.
    expect(await entries()).toBe(before);
    const pointing = await app.rows(
      `SELECT 1 FROM information_schema.table_constraints c
         JOIN information_schema.constraint_column_usage u USING (constraint_name)
        WHERE c.constraint_type = 'FOREIGN KEY' AND u.table_name = 'list_scenario'`,
    );
    expect(pointing).toEqual([]);
    expect(
      await app.get(KeepScenariosService).remove(made.value, await app.staff('central-office')),
    ).toBe(false);
    expect(await app.get(KeepScenariosService).remove(made.value, office)).toBe(true);
  });

  it('is refused with every fault of its quotas, and without a name', async () => {
    const list = await app
      .get(ListDirectory)
      .ofContest((await contestIn(app, primaryId, 'district-maslikhat', 'KZ-3914')).id);
    const refused = await app.get(KeepScenariosService).create(
      list!.id,
      {
        name: ' ',
        note: '',
        objective: 'by-chance',
        quotas: [{ id: 'x', group: [], scope: { kind: 'list' } }],
      },
      office,
    );
    expect(refused).toMatchObject({
      ok: false,
      error: [
        { kind: 'name-missing' },
        {
          kind: 'faults',
          faults: [
            { path: 'objective', kind: 'unknown-choice' },
            { path: 'quotas[0].group', kind: 'empty' },
            { path: 'quotas[0]', kind: 'no-amount' },
          ],
        },
      ],
    });
    const elsewhere = await app.staff('central-office', 'KZ-10');
    const proposed = { name: 'A', note: '', objective: 'by-place', quotas: [] };
    expect(await app.get(KeepScenariosService).create(list!.id, proposed, elsewhere)).toEqual({
      ok: false,
      error: [{ kind: 'outside-your-territory' }],
    });
  });
});
