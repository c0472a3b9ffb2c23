import { chromium, type Browser, type Page } from 'playwright-core';
import { stringify } from 'yaml';
import type { RuleSet } from '../../src/primary/index.js';
import { RoundDirectory, type Round } from '../../src/voting/index.js';
import { decodeBallot } from '../../src/voting/domain/ballots/ballot-bytes.js';
import type { Ballot, BallotForm } from '../../src/voting/domain/ballots/ballot.js';
import { formOf } from '../../src/voting/application/ballot-content.js';
import { testApp, type TestApp } from '../support/app.js';
import { ballotKeyOf } from '../support/ballot-keys.js';
import { lookIntoBox } from '../support/plant-ballot-key.js';
import { iinOf } from '../support/candidates.js';
import { openRatingRound } from '../support/open-round.js';
import { changedRules, gradeRules, rankingRules } from '../support/rule-sets.js';
import { browserPath, bundleVoterScripts, voterPage } from '../support/voter-device.js';

const inBrowser = browserPath ? describe : describe.skip;
const phone = { width: 390, height: 844 };
const voters = [iinOf(7_201), iinOf(7_202), iinOf(7_203)];

/** A program with an open round by these rules, and a phone for each voter. */
interface Vote {
  readonly app: TestApp;
  readonly round: Round;
  readonly browser: Browser;
  open(iin: string, language?: string): Promise<Page>;
  /** What lies in the box, read as a ballot. */
  inTheBox(): Promise<readonly Ballot[]>;
  close(): Promise<void>;
}

async function voteBy(rules: RuleSet): Promise<Vote> {
  await bundleVoterScripts();
  const app = await testApp();
  const members = voters.map((iin, at) => ({ iin, phone: `+7701000010${at}` }));
  const names = ['Айбек', 'Дина', 'Ержан', 'Жанар'];
  const round = await openRatingRound(app, names, members, stringify(rules));
  await app.nest.listen(0, '127.0.0.1');
  const address = (await app.nest.getUrl()).replace('[::1]', '127.0.0.1');
  const browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] });
  const form: BallotForm = formOf(round, names.length);
  return {
    app,
    round,
    browser,
    open: async (iin, language = 'en') => {
      const context = await browser.newContext({ locale: 'en-GB', viewport: phone });
      const path = `/vote/${round.id}?lang=${language}`;
      return await voterPage(app, context, { address, path, iin });
    },
    inTheBox: async () => {
      const key = await ballotKeyOf(round.id);
      const contents = await lookIntoBox(app.rows.bind(app), round.id, key);
      return contents.map((content) => {
        const ballot = decodeBallot(content ?? Buffer.alloc(0), form);
        if (!ballot.ok) throw new Error('unreadable');
        return ballot.value;
      });
    },
    close: async () => {
      await browser.close();
      await app.close();
    },
  };
}

async function cast(page: Page): Promise<void> {
  await page.click('[data-cast]');
  await page.waitForSelector('[data-view=receipt]:not([hidden])');
}

async function reviewed(page: Page): Promise<string[]> {
  await page.click('[data-review]');
  await page.waitForSelector('[data-view=review]:not([hidden])');
  return await page.locator('[data-chosen] li').allTextContents();
}

async function fitsThePhone(page: Page): Promise<boolean> {
  return await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');
}

inBrowser('a ballot that ranks', () => {
  let vote: Vote;
  let names: string[];

  beforeAll(async () => {
    vote = await voteBy(rankingRules());
    names = await candidatesOn(await vote.open(voters[0]!));
  });

  afterAll(() => vote.close());

  async function candidatesOn(page: Page): Promise<string[]> {
    const texts = await page.locator('[data-item] .person').allTextContents();
    return texts.map((text) => text.replace('↗', '').trim());
  }

  it('takes the order chosen by buttons, changed and undone, and shows it before casting', async () => {
    const page = await vote.open(voters[0]!);
    const [first, second, third, fourth] = names as [string, string, string, string];
    expect(await page.isDisabled('[data-review]')).toBe(true);
    await page.click(`[data-item]:has-text("${third}") [data-move=on]`);
    await page.click(`[data-item]:has-text("${first}") [data-move=on]`);
    await page.click(`[data-item]:has-text("${fourth}") [data-move=on]`);
    await page.click('[data-move=undo]');
    await page.click(`[data-item]:has-text("${second}") [data-move=on]`);
    await page.click(`[data-item]:has-text("${second}") [data-move=up]`);
    expect(await page.textContent('[data-filled]')).toBe('3');
    expect(await fitsThePhone(page)).toBe(true);
    expect(await reviewed(page)).toEqual([`1. ${third}`, `2. ${second}`, `3. ${first}`]);
    expect(await page.textContent('[data-left-out-names]')).toBe(fourth);
    await cast(page);
    expect(await vote.inTheBox()).toEqual([
      [
        { candidate: 2, value: 1 },
        { candidate: 1, value: 2 },
        { candidate: 0, value: 3 },
      ],
    ]);
  });

  it('can be filled from the keyboard alone', async () => {
    const page = await vote.open(voters[1]!);
    await page.focus('[data-unranked] [data-move=on]');
    // One for each place; then the focus has gone on to the review.
    for (const key of [...names.map(() => 'Enter'), 'Enter']) await page.keyboard.press(key);
    await page.waitForSelector('[data-view=review]:not([hidden])');
    expect(await page.locator('[data-chosen] li').allTextContents()).toEqual(
      names.map((name, at) => `${at + 1}. ${name}`),
    );
    await cast(page);
  });

  it.each(['kk', 'ru'])('speaks %s', async (language) => {
    const page = await vote.open(voters[2]!, language);
    expect(await page.textContent('[data-ballot]')).toContain(
      language === 'kk' ? 'Сіздің ретіңіз' : 'Ваш порядок',
    );
    expect(await fitsThePhone(page)).toBe(true);
  });
});

inBrowser('a ballot that ranks with equal places', () => {
  let vote: Vote;

  beforeAll(async () => {
    const ballot = { kind: 'ranking', ranks: { count: 3 }, equalRanks: true };
    const counting = { method: 'schulze' };
    vote = await voteBy(
      rankingRules({
        'bodies[0].path[0].ballot': ballot,
        'bodies[0].path[0].counting': counting,
        'bodies[0].path[0].ties': [{ kind: 'lot' }],
      }),
    );
  });

  afterAll(() => vote.close());

  it('takes a place for each candidate, shared or not', async () => {
    const page = await vote.open(voters[0]!);
    expect(await page.locator('#choice-0 option').count()).toBe(4);
    await page.selectOption('#choice-3', '1');
    await page.selectOption('#choice-1', '2');
    await page.selectOption('#choice-0', '2');
    expect((await reviewed(page)).map((line) => line.slice(-7))).toEqual([
      'Place 1',
      'Place 2',
      'Place 2',
    ]);
    await cast(page);
    expect(await vote.inTheBox()).toEqual([
      [
        { candidate: 3, value: 1 },
        { candidate: 0, value: 2 },
        { candidate: 1, value: 2 },
      ],
    ]);
  });
});

inBrowser('a ballot of grades', () => {
  let vote: Vote;

  beforeAll(async () => {
    vote = await voteBy(gradeRules());
  });

  afterAll(() => vote.close());

  it('takes a grade for each candidate, zero and no opinion being two things', async () => {
    const page = await vote.open(voters[0]!);
    expect(await page.isDisabled('[data-review]')).toBe(true);
    await page.check('[name=score-0][value="4"]');
    await page.check('[name=score-1][value="0"]');
    await page.check('[name=score-3][value="2"]');
    expect(await fitsThePhone(page)).toBe(true);
    const lines = await reviewed(page);
    expect(lines.map((line) => line.split(': ').at(-1))).toEqual([
      'excellent',
      'acceptable',
      'reject',
    ]);
    await cast(page);
    expect(await vote.inTheBox()).toEqual([
      [
        { candidate: 1, value: 0 },
        { candidate: 3, value: 2 },
        { candidate: 0, value: 4 },
      ],
    ]);
  });

  it('says the grades in the language of the voter', async () => {
    const page = await vote.open(voters[1]!, 'kk');
    expect(await page.textContent('.scale')).toContain('өте жақсы');
  });
});

inBrowser('a ballot that gives votes away', () => {
  let vote: Vote;

  beforeAll(async () => {
    vote = await voteBy(
      changedRules('nur-otan-2020', {
        'bodies[0].path[0].ballot': { kind: 'cumulative', votes: { count: 5 }, mostForOne: 3 },
      }),
    );
  });

  afterAll(() => vote.close());

  it('gives no more than there is, nor more to one than is allowed', async () => {
    const page = await vote.open(voters[0]!);
    for (let votes = 0; votes < 3; votes++) await page.click('[data-row="0"] [data-step="1"]');
    expect(await page.isDisabled('[data-row="0"] [data-step="1"]')).toBe(true);
    await page.fill('#votes-2', '9');
    await page.locator('#votes-2').blur();
    expect(await page.inputValue('#votes-2')).toBe('2');
    expect(await page.textContent('[data-left]')).toBe('0');
    await page.click('[data-row="0"] [data-step="-1"]');
    expect(await page.textContent('[data-left]')).toBe('1');
    expect(await fitsThePhone(page)).toBe(true);
    expect((await reviewed(page)).map((line) => line.slice(-3))).toEqual([': 2', ': 2']);
    await cast(page);
    expect(await vote.inTheBox()).toEqual([
      [
        { candidate: 0, value: 2 },
        { candidate: 2, value: 2 },
      ],
    ]);
  });

  it('is told to programs with its limits', async () => {
    const { body } = await vote.app.browser().get(`/api/rounds/${vote.round.id}/ballot-form`);
    expect(await vote.app.get(RoundDirectory).byId(vote.round.id)).toMatchObject({ votes: 5 });
    expect(body).toContain('"highestValue":3');
  });
});
