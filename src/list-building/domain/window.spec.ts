import { readListInput } from './read-list-input.js';
import { easeWindow, windowsOf } from './window.js';

const windows = (places: number, ...quotas: object[]) => {
  const read = readListInput({
    places,
    candidates: [],
    quotas: quotas.map((quota, index) => ({ id: `q${index}`, group: ['g'], ...quota })),
  });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return windowsOf(read.value.quotas, places).map(
    ({ from, to, lo, hi }) => `${from}-${to}: ${lo}..${hi}`,
  );
};

const share = (text: string, round: string) => ({ share: text, round });

describe('windowsOf', () => {
  it.each([
    // Exact and rounded up, never in floating point: 20 % of 126 are 26 (domain figures of 2020 and 2023).
    ['20%', 126, 26],
    ['20%', 90, 18],
    ['20%', 76, 16],
    ['20%', 188, 38],
    ['30%', 126, 38],
    ['30%', 90, 27],
    ['30%', 40, 12],
    ['30%', 145, 44],
    ['30%', 16, 5],
    ['30%', 38, 12],
  ])('asks for at least %s of %i places: %i people', (percent, places, people) => {
    const quota = { scope: { kind: 'list' }, atLeast: share(percent, 'up') };
    expect(windows(places, quota)).toEqual([`1-${places}: ${people}..${places}`]);
  });

  it('holds a quota over the places expected to win', () => {
    const quota = { scope: { kind: 'top', places: 4 }, atLeast: { count: 2 } };
    expect(windows(9, quota)).toEqual(['1-4: 2..4']);
  });

  it('holds a quota over every beginning from a start, and leaves out what forbids nothing', () => {
    const quota = { scope: { kind: 'prefix', from: 3 }, atLeast: share('1/5', 'down') };
    expect(windows(6, quota)).toEqual(['1-5: 1..5', '1-6: 1..6']);
  });

  it('holds 40 % of each sex in every five; the short run as near to balance as possible (LOREG art. 44 bis)', () => {
    const quota = {
      scope: { kind: 'stretch', length: 5 },
      atLeast: share('2/5', 'up'),
      atMost: share('3/5', 'down'),
    };
    expect(windows(5, quota)).toEqual(['1-5: 2..3']);
    // One place: 0 or 1. Two: one of each. Three: 1 or 2. Four: two of each.
    expect(windows(6, quota)).toEqual(['1-5: 2..3']);
    expect(windows(7, quota).at(-1)).toBe('6-7: 1..1');
    expect(windows(8, quota).at(-1)).toBe('6-8: 1..2');
    expect(windows(9, quota).at(-1)).toBe('6-9: 2..2');
  });

  it('leaves a short run free where the rules say so', () => {
    const quota = {
      scope: { kind: 'stretch', length: 5, lastRun: 'free' },
      atLeast: share('2/5', 'up'),
    };
    expect(windows(8, quota)).toEqual(['1-5: 2..5']);
  });

  it('makes a zipper of stretches of two, with the last odd place open', () => {
    const quota = {
      scope: { kind: 'stretch', length: 2 },
      atLeast: { count: 1 },
      atMost: { count: 1 },
    };
    expect(windows(5, quota)).toEqual(['1-2: 1..1', '3-4: 1..1']);
  });

  it('allows no more places between two members than the gap says (Kyrgyz law: three)', () => {
    expect(windows(6, { scope: { kind: 'gap', most: 3 } })).toEqual([
      '1-4: 1..4',
      '2-5: 1..4',
      '3-6: 1..4',
    ]);
    expect(windows(3, { scope: { kind: 'gap', most: 3 } })).toEqual([]);
  });

  it('lets the sexes alternate from place 2 on (Labor, Israel 2022)', () => {
    expect(windows(5, { scope: { kind: 'gap', most: 1, from: 2 } })).toEqual([
      '2-3: 1..2',
      '3-4: 1..2',
      '4-5: 1..2',
    ]);
  });

  it('gives odd places to women and even places to men (Justice Party, Korea)', () => {
    expect(windows(5, { scope: { kind: 'every', from: 1, step: 2 } })).toEqual([
      '1-1: 1..1',
      '3-3: 1..1',
      '5-5: 1..1',
    ]);
  });

  it('keeps a group off a place', () => {
    const quota = { scope: { kind: 'place', place: 2 }, atMost: { count: 0 } };
    expect(windows(3, quota)).toEqual(['2-2: 0..0']);
  });

  it('asks one of a pair of places', () => {
    const quota = { scope: { kind: 'window', from: 7, to: 8 }, atLeast: { count: 1 } };
    expect(windows(10, quota)).toEqual(['7-8: 1..2']);
  });

  describe('of a reserved place (Likud and Kadima, 2008)', () => {
    const slot = (place: number, usedUpByElected: boolean) => ({
      scope: { kind: 'place', place },
      usedUpByElected,
    });

    it('is the place itself where members elected higher up do not use it up', () => {
      expect(windows(30, slot(25, false))).toEqual(['25-25: 1..1']);
    });

    it('begins at place 1 where they do, one person for one reservation', () => {
      expect(windows(30, slot(25, true), slot(29, true))).toEqual(['1-25: 1..25', '1-29: 2..29']);
    });
  });
});

describe('easeWindow', () => {
  it('asks for fewer and allows more, within the window', () => {
    const window = { quota: 0, from: 1, to: 5, lo: 1, hi: 4 };
    expect(easeWindow(window, 2)).toEqual({ ...window, lo: 0, hi: 5 });
  });
});
