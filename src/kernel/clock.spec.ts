import { day, hour, later, minute, second, systemClock } from './clock.js';

describe('later', () => {
  it('adds to an instant without changing it', () => {
    const opening = new Date('2020-10-01T00:00:00Z');
    expect(later(opening, 3 * day + 14 * hour + 5 * minute + 6 * second)).toEqual(
      new Date('2020-10-04T14:05:06Z'),
    );
    expect(opening).toEqual(new Date('2020-10-01T00:00:00Z'));
  });
});

describe('systemClock', () => {
  it('goes on', () => {
    const first = systemClock.now();
    expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(first.getTime());
  });
});
