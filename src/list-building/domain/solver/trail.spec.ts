import { boundBefore, boundForGood, enter, entryOf, takeBack, trailOf } from './trail.js';

/** One number between 0 and 9: side 0 is the number, side 1 the number negated. */
const number = () => trailOf(Int32Array.of(0, -9));

describe('a trail', () => {
  it('says which entry made a claim true first', () => {
    const trail = number();
    const first = enter(trail, 0, 2, 7);
    const second = enter(trail, 0, 5, 7);
    expect([0, 1, 2, 3, 5].map((value) => entryOf(trail, 0, value))).toEqual([
      -1,
      first,
      first,
      second,
      second,
    ]);
  });

  it('knows the bounds as they were, and those that hold for good', () => {
    const trail = number();
    enter(trail, 1, -8, 7);
    trail.level = 1;
    const tried = enter(trail, 1, -6, 7);
    enter(trail, 1, -3, 7);
    expect([boundBefore(trail, 1, tried), boundForGood(trail, 1), trail.bound[1]]).toEqual([
      -8, -8, -3,
    ]);
  });

  it('takes entries back in turn', () => {
    const trail = number();
    enter(trail, 0, 2, 7);
    enter(trail, 0, 5, 7);
    takeBack(trail);
    expect([trail.bound[0], entryOf(trail, 0, 2), trail.size]).toEqual([2, 0, 1]);
    takeBack(trail);
    expect([trail.bound[0], trail.last[0], trail.size]).toEqual([0, -1, 0]);
  });

  it('has room for as many entries as come', () => {
    const trail = trailOf(Int32Array.of(0, -20_000));
    for (let value = 1; value <= 10_000; value++) enter(trail, 0, value, value);
    expect([entryOf(trail, 0, 9000), trail.reasons[8999], trail.to[0]]).toEqual([8999, 9000, 1]);
  });
});
