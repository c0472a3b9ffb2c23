import { marksOfBallot, placesOfCut, signaturesNeeded, turnoutQuorum } from './cut.js';

describe('placesOfCut', () => {
  it.each([1, 2, 4, 7])(
    'calls two contenders for each of %i seats of a district (Nur Otan 2020, liter.kz 2 Nov 2020)',
    (seats) => {
      expect(placesOfCut({ kind: 'per-seat', factor: '2', round: 'up' }, seats, 50)).toBe(
        2 * seats,
      );
    },
  );

  it('gives the 4 seats of the Aktobe round to the top 4 of 15 (ru.ult.kz 255200)', () => {
    expect(placesOfCut({ kind: 'per-seat', factor: '1', round: 'up' }, 4, 15)).toBe(4);
  });

  it.each([
    ['up', 5],
    ['down', 4],
    ['half-up', 5],
  ] as const)('rounds one and a half for each of three seats %s to %i', (round, places) => {
    expect(placesOfCut({ kind: 'per-seat', factor: '3/2', round }, 3, 50)).toBe(places);
  });

  it('takes a share of the contenders', () => {
    expect(placesOfCut({ kind: 'share', share: '1/3', round: 'up' }, 4, 10)).toBe(4);
  });

  it('takes everybody where nobody is cut', () => {
    expect(placesOfCut({ kind: 'all' }, 4, 10)).toBe(10);
  });

  it.each([
    { kind: 'top', count: 9 },
    { kind: 'per-seat', factor: '2', round: 'up' },
    { kind: 'share', share: '300%', round: 'up' },
  ] as const)('never gives more places than there are contenders ($kind)', (cut) => {
    expect(placesOfCut(cut, 4, 3)).toBe(3);
  });
});

describe('marksOfBallot', () => {
  it('is the number the rule names', () => {
    expect(marksOfBallot({ count: 3 }, 10)).toBe(3);
  });

  it('is so many for each seat of the unit, but at least one', () => {
    expect(marksOfBallot({ perSeat: '1/2', round: 'down' }, 4)).toBe(2);
    expect(marksOfBallot({ perSeat: '1/2', round: 'down' }, 1)).toBe(1);
  });
});

describe('turnoutQuorum', () => {
  it('needs more than half of 109 delegates: 55', () => {
    const quorum = { share: '1/2', round: 'up' } as const;
    expect(turnoutQuorum(quorum, 109, 54)).toEqual({ needed: 55, met: false });
    expect(turnoutQuorum(quorum, 109, 55)).toEqual({ needed: 55, met: true });
  });

  it('needs nobody without a rule', () => {
    expect(turnoutQuorum(undefined, 109, 0)).toEqual({ needed: 0, met: true });
  });

  it('crashes on a fraction no checked rule set contains', () => {
    expect(() => turnoutQuorum({ share: 'half', round: 'up' }, 109, 0)).toThrow('Impossible');
  });
});

describe('signaturesNeeded', () => {
  it('is two thirds of seven members, rounded up: five', () => {
    expect(signaturesNeeded(7, { share: '2/3', round: 'up' })).toBe(5);
  });

  it('is never nobody', () => {
    expect(signaturesNeeded(7, { share: '0', round: 'up' })).toBe(1);
  });
});
