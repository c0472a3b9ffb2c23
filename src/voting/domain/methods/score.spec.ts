import { countMarked, marks } from '../../../../test/support/marked-election.js';
import { scoreByMean, scoreBySum } from './score.js';

const form = { kind: 'score', candidates: 4, highest: 5 } as const;
const ballots = [
  [2, marks([0, 5], [1, 4])],
  [1, marks([0, 3], [1, 4], [2, 0])],
] as const;

describe('score', () => {
  it('adds up, and nobody gets anything from a voter who left the line empty', () => {
    const tally = countMarked(scoreBySum, { form, seats: 1, ballots });
    expect(tally.rounds[0]?.votes).toEqual(['13', '12', '0', '0']);
    expect(tally.elected).toEqual([0]);
  });

  it('takes the mean over those who marked the candidate', () => {
    const tally = countMarked(scoreByMean, { form, seats: 1, ballots });
    expect(tally.rounds[0]?.exactVotes).toEqual(['13/3', '4', '0', '0']);
    expect(tally.rounds[0]?.votes).toEqual(['4.33333', '4.00000', '0.00000', '0.00000']);
  });

  it('lets few high scores beat many good ones by mean only', () => {
    const election = {
      form,
      seats: 1,
      ballots: [
        [9, marks([0, 4])],
        [1, marks([1, 5])],
      ],
    } as const;
    expect(countMarked(scoreByMean, election).elected).toEqual([1]);
    expect(countMarked(scoreBySum, election).elected).toEqual([0]);
  });

  it('treats a candidate whom nobody marked as one with the lowest score', () => {
    const tally = countMarked(scoreByMean, { form, seats: 1, ballots });
    expect(tally.ranking.at(-1)?.candidates).toEqual([2, 3]);
  });
});
