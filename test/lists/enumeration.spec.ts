import { enumeratedList } from '../naive/list-enumeration.js';
import { orderOf } from '../naive/list-claims.js';
import { builtList } from '../support/built-list.js';
import type { ListDocument } from '../support/list-document.js';
import { smallInstance } from '../support/list-instances.js';
import { range } from '../support/seeded-numbers.js';

const onlyHard = ({ quotas }: ListDocument) => quotas.every(({ strength }) => !strength);

/** What the builder and enumeration answer, as text, where they differ. */
function difference(seed: number): string[] {
  const document = smallInstance(seed);
  const outcome = builtList(document);
  const built = outcome.status === 'built' ? orderOf(document, outcome) : outcome.status;
  const expected = enumeratedList(document)?.order ?? 'infeasible';
  return JSON.stringify(built) === JSON.stringify(expected)
    ? []
    : [`${seed}: ${JSON.stringify(built)}, not ${JSON.stringify(expected)}`];
}

describe('a list of at most six places under hard quotas', () => {
  const seeds = range(1, 8000).filter((seed) => onlyHard(smallInstance(seed)));

  it.each(range(0, 7))(
    'is the best of all lists there are, or there is none (part %i of the seeds)',
    (part) => {
      const own = seeds.filter((seed) => seed % 8 === part);
      expect(own.length).toBeGreaterThan(500);
      expect(own.flatMap(difference)).toEqual([]);
    },
  );

  it('is drawn with every scope, both objectives and every outcome', () => {
    const documents = seeds.slice(0, 2000).map(smallInstance);
    const share = (is: (document: ListDocument) => boolean) => documents.filter(is).length / 2000;
    const kinds = ['list', 'top', 'prefix', 'stretch', 'gap', 'place', 'every', 'window'];
    const rare = kinds.filter(
      (kind) => share(({ quotas }) => quotas.some(({ scope }) => scope.kind === kind)) < 0.1,
    );
    expect(rare).toEqual([]);
    expect(share(({ objective }) => objective === 'members-first')).toBeGreaterThan(0.25);
    expect(share(({ fixed }) => fixed!.length > 0)).toBeGreaterThan(0.2);
    expect(share(({ barred }) => barred!.length > 0)).toBeGreaterThan(0.1);
    const feasible = share((document) => enumeratedList(document) !== null);
    expect(feasible).toBeGreaterThan(0.3);
    expect(feasible).toBeLessThan(0.7);
  });
});
