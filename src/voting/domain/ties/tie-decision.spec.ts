import { decidedTies, membersNeeded, tieOf, type CommissionQuorum } from './tie-decision.js';

const commission: CommissionQuorum = {
  members: 7,
  quorum: { share: '1/2', round: 'up' },
  majority: '1/2',
};

function votes(...orders: string[]): { tie: string; member: string; order: string[] }[] {
  return orders.map((order, member) => ({
    tie: 'A,B',
    member: `m${member}`,
    order: Array.from(order),
  }));
}

describe('tieOf', () => {
  it('does not depend on the order', () => {
    expect(tieOf(['B', 'A'])).toBe(tieOf(['A', 'B']));
  });
});

describe('membersNeeded', () => {
  it('is half of seven, rounded up: four', () => {
    expect(membersNeeded(commission)).toBe(4);
  });
});

describe('decidedTies', () => {
  it('takes the order for which more than half of those voting are', () => {
    expect(decidedTies(votes('BA', 'BA', 'BA', 'AB'), commission)).toEqual([{ order: ['B', 'A'] }]);
  });

  it('decides nothing while too few have voted', () => {
    expect(decidedTies(votes('BA', 'BA', 'BA'), commission)).toEqual([]);
  });

  it('decides nothing when the commission itself is split', () => {
    expect(decidedTies(votes('BA', 'BA', 'AB', 'AB'), commission)).toEqual([]);
  });

  it('keeps the ties apart', () => {
    const other = votes('CD', 'CD', 'CD', 'CD').map((vote) => ({ ...vote, tie: 'C,D' }));
    expect(decidedTies([...votes('BA'), ...other], commission)).toEqual([{ order: ['C', 'D'] }]);
  });

  it('crashes on a majority no checked rule set contains', () => {
    expect(() =>
      decidedTies(votes('BA', 'BA', 'BA', 'BA'), { ...commission, majority: 'most' }),
    ).toThrow('Impossible');
  });
});
