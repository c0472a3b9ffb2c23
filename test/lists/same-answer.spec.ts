import type { ListOutcome } from '../../src/list-building/domain/list-outcome.js';
import { builtList } from '../support/built-list.js';
import type { ListDocument } from '../support/list-document.js';
import { smallInstance, tightList } from '../support/list-instances.js';
import { counts, naiveWindows } from '../naive/list-windows.js';
import { partyList } from '../support/party-list-documents.js';
import { range, seededNumbers, type SeededNumbers } from '../support/seeded-numbers.js';

const documents = [
  ...range(1, 300).map(smallInstance),
  ...range(1, 12).map((seed) => partyList(seed, 10 + seed)),
  ...range(0, 2).map((seed) => tightList(8, seed).document),
];

function shuffled<T>(items: readonly T[], numbers: SeededNumbers): T[] {
  return items
    .map((item) => ({ item, key: numbers.below(1_000_000) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** The same document with its quotas, unions and people's groups in another order. */
function reordered(document: ListDocument, seed: number): ListDocument {
  const numbers = seededNumbers(seed);
  return {
    ...document,
    candidates: document.candidates.map((person) => ({
      ...person,
      groups: shuffled(person.groups, numbers),
    })),
    quotas: shuffled(document.quotas, numbers).map((quota) => ({
      ...quota,
      group: shuffled(quota.group, numbers),
    })),
  };
}

/** Other names for the groups and quotas, in another alphabetical order, and the way back for the quotas. */
function renamed(document: ListDocument, seed: number) {
  const numbers = seededNumbers(seed);
  const names = (of: readonly string[], letter: string) =>
    new Map(shuffled(of, numbers).map((name, index) => [name, `${letter}${100 + index}`]));
  const groups = names(
    [
      ...new Set(
        [
          ...document.candidates,
          ...document.quotas.map(({ group }) => ({ groups: group })),
        ].flatMap(({ groups }) => groups),
      ),
    ],
    'g',
  );
  const ids = names(
    document.quotas.map(({ id }) => id),
    'q',
  );
  const back = new Map([...ids].map(([id, name]) => [name, id]));
  const renamedDocument: ListDocument = {
    ...document,
    candidates: document.candidates.map((person) => ({
      ...person,
      groups: person.groups.map((group) => groups.get(group)!),
    })),
    quotas: document.quotas.map((quota) => ({
      ...quota,
      id: ids.get(quota.id)!,
      group: quota.group.map((group) => groups.get(group)!),
    })),
  };
  return { document: renamedDocument, back };
}

/** The answer as text, with other names for the quotas put back. */
function answer(outcome: ListOutcome, back: ReadonlyMap<string, string>): string {
  return JSON.stringify(outcome).replaceAll(/"(q\d{3})"/g, (whole, name: string) =>
    back.has(name) ? JSON.stringify(back.get(name)) : whole,
  );
}

/** What a list says in which order of its own does not matter: sets of quotas and shortages are sets. */
function asSets(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(asSets);
    return items.every((item) => typeof item === 'string') ? items.toSorted() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asSets(item)]));
}

function withoutOrder(outcome: ListOutcome): string {
  const sets = asSets(outcome) as ListOutcome;
  if (sets.status !== 'infeasible') return JSON.stringify(sets);
  const shortage = sets.shortage.map((one) => JSON.stringify(one)).toSorted();
  return JSON.stringify({ ...sets, shortage });
}

/** The list, its reserve and its waivers, without the reasons. */
const decided = (outcome: ListOutcome) =>
  outcome.status === 'built'
    ? {
        list: outcome.list.map(({ candidate }) => candidate),
        reserve: outcome.reserve,
        waived: outcome.waived,
        displacement: outcome.displacement,
      }
    : outcome.status;

/** Whether two quotas ask the same of the same people: then nothing but their order can say which is named. */
function twoSayTheSame(document: ListDocument): boolean {
  const windows = naiveWindows(document);
  const said = document.quotas.map((quota) =>
    JSON.stringify([
      quota.strength,
      document.candidates.map(({ groups }) => counts(groups, quota)),
      windows
        .filter((window) => window.quota === quota.id)
        .map(({ from, to, lo, hi }) => [from, to, lo, hi]),
    ]),
  );
  return new Set(said).size < said.length;
}

describe('the same question', () => {
  it('has the same answer, byte for byte', () => {
    const different = documents.filter(
      (document) => JSON.stringify(builtList(document)) !== JSON.stringify(builtList(document)),
    );
    expect(different).toEqual([]);
  });

  it('has the same list whatever the order of quotas, unions and people’s groups', () => {
    const different = documents.filter(
      (document, seed) =>
        JSON.stringify(decided(builtList(reordered(document, seed)))) !==
        JSON.stringify(decided(builtList(document))),
    );
    expect(different).toEqual([]);
  });

  it('has the same answer when groups and quotas are renamed', () => {
    const different = documents.filter((document, seed) => {
      const other = renamed(document, seed);
      return answer(builtList(other.document), other.back) !== JSON.stringify(builtList(document));
    });
    expect(different).toEqual([]);
  });

  it('has the same reasons whatever the order of quotas, unions and people’s groups', () => {
    const told = documents.filter((document) => !twoSayTheSame(document));
    expect(told.length).toBeGreaterThan(100);
    const different = told.filter(
      (document, seed) =>
        withoutOrder(builtList(reordered(document, seed))) !== withoutOrder(builtList(document)),
    );
    expect(different.length).toBe(0);
  });
});
