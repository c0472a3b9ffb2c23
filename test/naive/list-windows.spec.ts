import type { ListDocument, QuotaDocument } from '../support/list-document.js';
import { inputOf } from '../support/list-document.js';
import { smallInstance } from '../support/list-instances.js';
import { range } from '../support/seeded-numbers.js';
import { windowsOf } from '../../src/list-building/domain/window.js';
import { naiveWindows } from './list-windows.js';

/** The windows that forbid something, in an order of their own. */
const sorted = (windows: readonly object[]) => windows.map((one) => JSON.stringify(one)).sort();
const forbidding = (document: ListDocument) =>
  naiveWindows(document).filter(({ from, to, lo, hi }) => lo > 0 || hi < to - from + 1);

const one = (quota: Omit<QuotaDocument, 'id' | 'group'>, places = 7) =>
  naiveWindows({ places, candidates: [], quotas: [{ id: 'q', group: ['g'], ...quota }] }).map(
    ({ from, to, lo, hi }) => `${lo}-${hi} on ${from}-${to}`,
  );

describe('naiveWindows', () => {
  it.each([
    [
      { kind: 'prefix', from: 4 },
      { atLeast: { share: '1/5', round: 'down' } },
      ['0-4 on 1-4', '1-5 on 1-5', '1-6 on 1-6', '1-7 on 1-7'],
    ],
    [
      { kind: 'stretch', length: 5 },
      { atLeast: { share: '2/5', round: 'up' }, atMost: { share: '60%', round: 'down' } },
      ['2-3 on 1-5', '1-1 on 6-7'],
    ],
    [{ kind: 'stretch', length: 5, lastRun: 'free' }, { atLeast: { count: 2 } }, ['2-5 on 1-5']],
    [{ kind: 'stretch', length: 5 }, { atLeast: { count: 4 } }, ['4-5 on 1-5', '1-2 on 6-7']],
    [{ kind: 'gap', most: 5 }, {}, ['1-6 on 1-6', '1-6 on 2-7']],
    [{ kind: 'every', from: 3, step: 3 }, {}, ['1-1 on 3-3', '1-1 on 6-6']],
    [{ kind: 'place', place: 2 }, { atMost: { count: 0 } }, ['0-0 on 2-2']],
    [{ kind: 'list' }, { atLeast: { share: '0.5', round: 'half-up' } }, ['4-7 on 1-7']],
  ] as const)('reads %j with %j as %j', (scope, amounts, windows) => {
    expect(one({ scope, ...amounts })).toEqual(windows);
  });

  it('asks for the j-th member at the j-th place that is used up by the elected', () => {
    const reserved = (id: string, place: number) => ({
      id,
      group: ['g'],
      scope: { kind: 'place', place },
      usedUpByElected: true,
    });
    const document = { places: 9, candidates: [], quotas: [reserved('b', 8), reserved('a', 5)] };
    expect(naiveWindows(document)).toEqual([
      { quota: 'b', from: 1, to: 8, lo: 2, hi: 8 },
      { quota: 'a', from: 1, to: 5, lo: 1, hi: 5 },
    ]);
  });

  it('are those of the builder on small lists of every scope', () => {
    const different = range(1, 2000).filter((seed) => {
      const document = smallInstance(seed);
      const { quotas, places } = inputOf(document);
      const built = windowsOf(quotas, places).map((window) => ({
        ...window,
        quota: quotas[window.quota]!.id,
      }));
      return sorted(built).join() !== sorted(forbidding(document)).join();
    });
    expect(different).toEqual([]);
  });
});
