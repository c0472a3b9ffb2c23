import type { ListInput, Quota } from '../domain/list-input.js';
import { quotaGauges } from './quota-gauge.js';

const quota = (more: Partial<Quota> & Pick<Quota, 'id' | 'scope'>): Quota => ({
  name: { kk: more.id, ru: more.id, en: more.id },
  group: ['young'],
  atLeast: null,
  atMost: null,
  strength: 'hard',
  usedUpByElected: false,
  ...more,
});

/** Ten people on ten places; members of the group are a, c, f, g. */
const order = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
const candidates: ListInput['candidates'] = order.map((id) => ({
  id,
  name: id,
  groups: ['a', 'c', 'f', 'g'].includes(id) ? ['young'] : ['old'],
  outsider: false,
}));
const gauge = (...quotas: readonly Quota[]) => quotaGauges({ candidates, quotas }, order);
const fifth = { share: { numerator: 1n, denominator: 5n }, round: 'down' } as const;

describe('the gauge of a group', () => {
  it('counts the members among the first places, for every number of places', () => {
    const [first] = gauge(quota({ id: 'q', scope: { kind: 'list' }, atLeast: { count: 3 } }));
    expect(first?.members).toEqual([1, 1, 2, 2, 2, 3, 4, 4, 4, 4]);
  });

  it('draws the share as steps: 100 %, a half, two thirds of a scale of 60 …', () => {
    const [first] = gauge(quota({ id: 'q', scope: { kind: 'list' }, atLeast: { count: 3 } }));
    // 1/1, 1/2, 2/3, 2/4, 2/5, 3/6, 4/7, 4/8, 4/9, 4/10 of 60 from below; places are 30 wide.
    expect(first?.picture.share).toBe(
      'M0 0H30V30H60V20H90V30H120V36H150V30H180V25.7H210V30H240V33.3H270V36H300',
    );
  });

  it('has the floors of a prefix quota as a line: a fifth rounded down from place 5 on', () => {
    const [first] = gauge(quota({ id: 'q', scope: { kind: 'prefix', from: 5 }, atLeast: fifth }));
    expect(first?.floors).toEqual([null, null, null, null, 1, 1, 1, 1, 1, 2]);
    // 1/5, 1/6, 1/7, 1/8, 1/9, 2/10
    expect(first?.picture.floor).toBe('M120 48H150V50H180V51.4H210V52.5H240V53.3H270V48H300');
    expect(first?.picture.floorPoints).toEqual([]);
  });

  it('has the bounds of a list and of its top as points where they hold', () => {
    const [first] = gauge(
      quota({ id: 'whole', scope: { kind: 'list' }, atLeast: { count: 3 }, atMost: { count: 5 } }),
      quota({ id: 'seats', scope: { kind: 'top', places: 4 }, atLeast: { count: 1 } }),
    );
    expect(first?.quotas).toEqual(['whole', 'seats']);
    expect(first?.floors).toEqual([null, null, null, 1, null, null, null, null, null, 3]);
    expect(first?.picture.floor).toBe('');
    expect(first?.picture.floorPoints).toEqual([
      { x: 120, y: 45 },
      { x: 300, y: 42 },
    ]);
    expect(first?.picture.ceilingPoints).toEqual([{ x: 300, y: 30 }]);
  });

  it('marks stretches, and those that are broken', () => {
    const [first] = gauge(
      quota({
        id: 'q',
        scope: { kind: 'stretch', length: 5, lastRun: 'balanced' },
        atMost: { count: 1 },
      }),
    );
    expect(first?.stretches).toEqual([
      { quota: 'q', from: 1, to: 5, atLeast: 0, atMost: 1, members: 2, kept: false },
      { quota: 'q', from: 6, to: 10, atLeast: 0, atMost: 1, members: 2, kept: false },
    ]);
    expect(first?.picture.stretches).toEqual([
      { x: 0, y: 75, width: 149, kept: false },
      { x: 150, y: 75, width: 149, kept: false },
    ]);
  });

  it('ticks reserved places', () => {
    const [first] = gauge(
      quota({ id: 'three', scope: { kind: 'place', place: 3 } }),
      quota({ id: 'four', scope: { kind: 'place', place: 4 } }),
    );
    expect(first?.reserved.map(({ from, kept }) => [from, kept])).toEqual([
      [3, true],
      [4, false],
    ]);
    expect(first?.picture.ticks).toEqual([
      { d: 'M75 63v12', kept: true },
      { d: 'M105 63v12', kept: false },
    ]);
  });

  it('shows where the members stand', () => {
    const [first] = gauge(quota({ id: 'q', scope: { kind: 'gap', most: 3, from: 1 } }));
    expect(first?.picture.members.split('M').slice(1)).toEqual([
      '0 66h24v6h-24z',
      '60 66h24v6h-24z',
      '150 66h24v6h-24z',
      '180 66h24v6h-24z',
    ]);
    // Among places 7–10 there is a member; every run of four has one.
    expect(first?.stretches.every(({ kept }) => kept)).toBe(true);
  });

  it('is one for all quotas of the same group, and one more for another group', () => {
    const gauges = gauge(
      quota({ id: 'a', scope: { kind: 'list' }, atLeast: { count: 1 } }),
      quota({ id: 'b', scope: { kind: 'list' }, atLeast: { count: 1 }, group: ['old'] }),
      quota({ id: 'c', scope: { kind: 'top', places: 3 }, atLeast: { count: 1 } }),
    );
    expect(gauges.map(({ group, quotas }) => [group, quotas])).toEqual([
      ['young', ['a', 'c']],
      ['old', ['b']],
    ]);
    expect(gauges[1]?.members.at(-1)).toBe(6);
  });
});
