import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { BuildListService } from '../../src/list-building/index.js';
import { Sessions } from '../../src/platform/identity/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { eightSeats, fourteen, plantContest } from '../support/final-results.js';
import { openPrimary } from '../support/primary.js';

let app: TestApp;
let list: string;
let session: string;

beforeAll(async () => {
  app = await testApp();
  const { primaryId, office } = await openPrimary(app, { rules: eightSeats });
  const { contest } = await plantContest(app, primaryId, 'KZ-3905', fourteen);
  const built = await app.get(BuildListService).build(contest.id, office);
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  list = `/lists/${built.value.listId}`;
  const { access, refresh } = await app.get(Sessions).start(office.accountId);
  session = `irikteu_access=${access}; irikteu_refresh=${refresh}`;
});

afterAll(() => app.close());

const ask = async (url: string, headers: Record<string, string> = {}) =>
  await app.nest.inject({ url, headers: { 'accept-encoding': 'gzip, br', ...headers } });

const encoded = async (url: string, headers: Record<string, string> = {}) =>
  (await ask(url, headers)).headers['content-encoding'];

describe('what anybody may read', () => {
  it('comes compressed, and is the same', async () => {
    const plain = await ask(list, { 'accept-encoding': 'identity' });
    const small = await ask(list);
    expect(small.headers['content-encoding']).toBe('br');
    expect(small.headers.vary).toContain('accept-encoding');
    // The token against forged forms is another one each time.
    const text = (body: string) => body.replaceAll(/name="_csrf" value="[^"]*"/g, '');
    expect(text(brotliDecompressSync(small.rawPayload).toString())).toBe(text(plain.body));
    expect(small.rawPayload.length * 4).toBeLessThan(plain.rawPayload.length);
    const older = await ask(list, { 'accept-encoding': 'gzip' });
    expect(text(gunzipSync(older.rawPayload).toString())).toBe(text(plain.body));
  });

  it.each(['list.csv', 'list.json', 'document.json'])('comes compressed as %s', async (file) => {
    const [plain, small] = [
      await ask(`${list}/${file}`, { 'accept-encoding': 'identity' }),
      await ask(`${list}/${file}`),
    ];
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(small.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(small.rawPayload).equals(plain.rawPayload)).toBe(true);
  });

  it('comes as it is where it is packed already', async () => {
    const workbook = await ask(`${list}/list.xlsx`);
    expect(workbook.statusCode).toBe(200);
    expect(workbook.headers['content-encoding']).toBeUndefined();
  });
});

describe('what belongs to a session', () => {
  it.each(['', '/list.csv'])('is never compressed: the list%s', async (file) => {
    expect(await encoded(`${list}${file}`)).toBe('br');
    expect(await encoded(`${list}${file}`, { cookie: session })).toBeUndefined();
    expect(await encoded(`${list}${file}`, { authorization: 'Bearer x' })).toBeUndefined();
  });

  it('may still load compressed styles and scripts, which are the same for everybody', async () => {
    expect(await encoded('/assets/pico/pico.min.css', { cookie: session })).toBe('br');
    expect(await encoded('/assets/htmx/htmx.min.js', { cookie: session })).toBe('br');
  });
});

describe('the body of a request', () => {
  it('is not unpacked: a small one could become a large one', async () => {
    const answer = await app.nest.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      payload: gzipSync(JSON.stringify({ login: 'x', password: 'y' })),
    });
    expect(answer.statusCode).toBe(400);
  });
});
