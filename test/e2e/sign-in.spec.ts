import { SetUpService } from '../../src/platform/identity/index.js';
import { testApp, type TestApp } from '../support/app.js';

describe('signing in', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await testApp();
  });

  afterAll(() => app.close());

  it('shows both ways in, in Kazakh by default and in the language chosen', async () => {
    const browser = app.browser();
    const shown = await browser.get('/sign-in?lang=ru');
    expect(shown.status).toBe(200);
    expect(shown.body).toContain('Отправить код');
    expect((await browser.get('/sign-in')).body).toContain('lang="ru"');
  });

  it('refuses a form without the token of the page with 403', async () => {
    const reply = await app.nest.inject({
      method: 'POST',
      url: '/sign-in/staff',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' },
      payload: 'login=office&password=x',
    });
    expect(reply.statusCode).toBe(403);
    expect(reply.body).toContain('Not allowed');
  });

  it('says with 422 that login or password is wrong and keeps the login', async () => {
    const reply = await app
      .browser()
      .submit('/sign-in/staff', { login: 'nobody', password: 'wrong' }, '/sign-in');
    expect(reply.status).toBe(422);
    expect(reply.body).toContain('The login or the password is wrong.');
    expect(reply.body).toContain('value="nobody"');
  });

  it('closes a login after five wrong passwords', async () => {
    const browser = app.browser();
    const attempt = (): ReturnType<typeof browser.submit> =>
      browser.submit('/sign-in/staff', { login: 'guessed', password: 'wrong' }, '/sign-in');
    for (let tries = 0; tries < 5; tries++) await attempt();
    expect((await attempt()).body).toContain('Too many mistakes');
  });

  it('opens the central office once, through the link of the console, and signs it in', async () => {
    const secret = await app.get(SetUpService).openLink();
    const browser = app.browser();
    const path = `/set-up/${secret}`;
    const fields = { login: 'office', name: 'Office', password: 'short' };
    const refused = await browser.submit(path, fields);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('at least 12 characters');
    const opened = await browser.submit(path, { ...fields, password: 'long enough for us' });
    expect(opened.location).toBe('/sign-in');
    expect((await browser.get(path)).status).toBe(404);
    const signedIn = await browser.submit(
      '/sign-in/staff',
      { login: 'office', password: 'long enough for us', next: '/rules' },
      '/sign-in',
    );
    expect([signedIn.status, signedIn.location]).toEqual([303, '/rules']);
    expect((await browser.get('/sign-in')).body).toContain('Office');
  });

  it('gives programs tokens that rotate, and ends the session when one is used twice', async () => {
    const browser = app.browser();
    const signedIn = await browser.post('/api/session', {
      login: 'office',
      password: 'long enough for us',
    });
    expect(signedIn.status).toBe(200);
    const first = signedIn.json() as { refreshToken: string };
    const second = (await browser.post('/api/session/refresh', first)).json() as {
      refreshToken: string;
    };
    app.clock.set(new Date(app.clock.now().getTime() + 60_000));
    expect((await browser.post('/api/session/refresh', first)).status).toBe(401);
    expect((await browser.post('/api/session/refresh', second)).status).toBe(401);
  });

  it('answers an unknown address with a page and 404', async () => {
    const reply = await app.browser().get('/no-such-page');
    expect(reply.status).toBe(404);
    expect(reply.body).toContain('There is no such page');
  });

  it('answers ready and describes its API', async () => {
    const browser = app.browser();
    expect((await browser.get('/health/ready')).status).toBe(200);
    const document = (await browser.get('/api/openapi.json')).json() as { paths: object };
    expect(Object.keys(document.paths)).toContain('/api/session');
  });
});
