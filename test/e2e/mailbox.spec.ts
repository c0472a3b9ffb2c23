import { testApp, type TestApp } from '../support/app.js';

describe('the mailbox page', () => {
  let open: TestApp;
  let closed: TestApp;

  beforeAll(async () => {
    open = await testApp({ environment: { IRIKTEU_OPEN_MAILBOX: 'yes' } });
    closed = await testApp();
  });

  afterAll(() => Promise.all([open.close(), closed.close()]));

  it('shows a demonstration that there are no messages yet', async () => {
    const shown = await open.browser().get('/mailbox');
    expect(shown.status).toBe(200);
    expect(shown.body).toContain('No messages yet');
  });

  it('is not there where messages are real', async () => {
    expect((await closed.browser().get('/mailbox')).status).toBe(404);
  });
});
