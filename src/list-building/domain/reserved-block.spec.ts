import { settleReservations, type ReservedPlace } from './reserved-block.js';

const byVotes = (last: number, closedTo: readonly string[] = []) =>
  Array.from({ length: last }, (_, index) => ({ place: index + 1, closedTo }));

/** A place for a woman below three places that go by votes. */
const forWoman = (place: number, changes: Partial<ReservedPlace> = {}): ReservedPlace => ({
  column: 'women',
  place,
  everyGroup: ['woman'],
  usedUpByElected: true,
  whenUsedUp: 'block-moves-up',
  votedAbove: byVotes(3),
  ...changes,
});
const forDistrict = (place: number): ReservedPlace => ({
  ...forWoman(place),
  column: 'districts',
  everyGroup: ['district'],
  usedUpByElected: false,
});

const woman = { groups: ['woman'] };
const man = { groups: [] };
const newWoman = { groups: ['woman', 'new'] };
const newMan = { groups: ['new'] };

const settled = (
  reservations: readonly ReservedPlace[],
  voted: readonly { groups: readonly string[] }[],
  given?: readonly number[],
) => {
  const { kept, lapsed } = settleReservations(reservations, voted, given);
  return {
    kept: kept.map(({ reserved, place }) => `${reserved.column} ${reserved.place} on ${place}`),
    lapsed: lapsed.map(({ place }) => place),
  };
};

describe('settleReservations', () => {
  it('moves the reserved places below up by one for every place that was used up', () => {
    const block = [forWoman(4), forDistrict(5), forDistrict(7), forWoman(8), forDistrict(9)];
    expect(settled(block, [woman, man, woman])).toEqual({
      kept: ['districts 5 on 4', 'districts 7 on 5', 'districts 9 on 7'],
      lapsed: [4, 8],
    });
  });

  it('lets one person use up one reservation, the highest first', () => {
    const block = [forWoman(8), forDistrict(5), forWoman(4)];
    expect(settled(block, [man, woman, man])).toEqual({
      kept: ['districts 5 on 4', 'women 8 on 5'],
      lapsed: [4],
    });
  });

  it('leaves every place where it is when what was used up stays', () => {
    const block = [forWoman(4, { whenUsedUp: 'stays' }), forDistrict(5)];
    expect(settled(block, [woman, man, man])).toEqual({
      kept: ['districts 5 on 5'],
      lapsed: [4],
    });
  });

  it('moves the block past a place that stays', () => {
    const block = [
      forWoman(4),
      { ...forWoman(5, { whenUsedUp: 'stays', everyGroup: ['new'] }), column: 'new' },
      forDistrict(6),
    ];
    // Place 5 goes by votes now; the district moves past it to the place of the woman.
    expect(settled(block, [newWoman, man, man])).toEqual({
      kept: ['districts 6 on 4'],
      lapsed: [4, 5],
    });
  });

  it('keeps everything when the elected do not use it up', () => {
    const block = [forWoman(4, { usedUpByElected: false }), forDistrict(5)];
    expect(settled(block, [woman, woman, woman])).toEqual({
      kept: ['women 4 on 4', 'districts 5 on 5'],
      lapsed: [],
    });
  });

  it('counts those who get a place above on votes, and nobody further down', () => {
    expect(settled([forWoman(4)], [man, man, man, woman]).lapsed).toEqual([]);
    expect(settled([forWoman(4)], [man]).lapsed).toEqual([]);
  });

  it('takes one person for both groups of a column, not one for each', () => {
    const reserved = forWoman(4, { everyGroup: ['woman', 'new'] });
    expect(settled([reserved], [woman, newMan, man]).lapsed).toEqual([]);
    expect(settled([reserved], [newWoman, man, man]).lapsed).toEqual([4]);
  });

  it('counts columns for the same groups together', () => {
    const block = [forWoman(4), { ...forWoman(5), column: 'more women' }];
    expect(settled(block, [man, man, woman])).toEqual({
      kept: ['more women 5 on 4'],
      lapsed: [4],
    });
  });

  it('passes over those to whom the places of votes are closed', () => {
    const reserved = forWoman(4, { votedAbove: byVotes(3, ['district']) });
    const districtWoman = { groups: ['woman', 'district'] };
    expect(settled([reserved], [districtWoman, man, man, man, woman]).lapsed).toEqual([]);
    expect(settled([reserved], [districtWoman, man, man, woman]).lapsed).toEqual([4]);
  });

  it('does not count a place that an intervention gave away', () => {
    expect(settled([forWoman(4)], [man, man, woman], [1]).lapsed).toEqual([]);
  });
});
