import { brokenByCompletion, fewestToRuleOut } from '../naive/hitting-sets.js';
import { emptyList } from '../naive/list-beginning.js';
import { claims, windowsKept } from '../naive/list-claims.js';
import { hardWindows } from '../naive/list-enumeration.js';
import { builtList } from '../support/built-list.js';
import { smallInstance } from '../support/list-instances.js';
import { range } from '../support/seeded-numbers.js';

const all = range(1, 4000).map((seed) => {
  const document = smallInstance(seed);
  return { seed, document, outcome: builtList(document) };
});
const ids = (quotas: readonly { readonly id: string }[]) => quotas.map(({ id }) => id);

describe('the quotas behind a decision', () => {
  it('are the fewest that leave no completion, for everyone passed over', () => {
    const larger = all.flatMap(({ seed, document, outcome }) => {
      if (outcome.status !== 'built') return [];
      const windows = windowsKept(document, outcome);
      return claims(document, outcome).flatMap(({ hopeless, because, person, place }) => {
        const broken = brokenByCompletion(document, windows, hopeless);
        const fewest = fewestToRuleOut(broken, ids(document.quotas));
        return because.length === fewest ? [] : [{ seed, person, place, because, fewest }];
      });
    });
    expect(larger).toEqual([]);
  });

  it('are the fewest that leave no list, where there is none', () => {
    const larger = all.flatMap(({ seed, document, outcome }) => {
      if (outcome.status !== 'infeasible' || outcome.conflict.length === 0) return [];
      const broken = brokenByCompletion(document, hardWindows(document), emptyList(document));
      const fewest = fewestToRuleOut(broken, ids(document.quotas));
      return outcome.conflict.length === fewest ? [] : [{ seed, ...outcome, fewest }];
    });
    expect(larger).toEqual([]);
  });
});
