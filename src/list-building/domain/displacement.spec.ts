import { displacementOf } from './displacement.js';

describe('displacementOf', () => {
  it('is nothing where the order is by merit', () => {
    expect(displacementOf([1, 2, 3])).toEqual({ footrule: 0, kendall: 0, largestDrop: 0 });
  });

  it('measures one person who rose from last to first', () => {
    expect(displacementOf([4, 1, 2, 3])).toEqual({ footrule: 6, kendall: 3, largestDrop: 1 });
  });

  it('closes the gaps that barred people leave', () => {
    expect(displacementOf([5, 9])).toEqual({ footrule: 0, kendall: 0, largestDrop: 0 });
  });
});
