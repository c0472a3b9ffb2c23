import type { ListOutcome } from '../../src/list-building/domain/list-outcome.js';
import { orderOf } from '../naive/list-claims.js';
import { listByPrograms, listByQuestions } from '../naive/list-program.js';
import { builtList } from '../support/built-list.js';
import type { ListDocument } from '../support/list-document.js';
import { infeasibleList, tightFlavours, tightList } from '../support/list-instances.js';
import { range, seededNumbers } from '../support/seeded-numbers.js';
import { partyList } from '../support/party-list-documents.js';

const answerOf = (document: ListDocument, outcome: ListOutcome) =>
  outcome.status === 'built' ? orderOf(document, outcome) : outcome.status;

/** The builder's list and the one of HiGHS, as text, where they differ. */
async function difference([name, document]: readonly [string, ListDocument]): Promise<string[]> {
  const built = answerOf(document, builtList(document));
  const expected = (await listByPrograms(document)) ?? 'infeasible';
  return JSON.stringify(built) === JSON.stringify(expected)
    ? []
    : [`${name}: ${JSON.stringify(built)}, not ${JSON.stringify(expected)}`];
}

/** One after the other: HiGHS has one thread. */
async function differences(
  documents: readonly (readonly [string, ListDocument])[],
): Promise<string[]> {
  const all: string[] = [];
  for (const one of documents) all.push(...(await difference(one)));
  return all;
}

describe('a list too large to enumerate equals an integer program asked at every place', () => {
  it('with quotas as parties have them, 12 to 40 places', async () => {
    const documents = [12, 15, 18, 21, 24, 27, 30, 33, 36, 40].map(
      (places) => [`party ${places}`, partyList(places, places)] as const,
    );
    expect(await differences(documents)).toEqual([]);
  });

  it('with the members settled first', async () => {
    const documents = range(1, 8).map((seed) => {
      const document = partyList(seed, 10 + seed);
      return [`members ${seed}`, { ...document, objective: 'members-first' }] as const;
    });
    expect(await differences(documents)).toEqual([]);
  });

  it('with the members settled first, and quotas that have to be added up to see that there is no list', async () => {
    const { document } = tightList(9, 2, 'prefix-slack-1', 5);
    const tight = { ...document, objective: 'members-first' } as const;
    expect(await differences([['members under tight quotas', tight]])).toEqual([]);
  });

  it('with places given and people barred', async () => {
    const documents = range(1, 8).map((seed) => [`given ${seed}`, withGivenPlaces(seed)] as const);
    expect(await differences(documents)).toEqual([]);
  });

  it.each(tightFlavours)('with floors and ceilings hugging a hidden list: %s', async (flavour) => {
    const documents = ([2.5, 1.5, 5] as const).map((factor, index) => {
      const places = 9 + index;
      const { document } = tightList(places, index + 1, flavour, factor);
      return [`${flavour} ${places}`, document] as const;
    });
    expect(await differences(documents)).toEqual([]);
  });

  it('and where HiGHS finds no list, the builder finds none', async () => {
    const documents = range(1, 6).map((seed) => infeasibleList(20, seed).document);
    expect(documents.map((document) => builtList(document).status)).toEqual(
      documents.map(() => 'infeasible'),
    );
    expect(await differences(documents.map((document) => ['infeasible', document]))).toEqual([]);
  });

  it('asking one type after the other comes to the same', async () => {
    const document = partyList(1, 10);
    expect(await listByQuestions(document, 60)).toEqual((await listByPrograms(document)) ?? 'none');
  });
});

function withGivenPlaces(seed: number): ListDocument {
  const numbers = seededNumbers(seed);
  const fixed = [3, 9].map((place, index) => ({
    place,
    candidate: `c${20 * index + numbers.between(1, 10)}`,
    reason: 'decided',
  }));
  return { ...partyList(seed, 14), fixed, barred: [`c${numbers.between(12, 20)}`] };
}
