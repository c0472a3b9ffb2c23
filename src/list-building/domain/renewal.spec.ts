import { fraction } from '../../kernel/exact.js';
import { reaches, renewalOf } from './renewal.js';

const up = (percent: number) => ({ share: fraction(percent, 100), round: 'up' as const });

describe('renewalOf', () => {
  const list = ['a', 'b', 'c', 'd', 'e'];
  const newcomers = new Set(['b', 'c', 'd', 'e']);

  it('measures the list and the seats expected against their targets (80 % and 65 %, Nur Otan 2020)', () => {
    expect(renewalOf(list, newcomers, 3, { list: up(80), seats: up(65) })).toEqual({
      list: { newcomers: 4, of: 5, target: 4, met: true },
      seats: { newcomers: 2, of: 3, target: 2, met: true },
      prefixes: [0, 1, 2, 3, 4],
    });
  });

  it('says when a target is missed', () => {
    const report = renewalOf(list, new Set(['e']), 3, { list: up(80), seats: up(65) });
    expect(report.list).toEqual({ newcomers: 1, of: 5, target: 4, met: false });
    expect(report.seats.met).toBe(false);
  });
});

describe('reaches', () => {
  it('is exact: 12 of 40 are 30 %, 11 of 37 are not', () => {
    expect(reaches(12, 40, fraction(3, 10))).toBe(true);
    expect(reaches(11, 37, fraction(3, 10))).toBe(false);
    expect(reaches(0, 0, fraction(3, 10))).toBe(true);
  });
});
