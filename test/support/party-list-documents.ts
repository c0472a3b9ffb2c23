import type { AmountDocument, ListDocument, QuotaDocument } from './list-document.js';
import { range, seededNumbers } from './seeded-numbers.js';

/** Some of the quotas that parties have, on a pool of a little more than twice the places. */
export function partyList(seed: number, places: number): ListDocument {
  const numbers = seededNumbers(seed * 101 + places);
  const candidates = range(1, 2 * places + 8).map((rank) => ({
    id: `c${rank}`,
    groups: [
      numbers.happens(37) ? 'woman' : 'man',
      ...(numbers.happens(30) ? ['young'] : []),
      ...(numbers.happens(60) ? ['new'] : []),
      ...(numbers.happens(8) ? ['disability'] : []),
      `region-${numbers.between(1, 4)}`,
    ],
  }));
  return { places, candidates, quotas: partyQuotas(places).filter(() => numbers.happens(70)) };
}

function partyQuotas(places: number): QuotaDocument[] {
  const share = (text: string, round: 'up' | 'down'): AmountDocument => ({ share: text, round });
  return [
    { id: 'women', group: ['woman'], scope: { kind: 'list' }, atLeast: share('30%', 'up') },
    {
      id: 'youth',
      group: ['young'],
      scope: { kind: 'prefix', from: 4 },
      atLeast: share('1/5', 'down'),
    },
    {
      id: 'sexes',
      group: ['woman'],
      scope: { kind: 'stretch', length: 5 },
      atLeast: share('2/5', 'up'),
      atMost: share('3/5', 'down'),
    },
    {
      id: 'faces',
      group: ['new'],
      scope: { kind: 'top', places: Math.ceil((places * 2) / 3) },
      atLeast: share('65%', 'up'),
    },
    { id: 'gap', group: ['young', 'new'], scope: { kind: 'gap', most: 2 } },
    {
      id: 'capital',
      group: ['region-1'],
      scope: { kind: 'prefix', from: 3 },
      atMost: share('2/5', 'up'),
    },
    { id: 'north', group: ['region-2'], scope: { kind: 'list' }, atLeast: share('1/4', 'up') },
    { id: 'slot', group: ['young'], scope: { kind: 'place', place: 3 } },
    {
      id: 'second-slot',
      group: ['region-3'],
      scope: { kind: 'place', place: places - 2 },
      usedUpByElected: true,
    },
    {
      id: 'statutory',
      group: ['woman', 'young', 'disability'],
      scope: { kind: 'window', from: 2, to: Math.ceil(places / 2) },
      atLeast: share('1/2', 'up'),
    },
  ];
}
