import { range } from '../../../../test/support/seeded-numbers.js';
import { allLists, smallRules } from '../../../../test/support/small-rules.js';
import { lookAt } from './impossibility.js';
import { thinOut } from './thin-out.js';

/** Rules too much for a list, as the relaxation sees, with all their quotas. */
const cases = range(1, 3000).flatMap((seed) => {
  const { rules, start } = smallRules(seed);
  const quotas = [...new Set(rules.windows.map(({ quota }) => quota))].sort((a, b) => a - b);
  const looked = lookAt(rules, start, quotas);
  return looked.kind === 'impossible' && looked.impossibility.proof.kind === 'leaf'
    ? [{ seed, rules, start, quotas }]
    : [];
});
const listsUnder = ({ rules, start }: (typeof cases)[number], quotas: readonly number[]) =>
  allLists(
    { ...rules, windows: rules.windows.filter(({ quota }) => quotas.includes(quota)) },
    start,
  );

describe('thinOut', () => {
  it('keeps quotas that leave no list by themselves', () => {
    const wrong = cases.filter((one) => {
      const kept = thinOut(one.rules, one.start, one.quotas, undefined);
      return listsUnder(one, kept).length > 0 && kept.length < one.quotas.length;
    });
    expect(wrong.map(({ seed }) => seed)).toEqual([]);
  });

  it('leaves out what is needless', () => {
    const thinner = cases.filter(
      (one) => thinOut(one.rules, one.start, one.quotas, undefined).length < one.quotas.length,
    );
    expect(thinner.length).toBeGreaterThan(100);
  });
});
