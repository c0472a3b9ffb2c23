import { strFromU8, unzipSync } from 'fflate';
import { ListDirectory, BuildListService } from '../../src/list-building/index.js';
import type { ListId, PrimaryId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { testApp, type Browser, type TestApp } from '../support/app.js';
import { eightSeats, fourteen, plantContest } from '../support/final-results.js';
import { openPrimary } from '../support/primary.js';

let app: TestApp;
let actor: Actor;
let office: Browser;
let primaryId: PrimaryId;
let id: ListId;

beforeAll(async () => {
  app = await testApp();
  ({ primaryId, office: actor } = await openPrimary(app, { rules: eightSeats }));
  office = app.browser();
  await office.signIn(actor);
  const { contest } = await plantContest(app, primaryId, 'KZ-3905', fourteen);
  const built = await app.get(BuildListService).build(contest.id, actor);
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  id = built.value.listId;
});

afterAll(() => app.close());

/** The form as it is shown: a clone of the list's quotas. */
const clone = async (): Promise<Record<string, string>> => {
  const { body } = await office.get(`/office/lists/${id}/scenarios/new`);
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of body.matchAll(
    /<input id="[^"]*" name="([^"]*)" value="([^"]*)"/g,
  )) {
    fields[name] = value;
  }
  for (const [, name = '', options = ''] of body.matchAll(
    /<select id="[^"]*" name="([^"]*)">(.*?)<\/select>/g,
  )) {
    fields[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? '';
  }
  for (const [, name = ''] of body.matchAll(/name="(q\d+-on)" value="yes" checked/g)) {
    fields[name] = 'yes';
  }
  return fields;
};

const make = async (changes: Record<string, string>) => {
  const path = `/office/lists/${id}/scenarios`;
  return await office.submit(path, { ...(await clone()), ...changes }, `${path}/new`);
};

const quotasOff = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.keys(await clone())
      .filter((name) => /^q\d+-on$/.test(name))
      .map((name) => [name, '']),
  );

describe('a new scenario', () => {
  it.each([
    ['kk', 'Болжам: бұл тізім емес', 'Квота қолданылады'],
    ['ru', 'А если? Это не список', 'Квота действует'],
    ['en', 'What-if: not the list', 'The quota is in force'],
  ])('begins as a clone of the quotas of the list, in %s', async (language, label, on) => {
    const { status, body } = await office.get(`/office/lists/${id}/scenarios/new?lang=${language}`);
    expect(status).toBe(200);
    expect(body).toContain(label);
    expect(body).toContain(on);
    const quotas = (await app.get(ListDirectory).byId(id))!.input.quotas.length;
    expect(body.match(/name="q\d+-on" value="yes" checked/g)).toHaveLength(quotas);
  });

  it('made as a clone gives the same list', async () => {
    const made = await make({ name: 'As it is' });
    expect(made.status).toBe(303);
    const { body } = await office.get(made.location ?? '');
    expect(body).toContain('Move up: 0');
    expect(body).toContain('Come in: 0');
    expect(body).not.toContain('another person');
  });

  it('without quotas shows who gains, who loses, who comes in and who drops out', async () => {
    const made = await make({
      ...(await quotasOff()),
      name: 'Without quotas',
      note: 'What do the quotas cost?',
    });
    const { body } = await office.get(made.location ?? '');
    expect(body).toContain('<title>What-if: not the list · Without quotas');
    expect(body.match(/class="what-if"/g)!.length).toBeGreaterThanOrEqual(2);
    expect(body).toContain('What do the quotas cost?');
    // By votes the ten men stand on the ten places; four people held places by quota.
    expect(body).toContain('Come in: 4');
    expect(body).toContain('Drop out: 4');
    expect(body).toContain('Қасымов Ержан <small>at place 7</small>');
    expect(body).toContain('Not in force');
  });

  it('takes a quota of any scope, shares with rounding, and soft quotas with a priority', async () => {
    const made = await make({
      name: 'Zipper at the top',
      objective: 'members-first',
      'n0-name': 'A woman in every two of the first four',
      'n0-group': 'woman',
      'n0-scope': 'window',
      'n0-a': '1',
      'n0-b': '4',
      'n0-least': '50%',
      'n0-least-round': 'down',
      'n0-strength': 'soft',
      'n0-priority': '1',
    });
    expect(made.status).toBe(303);
    const { body } = await office.get(made.location ?? '');
    expect(body).toContain('A woman in every two of the first four');
    expect(body).toContain('places 1 to 4; at least 1/2 (rounded down); soft, priority 1');
    const file = (await office.get(`${made.location ?? ''}/what-if.json`)).json();
    expect(file).toMatchObject({
      whatIf: 'What-if: not the list',
      scenario: { name: 'Zipper at the top', ofVersion: 1 },
      whatIfDocument: { objective: 'members-first' },
    });
    const table = await office.get(`${made.location ?? ''}/what-if.csv`);
    const lines = table.body.trim().split('\n');
    expect(lines).toHaveLength(11);
    expect(lines.every((line) => line.includes('What-if: not the list'))).toBe(true);
    expect(lines[1]).toContain('On merit.');
  });

  it('is a workbook in which every row of every sheet carries the label', async () => {
    const made = await make({ ...(await quotasOff()), name: 'No quotas' });
    const answer = await office.get(`${made.location ?? ''}/what-if.xlsx`);
    expect(answer.status).toBe(200);
    const files = unzipSync(answer.bytes);
    const text = (file: string) => strFromU8(files[file] ?? new Uint8Array());
    const shared = [...text('xl/sharedStrings.xml').matchAll(/<t[^>]*>([^<]*)<\/t>/g)];
    const label = shared.findIndex(([, said]) => said === 'What-if: not the list');
    for (const sheet of [1, 2, 3, 4]) {
      const rows = text(`xl/worksheets/sheet${sheet}.xml`).split('<row ').slice(1);
      expect(rows.length).toBeGreaterThan(1);
      for (const row of rows) expect(/<v>(\d+)<\/v>/.exec(row)?.[1]).toBe(String(label));
    }
    expect(text('xl/sharedStrings.xml')).toContain('No quotas');
  });

  it('that no list can keep shows the conflict', async () => {
    const made = await make({ name: 'Seven women', 'q0-least': '7' });
    const { body } = await office.get(made.location ?? '');
    expect(body).toContain('Under these quotas no list exists.');
    expect(body).toContain('needs 7, the candidates have 3');
  });

  it('is refused with a sentence beside every wrong field, and keeps what was typed', async () => {
    const refused = await make({
      name: ' ',
      'q0-least': '200%',
      'q1-strength': 'soft',
      'q1-priority': 'first',
      'n1-scope': 'window',
      'n1-a': '0',
      'n1-least': 'many',
    });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Give the scenario a name.');
    expect(refused.body).toContain('<a href="#q0-least">Quota 1: A share is at most one.</a>');
    expect(refused.body).toContain(
      '<a href="#q1-priority">Quota 2: A whole number belongs here.</a>',
    );
    expect(refused.body).toContain('<a href="#n1-a">New quota 2: At least 1.</a>');
    expect(refused.body).toContain('<a href="#n1-group">New quota 2: It may not be empty.</a>');
    expect(refused.body).toContain('name="q0-least" value="200%"');
    expect(refused.body).toContain('<details open>');
  });

  it('is listed with the one who made it, and removed by that person after a question', async () => {
    const made = await make({ name: 'To be removed' });
    const path = made.location ?? '';
    expect((await office.get(`/office/lists/${id}`)).body).toContain(
      `href="/office/lists/${id}/scenarios"`,
    );
    const listed = await office.get(`/office/lists/${id}/scenarios`);
    expect(listed.body).toContain('To be removed');
    expect(listed.body).toContain(`By ${actor.name}`);
    const colleague = app.browser();
    await colleague.signIn(await app.staff('central-office'));
    expect((await colleague.get(path)).body).not.toContain('/removal');
    await colleague.submit(`${path}/removal`, {}, `${path}/removal`);
    expect((await office.get(path)).status).toBe(200);
    expect((await office.get(`${path}/removal`)).body).toContain('removed for good');
    expect((await office.submit(`${path}/removal`, {})).location).toBe(
      `/office/lists/${id}/scenarios`,
    );
    expect((await office.get(path)).status).toBe(404);
  });

  it('whose building was stopped can be built again', async () => {
    const made = await make({ name: 'Stopped' });
    await app.rows('ALTER TABLE list_scenario DISABLE TRIGGER list_scenario_stays');
    await app.rows("UPDATE list_scenario SET outcome = NULL WHERE name = 'Stopped'");
    await app.rows('ALTER TABLE list_scenario ENABLE TRIGGER list_scenario_stays');
    const path = made.location ?? '';
    expect((await office.get(path)).body).toContain('This scenario is not built yet.');
    expect((await office.submit(path, {})).location).toBe(path);
    expect((await office.get(path)).body).toContain('Under these quotas a list exists.');
  });
});

describe('a scenario and the world', () => {
  const everybody = () => app.browser();

  /** Every public address about lists, and what it answers. */
  const published = async (): Promise<(readonly [string, number, string])[]> => {
    const addresses = [
      '/',
      '/lists',
      `/lists/${id}`,
      `/lists/${id}/document.json`,
      `/lists/${id}/versions/1/document.json`,
      `/lists/${id}/list.csv`,
      '/api/lists',
      `/api/lists/${id}`,
      `/api/lists/${id}/document`,
      '/api/openapi.json',
    ];
    const browser = everybody();
    const answers: [string, number, string][] = [];
    for (const address of addresses) {
      const { status, body } = await browser.get(address);
      // The token that forms carry is another on every page.
      answers.push([address, status, body.replace(/name="_csrf" value="[^"]*"/g, '')]);
    }
    return answers;
  };

  it('is published nowhere: every public page, document and export is as it was', async () => {
    const before = await published();
    const made = await make({ name: 'Leaked-what-if', 'q0-least': '1' });
    expect(made.status).toBe(303);
    const after = await published();
    expect(after).toEqual(before);
    expect(after.every(([, status]) => status === 200)).toBe(true);
    expect(JSON.stringify(after)).not.toContain('Leaked-what-if');
    const scenario = (made.location ?? '').split('/').at(-1) ?? '';
    for (const address of [
      `/lists/${scenario}`,
      `/lists/${id}/scenarios/${scenario}`,
      `/lists/${scenario}/document.json`,
      `/api/lists/${scenario}`,
    ]) {
      expect((await everybody().get(address)).status).toBe(404);
    }
  });

  it.each([
    ['commission-chair', 'KZ-3905'],
    ['party-control', 'KZ'],
    ['observer', null],
    ['candidate', null],
    ['voter', null],
  ] as const)('is closed to a %s', async (role, territory) => {
    const browser = app.browser();
    await browser.signIn(await app.staff(role, territory));
    const made = await make({ name: `Not for a ${role}` });
    const path = made.location ?? '';
    for (const address of [
      path,
      `${path}/what-if.json`,
      `${path}/what-if.csv`,
      `${path}/what-if.xlsx`,
      `${path}/removal`,
      `/office/lists/${id}/scenarios`,
      `/office/lists/${id}/scenarios/new`,
    ]) {
      expect([address, (await browser.get(address)).status]).toEqual([address, 403]);
      expect((await everybody().get(address)).status).not.toBe(200);
    }
  });

  it('belongs to its list: under another list it is not found', async () => {
    const made = await make({ name: 'Mine' });
    const other = (made.location ?? '').replace(id, '00000000-0000-4000-8000-000000000000');
    expect((await office.get(other)).status).toBe(404);
    expect((await office.get(`/office/lists/${id}/scenarios/nonsense`)).status).toBe(404);
  });
});
