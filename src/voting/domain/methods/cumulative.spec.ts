import { countMarked, marks } from '../../../../test/support/marked-election.js';
import { cumulative } from './cumulative.js';

describe('cumulative', () => {
  it('adds up the votes given away and refuses ballots that give too many', () => {
    const tally = countMarked(cumulative, {
      form: { kind: 'cumulative', candidates: 3, votes: 5, mostForOne: 3 },
      seats: 1,
      ballots: [
        [2, marks([0, 3], [1, 2])],
        [3, marks([1, 1])],
        [1, marks([2, 3], [1, 3])],
        [1, marks([2, 4])],
      ],
    });
    expect(tally).toMatchObject({
      valid: 5,
      invalidBy: { 'too-many-votes': 1, 'impossible-value': 1 },
      elected: [1],
      working: { kind: 'sums' },
    });
    expect(tally.rounds[0]?.votes).toEqual(['6', '7', '0']);
  });
});
