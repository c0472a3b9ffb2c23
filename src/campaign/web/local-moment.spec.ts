import { fromLocal, toLocal } from './local-moment.js';

describe('a day and time typed in a form', () => {
  it('is read by the clock of Kazakhstan, six hours ahead in 2020', () => {
    expect(fromLocal('2020-09-14T18:00')).toEqual(new Date('2020-09-14T12:00:00Z'));
  });

  it('is read five hours ahead since 1 March 2024', () => {
    expect(fromLocal('2026-11-20T18:00')).toEqual(new Date('2026-11-20T13:00:00Z'));
  });

  it.each(['', '14.09.2020 18:00', '2020-02-30T10:00', '2020-09-14T25:00'])(
    'is refused as "%s"',
    (text) => {
      expect(fromLocal(text)).toBeNull();
    },
  );

  it('is written back as it was typed', () => {
    expect(toLocal(new Date('2020-09-14T12:00:00Z'))).toBe('2020-09-14T18:00');
  });
});
