import { listHref, plainQuery, queryPairs, readListQuery } from './list-query.js';

describe('the address of a list', () => {
  it('asks nothing by itself', () => {
    expect(readListQuery({})).toEqual(plainQuery);
    expect(queryPairs(plainQuery)).toEqual([]);
  });

  it.each([
    { person: 'p-1' },
    { group: 'under-29+woman' },
    { from: 'after-quotas' },
    { to: 'mandates' },
    { views: 'two' },
    { reasons: 'open' },
    { reserve: 'all' },
    { lang: 'kk' },
  ])('keeps %o', (asked) => {
    const pairs = queryPairs(readListQuery(asked));
    expect(Object.fromEntries(pairs.map(({ name, value }) => [name, value]))).toEqual(asked);
  });

  it.each([
    { from: 'nowhere' },
    { to: ['a', 'b'] },
    { views: 'six' },
    { person: '' },
    { group: ['a'] },
  ])('does not know %o', (asked) => {
    expect(readListQuery(asked)).toEqual(plainQuery);
  });
});

describe('a link of the page', () => {
  it('changes one thing and keeps the others', () => {
    const query = readListQuery({ group: 'a+b', lang: 'ru', person: 'p' });
    expect(listHref(query, { person: 'q' }, '#views')).toBe('?person=q&group=a%2Bb&lang=ru#views');
    expect(listHref(query, { group: null })).toBe('?person=p&lang=ru');
    expect(listHref(plainQuery, {})).toBe('?');
  });
});
