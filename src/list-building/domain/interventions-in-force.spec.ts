import { interventionsInForce } from './intervention.js';

const acts = [
  { number: 1, place: 1, candidate: 'a' },
  { number: 2, place: 9, candidate: 'b' },
  { number: 3, place: 2, candidate: 'c' },
  { number: 4, place: 3, candidate: 'd' },
];

const numbers = (acts: readonly { readonly number: number }[]) => acts.map(({ number }) => number);

describe('interventionsInForce', () => {
  it('keeps every signed place while its person and its place are there', () => {
    expect(numbers(interventionsInForce(acts, [], 10, 4).inForce)).toEqual([1, 2, 3, 4]);
  });

  it('lets lapse whose person left, and frees the cap: it is the most places of a list', () => {
    const { inForce, lapsed } = interventionsInForce(acts, ['a'], 10, 3);
    expect(numbers(inForce)).toEqual([2, 3, 4]);
    expect(lapsed).toEqual([{ act: acts[0], why: 'person-left' }]);
  });

  it('is held against the cap of the list that shrank: the later acts lapse first', () => {
    const { inForce, lapsed } = interventionsInForce(acts, [], 5, 2);
    expect(numbers(inForce)).toEqual([1, 3]);
    expect(lapsed).toEqual([
      { act: acts[1], why: 'place-outside-list' },
      { act: acts[3], why: 'above-cap' },
    ]);
  });
});
