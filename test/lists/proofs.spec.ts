import type { Certificate, ListOutcome } from '../../src/list-building/domain/list-outcome.js';
import { emptyList } from '../naive/list-beginning.js';
import { claims, placeClaims, windowsKept } from '../naive/list-claims.js';
import { hardWindows } from '../naive/list-enumeration.js';
import { faultsOfCertificate, faultsOfProof } from '../naive/list-proof.js';
import { builtList } from '../support/built-list.js';
import type { ListDocument } from '../support/list-document.js';
import {
  infeasibleList,
  smallInstance,
  tightFlavours,
  tightList,
} from '../support/list-instances.js';
import { partyList } from '../support/party-list-documents.js';
import { range } from '../support/seeded-numbers.js';

interface Checked {
  readonly kinds: Record<Certificate['kind'], number>;
  readonly faults: string[];
}

/** Where whole people had to be tried place by place no proof is written down: see the counts of them below. */
const hasProof = ({ certificate }: { readonly certificate: Certificate }) =>
  certificate.kind !== 'together' || certificate.proof !== null;

/** Every certificate of an answer, held against the words of the quotas in whole numbers. */
function checkedCertificates(document: ListDocument, outcome: ListOutcome): Checked {
  const kinds = { floor: 0, ceiling: 0, supply: 0, together: 0 };
  if (outcome.status !== 'built') return { kinds, faults: [] };
  const windows = windowsKept(document, outcome);
  const said = claims(document, outcome).filter(hasProof);
  for (const { certificate } of said) kinds[certificate.kind]++;
  const faultsOf = ({ hopeless, place, because, certificate }: (typeof said)[number]) => [
    ...faultsOfCertificate(document, windows, hopeless, place, certificate),
    ...(sameSet(because, quotasOf(certificate)) ? [] : ['other quotas than the reason']),
  ];
  const ofPlaces = placeClaims(document, outcome)
    .map((about) => about.filter(hasProof))
    .filter((about) => about.length > 0)
    .map((about) => about.map(faultsOf));
  return {
    kinds,
    faults: [
      ...said.flatMap((claim) =>
        faultsOf(claim).map((fault) => `${claim.person} at ${String(claim.place)}: ${fault}`),
      ),
      // The reason of a place is about one of the people passed over there.
      ...ofPlaces.flatMap((about) =>
        about.some((faults) => faults.length === 0) ? [] : about.flat().slice(0, 1),
      ),
    ],
  };
}

const quotasOf = (certificate: Certificate) =>
  certificate.kind === 'together' ? certificate.quotas : [certificate.quota];

const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one) => b.includes(one));

function check(documents: readonly ListDocument[]): Checked {
  const all = documents.map((document) => checkedCertificates(document, builtList(document)));
  const kinds = { floor: 0, ceiling: 0, supply: 0, together: 0 };
  for (const one of all) {
    for (const kind of ['floor', 'ceiling', 'supply', 'together'] as const)
      kinds[kind] += one.kinds[kind];
  }
  const faults = all.flatMap((one, index) => one.faults.map((fault) => `${index}: ${fault}`));
  return { kinds, faults: faults.slice(0, 10) };
}

function leavesOutProof(document: ListDocument): boolean {
  const outcome = builtList(document);
  return outcome.status === 'built' && !claims(document, outcome).every(hasProof);
}

describe('every certificate holds in whole numbers', () => {
  it.each(range(0, 3))('on small lists of every scope (part %i)', (part) => {
    const documents = range(1, 4000)
      .filter((seed) => seed % 4 === part)
      .map(smallInstance);
    const { kinds, faults } = check(documents);
    expect(documents.filter(leavesOutProof)).toEqual([]);
    expect(kinds.together).toBeGreaterThan(20);
    expect(faults).toEqual([]);
  });

  it('on lists as parties have them', () => {
    const by = (objective: 'by-place' | 'members-first') =>
      range(1, 12).map((seed) => ({ ...partyList(seed, 12 + seed), objective }));
    const documents = [...by('by-place'), ...by('members-first')];
    expect(check(documents).faults).toEqual([]);
    expect(documents.filter(leavesOutProof)).toEqual([]);
  });

  it.each(tightFlavours)('on tight lists: %s', (flavour) => {
    const documents = [10, 14, 18].map((places) => tightList(places, places, flavour).document);
    expect(check(documents).faults).toEqual([]);
  });

  it.each(tightFlavours)('on tight lists with the members first: %s', (flavour) => {
    const documents = [8, 11].map((places) => ({
      ...tightList(places, places, flavour).document,
      objective: 'members-first' as const,
    }));
    expect(check(documents).faults).toEqual([]);
  });
});

describe('a conflict', () => {
  it('is proved, with no other quotas than it names', () => {
    const documents = [
      ...range(1, 1500).map(smallInstance),
      ...range(1, 9).map((seed) => infeasibleList(20, seed).document),
    ];
    const unproved: number[] = [];
    let proved = 0;
    const faults = documents.flatMap((document, index) => {
      const outcome = builtList(document);
      if (outcome.status !== 'infeasible' || outcome.conflict.length === 0) return [];
      if (outcome.proof === null) {
        unproved.push(index);
        return [];
      }
      proved++;
      const own = hardWindows(document).filter(({ quota }) => outcome.conflict.includes(quota));
      return faultsOfProof(document, own, emptyList(document), outcome.proof).map(
        (fault) => `${index}: ${fault}`,
      );
    });
    expect(faults).toEqual([]);
    expect(proved).toBeGreaterThan(100);
    expect(unproved).toEqual([]);
  });
});
