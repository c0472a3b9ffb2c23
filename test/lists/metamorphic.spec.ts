import { orderOf } from '../naive/list-claims.js';
import { builtList } from '../support/built-list.js';
import type { AmountDocument, ListDocument, QuotaDocument } from '../support/list-document.js';
import { smallInstance, tightFlavours, tightList } from '../support/list-instances.js';
import { partyList } from '../support/party-list-documents.js';
import { range, seededNumbers } from '../support/seeded-numbers.js';

/** Lists that exist, under hard quotas. */
const documents: readonly ListDocument[] = [
  ...range(1, 400).map((seed) => hard(smallInstance(seed))),
  ...range(1, 30).map((seed) => partyList(seed, 10 + (seed % 12))),
  ...tightFlavours.map((flavour) => tightList(8, 1, flavour).document),
].filter((document) => builtList(document).status === 'built');

function hard(document: ListDocument): ListDocument {
  return { ...document, quotas: document.quotas.map((quota) => ({ ...quota, strength: 'hard' })) };
}

/** The merit of the list by place, or null where there is none. */
function merits(document: ListDocument): number[] | null {
  const outcome = builtList(document);
  return outcome.status === 'built' ? orderOf(document, outcome) : null;
}

/** Whether the first place where the lists differ goes to more votes in `after`. */
function noWorse(after: readonly number[] | null, before: readonly number[] | null): boolean {
  if (!after || !before) return before === null;
  const place = before.findIndex((position, index) => position !== after[index]);
  return place < 0 || after[place]! < before[place]!;
}

/** As a set of members: down the merit order, the first who is on one list only is on the list `after`. */
function noWorseMembers(after: readonly number[], before: readonly number[]): boolean {
  const first = range(0, 1000).find((one) => after.includes(one) !== before.includes(one));
  return first === undefined || after.includes(first);
}

function worsenedBy(change: (document: ListDocument, seed: number) => ListDocument): string[] {
  return documents.flatMap((document, seed) => {
    const [before, after] = [merits(document), merits(change(document, seed))];
    if (!before || !after) return [`${seed}: no list`];
    const members = document.objective === 'members-first';
    const sameMembers = before.every((one) => after.includes(one));
    const fine = members && !sameMembers ? noWorseMembers(after, before) : noWorse(after, before);
    return fine ? [] : [`${seed}: ${after.join()} after ${before.join()}`];
  });
}

/** A floor or ceiling with one person more room; a share gets a tenth. */
function relaxed(quota: QuotaDocument): QuotaDocument {
  const { atLeast, atMost } = quota;
  const less = (amount: AmountDocument) =>
    'count' in amount ? { count: Math.max(0, amount.count - 1) } : { count: 0 };
  const more = (amount: AmountDocument) =>
    'count' in amount ? { count: amount.count + 1 } : { ...amount, share: '1' };
  return {
    ...quota,
    ...(atLeast && { atLeast: less(atLeast) }),
    ...(atMost && { atMost: more(atMost) }),
  };
}

describe('a list', () => {
  it('never becomes worse when a quota is removed', () => {
    const worse = worsenedBy((document, seed) => ({
      ...document,
      // Reserved places that are used up by the elected count each other, so these go together.
      quotas: document.quotas.filter(
        (quota, index) =>
          index !== seed % document.quotas.length &&
          !(
            quota.usedUpByElected && document.quotas[seed % document.quotas.length]!.usedUpByElected
          ),
      ),
    }));
    expect(worse).toEqual([]);
  });

  it('never becomes worse when a quota is relaxed', () => {
    const worse = worsenedBy((document, seed) => ({
      ...document,
      quotas: document.quotas.map((quota, index) =>
        index === seed % document.quotas.length && canRelax(quota) ? relaxed(quota) : quota,
      ),
    }));
    expect(worse).toEqual([]);
  });

  // A balanced last run exchanges floor and ceiling where they cross, so a lower floor may become a lower ceiling there.
  const canRelax = ({ scope }: QuotaDocument) =>
    scope.kind !== 'stretch' && scope.kind !== 'place' && scope.kind !== 'every';

  it('never becomes worse when somebody stands who came last', () => {
    const worse = worsenedBy((document, seed) => {
      const numbers = seededNumbers(seed);
      const groups = [...new Set(document.quotas.flatMap(({ group }) => group))];
      const last = { id: 'last', groups: groups.filter(() => numbers.happens(60)) };
      return { ...document, candidates: [...document.candidates, last] };
    });
    expect(worse).toEqual([]);
  });

  it('never lets somebody fall who rose in the votes', () => {
    const fallen = documents.flatMap((document, seed) => {
      const numbers = seededNumbers(seed);
      const from = numbers.below(document.candidates.length);
      const risen = document.candidates[from]!;
      const candidates = document.candidates
        .toSpliced(from, 1)
        .toSpliced(numbers.between(0, from), 0, risen);
      const place = (of: ListDocument) => {
        const outcome = builtList(of);
        const list = outcome.status === 'built' ? outcome.list : [];
        return list.find(({ candidate }) => candidate === risen.id)?.place ?? 1000;
      };
      const [before, after] = [place(document), place({ ...document, candidates })];
      return after <= before ? [] : [`${seed}: ${risen.id} from ${before} to ${after}`];
    });
    expect(fallen).toEqual([]);
  });

  it('keeps the merit order where no quota asks for anything', () => {
    const wrong = documents.filter((document) => {
      const plain = { ...document, quotas: [], fixed: [], barred: [] };
      const standing = document.candidates.filter(({ outsider }) => !outsider);
      const candidates = standing.slice(0, document.places).map(({ id }) => id);
      const outcome = builtList({ ...plain, places: candidates.length || 1 });
      const list = outcome.status === 'built' ? outcome.list.map(({ candidate }) => candidate) : [];
      return list.join() !== candidates.join();
    });
    expect(wrong).toEqual([]);
  });
});
