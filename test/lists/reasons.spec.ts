import type { BuiltList, InfeasibleList } from '../../src/list-building/domain/list-outcome.js';
import { brokenByCompletion, rulesOut } from '../naive/hitting-sets.js';
import { emptyList } from '../naive/list-beginning.js';
import { claims, orderOf, passings, placeClaims, windowsKept } from '../naive/list-claims.js';
import { hardWindows } from '../naive/list-enumeration.js';
import { faultsOfCertificate } from '../naive/list-proof.js';
import { shortages } from '../naive/list-shortage.js';
import { builtList } from '../support/built-list.js';
import type { ListDocument } from '../support/list-document.js';
import { smallInstance } from '../support/list-instances.js';
import { range } from '../support/seeded-numbers.js';

interface Built {
  readonly seed: number;
  readonly document: ListDocument;
  readonly built: BuiltList;
}

const all = range(1, 4000).map((seed) => {
  const document = smallInstance(seed);
  return { seed, document, outcome: builtList(document) };
});
const builtOnes: readonly Built[] = all.flatMap(({ outcome, ...rest }) =>
  outcome.status === 'built' ? [{ ...rest, built: outcome }] : [],
);
const infeasibleOnes = all.flatMap(({ outcome, ...rest }) =>
  outcome.status === 'infeasible' ? [{ ...rest, outcome }] : [],
);

/** Sufficient: no completion keeps all of them. Irreducible: without any one of them there is a completion. */
function isIrreducible(broken: readonly ReadonlySet<string>[], quotas: readonly string[]): boolean {
  return (
    rulesOut(broken, quotas) &&
    quotas.every(
      (quota) =>
        !rulesOut(
          broken,
          quotas.filter((other) => other !== quota),
        ),
    )
  );
}

describe('the reasons of a built list', () => {
  it('are given to exactly those passed over, for exactly the places', () => {
    const wrong = builtOnes.filter(({ document, built }) => {
      const owed = passings(document, orderOf(document, built)).map(
        ({ person, place }) => `${document.candidates[person]!.id} at ${String(place)}`,
      );
      const given = built.displaced.flatMap(({ candidate, passedOver }) =>
        passedOver
          .filter(({ certificate }) => certificate.kind !== 'intervention')
          .flatMap(({ places }) =>
            (places.length > 0 ? places : [null]).map(
              (place) => `${candidate} at ${String(place)}`,
            ),
          ),
      );
      return given.toSorted().join() !== owed.toSorted().join();
    });
    expect(wrong.map(({ seed }) => seed)).toEqual([]);
  });

  it('name quotas that together leave no completion, and none of them for nothing', () => {
    const wrong = builtOnes.flatMap(({ seed, document, built }) => {
      const windows = windowsKept(document, built);
      return claims(document, built)
        .filter(
          ({ hopeless, because }) =>
            !isIrreducible(brokenByCompletion(document, windows, hopeless), because),
        )
        .map(({ person, place, because }) => ({ seed, person, place, because }));
    });
    expect(wrong).toEqual([]);
  });

  it('count it out in numbers that are right, where one window says it', () => {
    const said = builtOnes.flatMap(({ seed, document, built }) => {
      const windows = windowsKept(document, built);
      return claims(document, built)
        .filter(({ certificate }) => certificate.kind !== 'together')
        .map(({ hopeless, place, certificate, because }) => ({
          seed,
          place,
          certificate,
          faults: [
            ...faultsOfCertificate(document, windows, hopeless, place, certificate),
            ...(because.length === 1 ? [] : ['one window, several quotas']),
          ],
        }));
    });
    expect(said.length).toBeGreaterThan(500);
    expect(said.filter(({ faults }) => faults.length > 0)).toEqual([]);
  });

  it('of a place are those of the people passed over there, each with a certificate that is right', () => {
    const wrong = builtOnes.flatMap(({ seed, document, built }) => {
      const windows = windowsKept(document, built);
      return placeClaims(document, built)
        .filter(
          (about) =>
            !about.some(
              ({ hopeless, place, certificate, because }) =>
                rulesOut(brokenByCompletion(document, windows, hopeless), because) &&
                (certificate.kind === 'together' ||
                  faultsOfCertificate(document, windows, hopeless, place, certificate).length ===
                    0),
            ),
        )
        .map(([first]) => ({ seed, place: first?.place, because: first?.because }));
    });
    expect(wrong).toEqual([]);
  });

  it('are merit exactly on the places where nobody was passed over', () => {
    const wrong = builtOnes.filter(({ document, built }) => {
      const passed = new Set(
        passings(document, orderOf(document, built)).map(({ place }) => place),
      );
      const fixed = new Set((document.fixed ?? []).map(({ place }) => place));
      return built.list.some(({ place, reason }) => {
        const expected = fixed.has(place) ? 'fixed' : passed.has(place) ? 'quota' : 'merit';
        return reason.kind !== expected;
      });
    });
    expect(wrong.map(({ seed }) => seed)).toEqual([]);
  });
});

describe('the conflict where no list exists', () => {
  const openPlaces = ({ places, fixed }: ListDocument) => places - (fixed?.length ?? 0);
  const tooFew = (document: ListDocument) => emptyList(document).free.length < openPlaces(document);
  const broken = (document: ListDocument) =>
    brokenByCompletion(document, hardWindows(document), emptyList(document));

  it('names quotas that together leave no list, and none of them for nothing', () => {
    const wrong = infeasibleOnes.filter(({ document, outcome }) =>
      tooFew(document)
        ? outcome.conflict.length > 0
        : !isIrreducible(broken(document), outcome.conflict),
    );
    expect(wrong.map(({ seed }) => seed)).toEqual([]);
  });

  it('says whether it is there only because of the given places', () => {
    const wrong = infeasibleOnes.filter(({ document, outcome }) => {
      const freed = emptyList({ ...document, fixed: [] });
      const without = brokenByCompletion(document, hardWindows(document), freed);
      const only =
        !tooFew(document) && document.fixed!.length > 0 && !rulesOut(without, outcome.conflict);
      return outcome.becauseOfFixed !== only;
    });
    expect(wrong.map(({ seed }) => seed)).toEqual([]);
  });

  it('counts who is missing', () => {
    const wrong = infeasibleOnes.filter(
      ({ document, outcome }) =>
        JSON.stringify(inOrder(outcome)) !== JSON.stringify(shortages(document, outcome.conflict)),
    );
    expect(wrong.map(({ seed }) => seed)).toEqual([]);
  });

  const inOrder = ({ shortage }: InfeasibleList) =>
    shortage.map(({ quota, of, needs, has }) => ({ quota, of, needs, has }));
});
