import { demandsOf, ease } from './demands.js';
import { readListFile } from './list-file.js';

/** The demands of one quota on a list of so many places, as `from–to: least–most`. */
const demands = (places: number, ...quotas: object[]) => {
  const file = readListFile({
    places,
    candidates: [{ id: 'a' }],
    quotas: quotas.map((quota, index) => ({ id: `q${index}`, group: ['g'], ...quota })),
  });
  if (!file.ok) throw new Error(JSON.stringify(file.error));
  return demandsOf(file.value).map(
    ({ from, to, least, most }) => `${from}–${to}: ${least}–${most}`,
  );
};

const share = (text: string, round: string) => ({ share: text, round });

describe('demandsOf', () => {
  it('asks a share of the whole list: 20 % of 126 rounded up are 26', () => {
    const atLeast = share('20%', 'up');
    expect(demands(126, { scope: { kind: 'list' }, atLeast })).toEqual(['1–126: 26–126']);
  });

  it('asks nothing of the places after the first ones', () => {
    const scope = { kind: 'top', places: 4 };
    expect(demands(9, { scope, atMost: { count: 1 } })).toEqual(['1–4: 0–1']);
  });

  it('asks "at least 20 %" of every beginning: rounded up at 1 and 6, rounded down at 5', () => {
    const prefix = (round: string) => ({
      scope: { kind: 'prefix', from: 1 },
      atLeast: share('1/5', round),
    });
    expect(demands(6, prefix('up'))).toEqual([
      '1–1: 1–1',
      '1–2: 1–2',
      '1–3: 1–3',
      '1–4: 1–4',
      '1–5: 1–5',
      '1–6: 2–6',
    ]);
    expect(demands(6, prefix('down'))).toEqual(['1–5: 1–5', '1–6: 1–6']);
    expect(demands(4, prefix('half-up'))).toEqual(['1–3: 1–3', '1–4: 1–4']);
  });

  it('has floor and ceiling change places in a short last stretch, or asks nothing there', () => {
    const both = { atLeast: share('40%', 'up'), atMost: share('60%', 'down') };
    expect(demands(6, { scope: { kind: 'stretch', length: 5 }, ...both })).toEqual(['1–5: 2–3']);
    expect(demands(8, { scope: { kind: 'stretch', length: 5 }, ...both })).toEqual([
      '1–5: 2–3',
      '6–8: 1–2',
    ]);
    const free = { kind: 'stretch', length: 5, lastRun: 'free' };
    expect(demands(8, { scope: free, ...both })).toEqual(['1–5: 2–3']);
  });

  it('lowers a count in a short last stretch by the places that are missing', () => {
    const scope = { kind: 'stretch', length: 4 };
    expect(demands(6, { scope, atLeast: { count: 3 } })).toEqual(['1–4: 3–4', '5–6: 1–2']);
  });

  it('asks for one in every run of four where three may stand between two', () => {
    expect(demands(6, { scope: { kind: 'gap', most: 3 } })).toEqual([
      '1–4: 1–4',
      '2–5: 1–4',
      '3–6: 1–4',
    ]);
  });

  it('gives a place to a group, or closes it', () => {
    const scope = { kind: 'place', place: 3 };
    expect(demands(4, { scope })).toEqual(['3–3: 1–1']);
    expect(demands(4, { scope, atMost: { count: 0 } })).toEqual(['3–3: 0–0']);
  });

  it('lets those elected higher up use a reservation up, one each (Likud 2008)', () => {
    const reserved = (place: number) => ({
      scope: { kind: 'place', place },
      usedUpByElected: true,
    });
    expect(demands(9, reserved(5), reserved(9))).toEqual(['1–5: 1–5', '1–9: 2–9']);
  });

  it('gives every second place to a group', () => {
    const scope = { kind: 'every', from: 1, step: 2 };
    expect(demands(5, { scope })).toEqual(['1–1: 1–1', '3–3: 1–1', '5–5: 1–1']);
  });

  it('asks of a run of places', () => {
    const scope = { kind: 'window', from: 7, to: 8 };
    expect(demands(9, { scope, atLeast: { count: 1 } })).toEqual(['7–8: 1–2']);
  });
});

describe('ease', () => {
  const demand = { quota: 0, from: 1, to: 4, least: 2, most: 3 };

  it('eases every demand of a quota by the same', () => {
    const eased = ease([demand, { ...demand, quota: 1 }], [{ quota: 0, by: 1, runs: [] }]);
    expect(eased).toEqual([
      { ...demand, least: 1, most: 4 },
      { ...demand, quota: 1 },
    ]);
  });

  it('eases only the runs that are named', () => {
    const other = { ...demand, to: 5 };
    const runs = [{ from: 1, to: 4, by: 3 }];
    expect(ease([demand, other], [{ quota: 0, by: 3, runs }])).toEqual([
      { ...demand, least: 0, most: 4 },
      other,
    ]);
  });
});
