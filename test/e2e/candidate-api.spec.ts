import type { ContestId } from '../../src/kernel/ids.js';
import { Sessions, type Actor } from '../../src/platform/identity/index.js';
import { testApp, type Reply, type TestApp } from '../support/app.js';
import {
  candidate,
  commission,
  contestIn,
  decided,
  iinOf,
  pdf,
  pledge,
  submitted,
} from '../support/candidates.js';
import { openPrimary } from '../support/primary.js';

describe('the JSON API of candidates', () => {
  let app: TestApp;
  let contest: ContestId;
  let members: Actor[];
  let serial = 0;

  beforeAll(async () => {
    app = await testApp();
    const { primaryId } = await openPrimary(app, { state: 'registration' });
    contest = await contestIn(app, primaryId, 'KZ-3901');
    members = await commission(app, 'KZ-3901');
  });

  afterAll(() => app.close());

  const stateOf = async (id: string): Promise<unknown> =>
    (await app.rows('SELECT state FROM candidate_candidacy WHERE id = $1', [id]))[0]?.['state'];

  async function tokenOf(actor: Actor): Promise<string> {
    return (await app.get(Sessions).start(actor.accountId)).access;
  }

  async function call(
    actor: Actor,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    body: object = {},
  ): Promise<Pick<Reply, 'status' | 'json'>> {
    const response = await app.nest.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${await tokenOf(actor)}`,
        'accept-language': 'en',
        ...(method !== 'GET' && { 'content-type': 'application/json' }),
      },
      ...(method !== 'GET' && { payload: JSON.stringify(body) }),
    });
    return { status: response.statusCode, json: () => JSON.parse(response.body) as unknown };
  }

  async function upload(actor: Actor, id: string, kind: string, content: Buffer): Promise<number> {
    const payload = Buffer.concat([
      Buffer.from(
        `--b\r\ncontent-disposition: form-data; name="kind"\r\n\r\n${kind}\r\n` +
          `--b\r\ncontent-disposition: form-data; name="file"; filename="${kind}.pdf"\r\n\r\n`,
      ),
      content,
      Buffer.from('\r\n--b--\r\n'),
    ]);
    const response = await app.nest.inject({
      method: 'POST',
      url: `/api/applications/${id}/documents`,
      headers: {
        authorization: `Bearer ${await tokenOf(actor)}`,
        'content-type': 'multipart/form-data; boundary=b',
      },
      payload,
    });
    return response.statusCode;
  }

  it('carries an application from the start to the registration', async () => {
    const actor = await candidate(app, iinOf(++serial));
    const started = await call(actor, 'POST', '/api/my/applications', {
      contestId: contest,
      route: 'self',
    });
    expect(started.status).toBe(201);
    const { id } = started.json() as { id: string };
    const person = {
      family: 'Ким',
      given: 'Анна',
      birthDate: '1996-01-01',
      sex: 'female',
      residentSince: '1996-01-01',
      membership: 'member',
      bars: [],
    };
    const answers = [
      await call(actor, 'PUT', `/api/applications/${id}/person`, person),
      await call(actor, 'PUT', `/api/applications/${id}/nomination`, { route: 'self' }),
      await call(actor, 'PUT', `/api/applications/${id}/platform`, {
        pledges: [pledge('KZ-3901' as never)],
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    const kinds = ['identity', 'biography', 'conviction-certificate'];
    for (const kind of kinds) expect(await upload(actor, id, kind, pdf)).toBe(204);
    expect((await call(actor, 'POST', `/api/applications/${id}/submission`)).status).toBe(204);

    const [chair] = members;
    const queue = (await call(chair!, 'GET', '/api/commission/applications')).json();
    expect(queue).toContainEqual(expect.objectContaining({ id, name: 'Ким Анна' }));
    expect((await call(chair!, 'POST', `/api/applications/${id}/review`)).status).toBe(204);
    const finding = { group: 'under-29', verified: true };
    expect((await call(chair!, 'POST', `/api/applications/${id}/findings`, finding)).status).toBe(
      204,
    );
    const proposed = await call(chair!, 'POST', `/api/applications/${id}/proposals`, {
      kind: 'register',
    });
    const { decisionIds } = proposed.json() as { decisionIds: string[] };
    for (const member of members.slice(0, 4)) {
      const vote = await call(member, 'POST', `/api/decisions/${decisionIds[0]!}/votes`, {
        vote: 'for',
      });
      expect(vote.status).toBe(204);
    }
    expect((await call(actor, 'GET', `/api/applications/${id}`)).json()).toMatchObject({
      state: 'registered',
      decisions: [{ outcome: 'carried', for: 4, quorum: 4 }],
    });
    const listed = await app.browser().get(`/api/contests/${contest}/candidates`);
    expect(listed.json()).toContainEqual(
      expect.objectContaining({ id, name: 'Ким Анна', age: 25, groups: ['Under 29'] }),
    );
  });

  it('refuses an act on another territory with its sentence and changes nothing', async () => {
    const actor = await candidate(app, iinOf(++serial));
    const id = await submitted(app, actor, { contestId: contest, route: 'self' });
    const stranger = await app.staff('commission-chair', 'KZ-10');
    const answer = await call(stranger, 'POST', `/api/applications/${id}/review`);
    expect(answer.status).toBe(403);
    expect(answer.json()).toEqual({
      errors: [
        {
          kind: 'outside-your-territory',
          sentence: 'This application is outside your territory, so you cannot act on it.',
        },
      ],
    });
    expect(await stateOf(id)).toBe('submitted');
    expect((await call(stranger, 'GET', `/api/applications/${id}`)).status).toBe(403);
  });

  it('names every wrong field of a request', async () => {
    const actor = await candidate(app, iinOf(++serial));
    const answer = await call(actor, 'POST', '/api/my/applications', { contestId: 'x', route: 1 });
    expect(answer.status).toBe(422);
    expect(answer.json()).toEqual({
      errors: [
        { kind: 'field', field: 'contestId', sentence: 'Choose one.' },
        { kind: 'field', field: 'route', sentence: 'Choose one.' },
      ],
    });
  });

  it('rules on an appeal', async () => {
    const actor = await candidate(app, iinOf(++serial));
    const id = await submitted(app, actor, { contestId: contest, route: 'self' });
    await decided(app, members, [id], 'refuse');
    const filed = await call(actor, 'POST', `/api/applications/${id}/appeals`, { text: 'No.' });
    const { id: appeal } = filed.json() as { id: string };
    const control = await app.staff('party-control', 'KZ-3901');
    const open = (await call(control, 'GET', '/api/appeals')).json();
    expect(open).toContainEqual(expect.objectContaining({ id: appeal, outcome: null }));
    const ruling = { outcome: 'overturned', text: 'Seen.' };
    expect((await call(control, 'POST', `/api/appeals/${appeal}/ruling`, ruling)).status).toBe(204);
    expect(await stateOf(id)).toBe('registered');
  });

  it('answers 404 for what is not there', async () => {
    const [chair] = members;
    const statuses = await Promise.all(
      [
        '/api/applications/nothing/review',
        '/api/applications/00000000-0000-4000-8000-000000000000/review',
        '/api/decisions/nothing/closing',
        '/api/decisions/00000000-0000-4000-8000-000000000000/closing',
      ].map(async (url) => (await call(chair!, 'POST', url)).status),
    );
    expect(statuses).toEqual([404, 404, 404, 404]);
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect((await app.browser().get(`/api/candidates/${unknown}`)).status).toBe(404);
    expect((await app.browser().get(`/api/contests/${unknown}/candidates`)).status).toBe(404);
  });
});
