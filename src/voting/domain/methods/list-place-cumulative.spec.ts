import { countMarked, marks } from '../../../../test/support/marked-election.js';
import type { Ballot } from '../ballots/ballot.js';
import { listPlaceCumulative } from './list-place-cumulative.js';

function form(candidates: number, ranks: number) {
  return { kind: 'ranking', candidates, ranks, equalRanks: false } as const;
}

/** Ballots on which the candidate on position k has the published votes, all of them for place k + 1. */
function ballotsWith(
  published: readonly number[],
  valid: number,
): readonly (readonly [number, Ballot])[] {
  return Array.from({ length: valid }, (_, voter) => {
    const named = published.flatMap((votes, at) => (voter < votes ? [[at, at + 1] as const] : []));
    return [1, marks(...named)] as const;
  }).filter(([, ballot]) => ballot.length > 0);
}

describe('listPlaceCumulative', () => {
  it('gives place k to whoever has most votes for the places 1 to k', () => {
    const tally = countMarked(listPlaceCumulative, {
      form: form(4, 3),
      seats: 3,
      ballots: [
        [4, marks([0, 1], [1, 2], [2, 3])],
        [3, marks([1, 1], [2, 2], [0, 3])],
        [2, marks([2, 1], [3, 2], [1, 3])],
      ],
    });
    // Place 1: 4, 3, 2, 0. Places 1 and 2: 4, 7, 5, 2. Places 1 to 3: 7, 9, 9, 2.
    expect(tally.elected).toEqual([0, 1, 2]);
    expect(tally.rounds.map(({ votes }) => votes)).toEqual([
      ['4', '3', '2', '0'],
      ['4', '7', '5', '2'],
      ['4', '7', '9', '2'],
    ]);
    expect(tally.working).toEqual({
      kind: 'places',
      counts: [
        [4, 0, 3],
        [3, 4, 2],
        [2, 3, 4],
        [0, 2, 0],
      ],
    });
  });

  it.each([
    {
      // vb.is, "Árni Páll leiðir lista Samfylkingarinnar í Suðvesturkjördæmi": 2,098 valid; the order before the pairs of sexes.
      primary: 'Samfylkingin, South-West, November 2012',
      valid: 2098,
      published: [1041, 1364, 1250, 1105, 889],
    },
    {
      // halldorjonsson.blog.is, May 2021, quoting the published result: 4,533 valid, six places.
      primary: 'Sjálfstæðisflokkurinn, South, May 2021',
      valid: 4533,
      published: [2183, 2651, 2278, 1895, 2843, 2109],
    },
  ])('gives the order of $primary from its deciding votes', ({ valid, published }) => {
    // Only the votes with which each place was won are public: here they all stand on the place itself.
    const places = published.length;
    const ballots = ballotsWith(published, valid);
    const tally = countMarked(listPlaceCumulative, {
      form: form(places, places),
      seats: places,
      ballots,
    });
    expect(tally.elected).toEqual(published.map((_, at) => at));
    expect(tally.rounds.map(({ votes, elected }) => Number(votes[elected[0] ?? -1]))).toEqual(
      published,
    );
  });

  it('lets a number stand for its place, whatever was left out', () => {
    const tally = countMarked(listPlaceCumulative, {
      form: form(2, 3),
      seats: 1,
      ballots: [
        [5, marks([0, 2])],
        [1, marks([1, 1])],
      ],
    });
    expect(tally.elected).toEqual([1]);
  });

  it('leaves the numbers of a ballot as they are when somebody withdrew', () => {
    const tally = countMarked(listPlaceCumulative, {
      form: form(3, 3),
      seats: 1,
      ballots: [
        [5, marks([2, 1], [0, 2])],
        [1, marks([1, 1])],
      ],
      withdrawn: [2],
    });
    expect(tally.elected).toEqual([1]);
  });

  it('does not count a ballot with one number twice', () => {
    const tally = countMarked(listPlaceCumulative, {
      form: { ...form(2, 2), equalRanks: true },
      seats: 1,
      ballots: [[1, marks([0, 1], [1, 1])]],
    });
    expect(tally.invalidBy).toEqual({ 'shared-rank': 1 });
  });

  it('does not count a blank ballot, nor one with a number beyond the last place', () => {
    const ballots = [
      [2, marks()],
      [1, marks([0, 3])],
    ] as const;
    const tally = countMarked(listPlaceCumulative, { form: form(2, 2), seats: 1, ballots });
    expect(tally.invalidBy).toEqual({ blank: 2, 'impossible-value': 1 });
  });

  it('counts all votes for those without a place once the numbers have run out', () => {
    const tally = countMarked(listPlaceCumulative, {
      form: form(3, 1),
      seats: 2,
      ballots: [
        [3, marks([0, 1])],
        [2, marks([1, 1])],
        [1, marks([2, 1])],
      ],
    });
    expect(tally.elected).toEqual([0, 1]);
    expect(tally.ranking.at(-1)?.candidates).toEqual([2]);
  });
});
