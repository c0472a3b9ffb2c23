import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { Actor } from '../../src/platform/identity/index.js';
import { ImportTerritoriesService } from '../../src/primary/index.js';
import { ImportMembersService } from '../../src/voting/index.js';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;
let office: Actor;

const header = 'iin,family,given,patronymic,territory,joined,phone,email,organisation';
const [anna, boris, third] = ['791028302728', '061211600012', '010101100008'];

beforeAll(async () => {
  app = await testApp();
  office = await app.staff('central-office');
  const territories = readFileSync('templates/reference/territories-kz.csv', 'utf8');
  await app.get(ImportTerritoriesService).import(territories);
});

afterAll(async () => {
  await app.close();
});

beforeEach(async () => {
  await app.rows('DELETE FROM voting_member');
});

async function bring(
  lines: readonly string[],
  actor = office,
): ReturnType<ImportMembersService['import']> {
  return await app.get(ImportMembersService).import(Readable.from([lines.join('\n')]), actor);
}

async function register(): Promise<unknown[]> {
  return await app.rows('SELECT iin, family, phone FROM voting_member ORDER BY iin');
}

function row(iin: string, phone = ''): string {
  return `${iin},Әбдіқалықова,Гүлшара,,KZ-3901,2014-03-02,${phone},,№ 1`;
}

describe('ImportMembersService', () => {
  it('brings in a register and names shared telephones for review', async () => {
    const taken = await bring([
      header,
      row(anna, '87010000001'),
      `${boris},"Ким ""младший""",Борис,,KZ-39,2015-01-31,+7 701 000 00 01,b@example.kz,№ 2`,
    ]);
    expect(taken).toEqual({
      ok: true,
      value: { members: 2, sharedContacts: [{ contact: '+77010000001', members: 2 }] },
    });
    expect(await register()).toEqual([
      { iin: boris, family: 'Ким "младший"', phone: '+77010000001' },
      { iin: anna, family: 'Әбдіқалықова', phone: '+77010000001' },
    ]);
    const [entry] = await app.rows<{ data: unknown }>(
      "SELECT data FROM ledger_entry WHERE kind = 'members-imported'",
    );
    expect(entry?.data).toEqual({ members: 2, sharedContacts: 1 });
  });

  it('reports every refused line of a malformed file and imports nothing', async () => {
    await bring([header, row(third)]);
    const refused = await bring([
      header,
      row(anna),
      row('791028302729'),
      `${boris},,Борис,,KZ-9999,31.01.2015,123,b,`,
      'too,short',
      `${boris},"Ким,Борис,,KZ-39,2015-01-31,,,№ 2`,
      row(anna),
      row(third),
    ]);
    expect(refused).toEqual({
      ok: false,
      error: {
        kind: 'rows-refused',
        lines: [
          { line: 3, field: 'iin', reason: 'not-an-iin' },
          { line: 4, field: 'family', reason: 'empty' },
          { line: 4, field: 'organisation', reason: 'empty' },
          { line: 4, field: 'territory', reason: 'unknown-territory' },
          { line: 4, field: 'phone', reason: 'not-a-phone' },
          { line: 4, field: 'email', reason: 'not-an-email' },
          { line: 4, field: 'joined', reason: 'not-a-date' },
          { line: 5, field: 'row', reason: 'wrong-number-of-fields' },
          { line: 6, field: 'row', reason: 'malformed' },
          { line: 7, field: 'iin', reason: 'twice-in-file', detail: '2' },
          { line: 8, field: 'iin', reason: 'already-on-register' },
        ],
      },
    });
    expect(await register()).toEqual([{ iin: third, family: 'Әбдіқалықова', phone: null }]);
  });

  it('refuses a file without its header, and an empty one', async () => {
    expect(await bring([row(anna)])).toMatchObject({
      error: { lines: expect.arrayContaining([expect.objectContaining({ line: 1 })]) as unknown },
    });
    expect(await bring([''])).toMatchObject({ error: { lines: [{ line: 1, reason: 'empty' }] } });
    expect(await bring([header])).toMatchObject({
      error: { lines: [{ line: 1, reason: 'empty' }] },
    });
  });

  it('refuses people without the right', async () => {
    const chair = await app.staff('commission-chair', 'KZ-39');
    expect(await bring([header, row(anna)], chair)).toEqual({
      ok: false,
      error: { kind: 'outside-your-territory' },
    });
    expect(await register()).toEqual([]);
  });
});
