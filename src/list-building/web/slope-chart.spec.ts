import { slopeChart, type SlopeChart } from './slope-chart.js';

const merit = new Map(['a', 'b', 'c', 'd', 'e', 'f'].map((id, index) => [id, index + 1]));

/** By votes a, b, c, d; on the list a, c, b, f. e stands in between, f comes in, d falls off. */
const chart = (more: Partial<Parameters<typeof slopeChart>[0]> = {}): SlopeChart =>
  slopeChart({
    from: ['a', 'b', 'c', 'd'],
    to: ['a', 'c', 'b', 'f'],
    isShown: () => true,
    person: null,
    outside: { from: (id) => `rank ${merit.get(id) ?? 0}`, to: () => 'reserve' },
    merit: (id) => merit.get(id) ?? null,
    ...more,
  });

describe('the picture of who moved where', () => {
  it('has the same numbers as its table: who stayed, rose, fell, came in and fell off', () => {
    expect(chart().rows).toEqual([
      { person: 'a', from: 1, to: 1, way: 'kept', mark: '=' },
      { person: 'c', from: 3, to: 2, way: 'rose', mark: '▲ 1' },
      { person: 'b', from: 2, to: 3, way: 'fell', mark: '▼ 1' },
      { person: 'f', from: null, to: 4, way: 'came', mark: '+' },
      { person: 'd', from: 4, to: null, way: 'left', mark: '×' },
    ]);
    expect(chart().counts).toEqual({ kept: 1, rose: 1, fell: 1, came: 1, left: 1 });
  });

  it('draws a row every 18 units, and those outside the list below an edge', () => {
    const { paths, edge, height } = chart();
    // Places at 14, 32, 50, 68; the edge under the fifth row (86); outsiders 22 below it.
    expect(edge).toBe(86);
    expect(height).toBe(126);
    expect(Object.fromEntries(paths.map(({ way, d }) => [way, d]))).toEqual({
      kept: 'M250 14L400 14',
      rose: 'M250 50L400 32',
      fell: 'M250 32L400 50',
      came: 'M250 108L400 68',
      left: 'M250 68L400 108',
    });
  });

  it('puts those who come in below each other by votes, whatever place they get', () => {
    const { left } = chart({ to: ['f', 'e', 'a', 'b'] });
    const y = (id: string) => left.find(({ person }) => person === id)?.y ?? 0;
    expect(y('e')).toBeLessThan(y('f'));
    expect(left.find(({ person }) => person === 'e')?.rank).toBe('rank 5');
  });

  it('draws the chosen person apart from the others', () => {
    const shown = chart({ person: 'd' });
    expect(shown.chosen).toBe('M250 68L400 108');
    expect(shown.paths.some(({ way }) => way === 'left')).toBe(false);
    expect(shown.right.filter(({ chosen }) => chosen)).toEqual([
      { person: 'd', y: 108, rank: 'reserve', mark: '×', chosen: true },
    ]);
  });

  it('shows only those the filter leaves, on their places', () => {
    const shown = chart({ isShown: (id) => id === 'b' });
    expect(shown.rows.map(({ person }) => person)).toEqual(['b']);
    expect(shown.paths).toEqual([{ way: 'fell', d: 'M250 32L400 50' }]);
    expect(shown.edge).toBeNull();
  });

  it('puts somebody who did not stand below everybody else who comes in', () => {
    const { left } = chart({ to: ['new', 'f', 'a', 'b'] });
    const y = (id: string) => left.find(({ person }) => person === id)?.y ?? 0;
    expect(y('new')).toBeGreaterThan(y('f'));
  });
});
