import { rankedInOrder, type Ballot, type BallotForm } from './ballot.js';
import { foldBallots } from './folded-ballots.js';
import { firstChoiceFault, strictPreferences } from './preferences.js';

const form: BallotForm = { kind: 'ranking', candidates: 4, ranks: 4, equalRanks: true };

function ranks(...values: number[]): Ballot {
  return values.map((value, candidate) => ({ candidate, value }));
}

function preferencesOf(ballot: Ballot): number[] {
  return [...strictPreferences(foldBallots(4, [ballot])).marked];
}

describe('strictPreferences', () => {
  it('keeps a strict order', () => {
    expect(preferencesOf(rankedInOrder([2, 0, 3]))).toEqual([2, 0, 3]);
  });

  it('ends before the first shared rank', () => {
    expect(preferencesOf(ranks(2, 1, 3, 3))).toEqual([1, 0]);
  });

  it('closes up a rank that was left out', () => {
    expect(preferencesOf(ranks(4, 1))).toEqual([1, 0]);
  });
});

describe('firstChoiceFault', () => {
  it.each<[string, Ballot, string | null]>([
    ['two first choices', ranks(1, 1, 2), 'shared-rank'],
    ['two last choices', ranks(1, 2, 2), null],
    ['what the form does not allow', ranks(5), 'impossible-value'],
    ['nothing marked', [], 'blank'],
  ])('judges %s', (_, ballot, fault) => {
    expect(firstChoiceFault(foldBallots(4, [ballot]), 0, form)).toBe(fault);
  });
});
