import type { Candidacy } from '../../candidate/index.js';
import { tieOrder } from './tie-order.js';

const person = (id: string, birthDate: string, groups: readonly string[] = []) =>
  ({ id, birthDate, groups }) as unknown as Candidacy;

const people = [
  person('a', '1990-05-01'),
  person('b', '1980-05-01', ['woman']),
  person('c', '1980-05-01'),
  person('d', '1999-01-01', ['woman']),
];
const seed = '0123456789abcdef'.repeat(4);

describe('tieOrder', () => {
  it('asks the steps of the policy in their order', () => {
    const order = tieOrder(people, [{ kind: 'group', group: 'woman' }, { kind: 'elder' }], seed);
    expect(order).toEqual(['b', 'd', 'c', 'a']);
    expect(tieOrder(people, [{ kind: 'younger' }], seed).slice(0, 2)).toEqual(['d', 'a']);
  });

  it('draws the lot for whatever is left, from a seed that was published before', () => {
    const drawn = tieOrder(people, [{ kind: 'earlier-stage' }, { kind: 'ask' }], seed);
    expect(tieOrder([...people].reverse(), [{ kind: 'lot' }], seed)).toEqual(drawn);
    expect([...drawn].sort()).toEqual(['a', 'b', 'c', 'd']);
  });
});
