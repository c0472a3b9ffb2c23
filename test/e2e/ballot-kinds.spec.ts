import { stringify } from 'yaml';
import type { PrimaryId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import type { BallotForm } from '../../src/voting/domain/ballots/ballot.js';
import { testApp, type Browser, type TestApp } from '../support/app.js';
import { commissionOf, plantCounting, type CountingRound } from '../support/counting.js';
import { openPrimary } from '../support/primary.js';
import { rankingRules } from '../support/rule-sets.js';

const form: BallotForm = { kind: 'ranking', candidates: 5, ranks: 5, equalRanks: false };
const sameAge = Array.from({ length: 5 }, () => '1970-01-01');
const languages = ['kk', 'ru', 'en'] as const;

let app: TestApp;
let primaryId: PrimaryId;
let members: Actor[];
let chair: Browser;
let units = 0;

beforeAll(async () => {
  app = await testApp();
  ({ primaryId } = await openPrimary(app, { rules: stringify(rankingRules()) }));
  members = await commissionOf(app, 'KZ-3901', 5);
  chair = await browserOf(members[0]!);
});

afterAll(() => app.close());

async function browserOf(actor: Actor): Promise<Browser> {
  const browser = app.browser();
  await browser.signIn(actor);
  return browser;
}

async function ranking(
  plan: Omit<Parameters<typeof plantCounting>[1], 'primaryId'>,
): Promise<CountingRound> {
  await app.rows("UPDATE voting_round SET unit = $1 WHERE unit = 'KZ-3901'", [
    `KZ-39${String(20 - (++units % 18)).padStart(2, '0')}`,
  ]);
  return await plantCounting(app, { primaryId, form, candidates: 5, seats: 1, ...plan });
}

describe('the protocol of a paper place with rankings', () => {
  const sums = { signatures: '4', issued: '4', cast: '4', valid: '4', invalid: '0' };

  it.each(languages)('says in %s how ballots are typed', async (language) => {
    const round = await ranking({ places: ['A'], rollPaper: 4 });
    const path = `/commission/rounds/${round.id}/places/${round.places['A']}`;
    const { status, body } = await chair.get(`${path}?lang=${language}`);
    expect(status).toBe(200);
    expect(body).toContain('<textarea id="ballots"');
    expect(body).toContain('<code>12: 5 1</code>');
    expect(body).toContain(
      { kk: 'нөмірлері ретімен', ru: 'номера кандидатов по порядку', en: 'candidates in order' }[
        language
      ],
    );
    await chair.get('/?lang=en');
  });

  it('takes them from two people, and shows the commission where they differ', async () => {
    const round = await ranking({ places: ['A'], rollPaper: 4 });
    const path = `/commission/rounds/${round.id}/places/${round.places['A']}`;
    const wrong = await chair.submit(path, { ...sums, ballots: '3: 1 1\r\n1: 2' });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('Line 1: the ballot is not valid');
    expect(wrong.body).toContain('3: 1 1');
    expect((await chair.submit(path, { ...sums, ballots: '3: 1 2\r\n\r\n1: 2' })).status).toBe(303);
    const other = await browserOf(members[1]!);
    await other.submit(path, { ...sums, ballots: '2: 1 2\n2: 2' });
    const shown = await chair.get(`/commission/rounds/${round.id}`);
    expect(shown.body).toContain('ballot 1 2: first 3, second 2');
    expect((await other.submit(path, { ...sums, ballots: '1: 2\n3: 1 2' })).status).toBe(303);
    expect((await chair.get(`/commission/rounds/${round.id}`)).body).toContain('confirmed');
  });

  it('is taken from programs in the same notation', async () => {
    const round = await ranking({ places: ['A'], rollPaper: 4 });
    const protocol = { signatures: 4, issued: 4, cast: 4, valid: 4, invalid: 0 };
    const token = /name="_csrf" value="([^"]*)"/.exec(
      (await chair.get(`/commission/rounds/${round.id}/places`)).body,
    )?.[1];
    const path = `/api/commission/rounds/${round.id}/places/${round.places['A']}/protocol`;
    const sent = async (ballots: string[]): Promise<unknown> =>
      (await chair.post(path, { ...protocol, ballots }, { 'x-csrf-token': token ?? '' })).json();
    expect(await sent(['3: 1 2'])).toEqual({
      errors: [{ kind: 'lines-are-not-valid', ballots: 3, valid: 4 }],
    });
    expect(await sent(['3: 1 2', '1: 5'])).toEqual({ state: 'typed-once' });
  });
});

describe('a tie in the middle of a count', () => {
  it.each(languages)('says in %s what the order decides', async (language) => {
    const round = await ranking({
      ballots: [[0], [0], [0], [1], [1], [1], [2], [2], [3, 2], [4, 1]],
      born: sameAge,
    });
    await chair.submit(`/commission/rounds/${round.id}/count`, {});
    const path = `/commission/rounds/${round.id}/ties/0`;
    const { body } = await chair.get(`${path}?lang=${language}`);
    expect(body).toContain(
      {
        kk: 'соңғы орындағы үміткер шығарылады',
        ru: 'исключается стоящий на последнем месте',
        en: 'whoever is on the last place is excluded in round 1',
      }[language],
    );
    const decided = await chair.submit(path, { c0: '1', c1: '2', reason: 'Протокол № 3' });
    expect([decided.status, decided.location]).toEqual([303, `/commission/rounds/${round.id}`]);
    await chair.get('/?lang=en');
  });
});

describe('a round counted again', () => {
  it('shows both results, who moved and why, to everybody and in every language', async () => {
    const round = await ranking({
      ballots: [[0, 2], [0, 2], [0, 2], [0, 2], [1], [1], [1], [2], [2]],
    });
    await chair.submit(`/commission/rounds/${round.id}/count`, {});
    await app.rows("UPDATE voting_round SET state = 'published' WHERE id = $1", [round.id]);
    await app.rows("UPDATE candidate_candidacy SET state = 'withdrawn' WHERE id = $1", [
      round.candidacies[0],
    ]);
    const step = `/commission/rounds/${round.id}/recount`;
    expect((await chair.get(step)).body).toContain('The first result stays as it was');
    const refused = await chair.submit(step, { reason: ' ' });
    expect(refused.status).toBe(422);
    expect((await chair.submit(step, { reason: 'Left for another party' })).status).toBe(303);
    const everybody = app.browser();
    const sentences = {
      kk: 'Бұдан былай осы нәтиже күшінде',
      ru: 'Теперь действует этот результат',
      en: 'From now on this result is in force',
    };
    for (const language of languages) {
      const { body } = await everybody.get(`/rounds/${round.id}?lang=${language}`);
      expect(body).toContain(sentences[language]);
      expect(body).toContain('Left for another party');
    }
    const working = await everybody.get(`/rounds/${round.id}/recounts/1?lang=en`);
    expect(working.status).toBe(200);
    const [, file = ''] = /href="([^"]*recounts\/1\/[^"]*\.csv)"/.exec(working.body) ?? [];
    expect((await everybody.get(file)).status).toBe(200);
    expect((await everybody.get(`/rounds/${round.id}/recounts/2`)).status).toBe(404);
    const { recounts, hash } = JSON.parse(
      (await everybody.get(`/api/rounds/${round.id}`)).body,
    ) as { recounts: { hash: string; without: string[] }[]; hash: string };
    expect(recounts).toMatchObject([{ without: [round.candidacies[0]] }]);
    expect(recounts[0]?.hash).not.toBe(hash);
    const winner = await everybody.get(`/candidates/${round.candidacies[2]}?lang=en`);
    expect(winner.body).toContain('Rank: 1. Through.');
  });
});
