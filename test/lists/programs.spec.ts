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
function difference(name: string, document: ListDocument): string[] {
  const built = answerOf(document, builtList(document));
  const expected = listByPrograms(document) ?? 'infeasible';
  return JSON.stringify(built) === JSON.stringify(expected)
    ? []
    : [`${name}: ${JSON.stringify(built)}, not ${JSON.stringify(expected)}`];
}

describe('a list too large to enumerate equals an integer program asked at every place', () => {
  it('with quotas as parties have them, 12 to 40 places', () => {
    const seeds = range(1, 24);
    expect(
      seeds.flatMap((seed) => difference(`party ${seed}`, partyList(seed, 12 + (seed % 29)))),
    ).toEqual([]);
  });

  it('with the members settled first', () => {
    const different = range(1, 12).flatMap((seed) =>
      difference(`members ${seed}`, {
        ...partyList(seed, 12 + (seed % 9)),
        objective: 'members-first',
      }),
    );
    expect(different).toEqual([]);
  });

  it('with places given and people barred', () => {
    const different = range(1, 12).flatMap((seed) => {
      const numbers = seededNumbers(seed);
      const document = partyList(seed, 16);
      return difference(`given ${seed}`, {
        ...document,
        fixed: [3, 9].map((place, index) => ({
          place,
          candidate: `c${20 * index + numbers.between(1, 10)}`,
          reason: 'decided',
        })),
        barred: [`c${numbers.between(12, 20)}`],
      });
    });
    expect(different).toEqual([]);
  });

  it.each(tightFlavours)('with floors and ceilings hugging a hidden list: %s', (flavour) => {
    const different = [
      [10, 1, 2.5],
      [12, 2, 1.5],
      [14, 3, 5],
    ].flatMap(([places, seed, factor]) =>
      difference(
        `${flavour} ${places}/${seed}`,
        tightList(places!, seed!, flavour, factor as 1.5 | 2.5 | 5).document,
      ),
    );
    expect(different).toEqual([]);
  });

  it('and where HiGHS finds no list, the builder finds none', () => {
    const documents = range(1, 6).map((seed) => infeasibleList(20, seed));
    const outcomes = documents.map(({ document }) => [
      builtList(document).status,
      listByPrograms(document),
    ]);
    expect(outcomes).toEqual(documents.map(() => ['infeasible', null]));
  });

  it('asking one type after the other comes to the same', () => {
    const documents = range(1, 4).map((seed) => partyList(seed, 10));
    expect(documents.map((document) => listByQuestions(document, 30))).toEqual(
      documents.map((document) => listByPrograms(document) ?? 'none'),
    );
  });
});
