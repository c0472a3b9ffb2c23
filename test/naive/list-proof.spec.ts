import type { ListDocument } from '../support/list-document.js';
import { emptyList, withPerson } from './list-beginning.js';
import { faultsOfProof, type NaiveLeaf, type NaiveProof } from './list-proof.js';
import { naiveWindows } from './list-windows.js';

/** Two of three places are for women and two for the young; nobody is both. */
const document: ListDocument = {
  places: 3,
  candidates: [
    { id: 'c1', groups: [] },
    { id: 'c2', groups: ['woman'] },
    { id: 'c3', groups: ['woman'] },
    { id: 'c4', groups: ['young'] },
    { id: 'c5', groups: ['young'] },
  ],
  quotas: [
    { id: 'women', group: ['woman'], scope: { kind: 'list' }, atLeast: { count: 2 } },
    { id: 'youth', group: ['young'], scope: { kind: 'top', places: 2 }, atLeast: { count: 1 } },
  ],
};
const women = { quota: 'women', from: 1, to: 3, atLeast: 2, times: 1 };
const youth = { quota: 'youth', from: 1, to: 2, atLeast: 1, times: 1 };
const leaf = (parts: Partial<NaiveLeaf>): NaiveLeaf => ({
  floors: [],
  ceilings: [],
  supplies: [],
  dues: [],
  ...parts,
});
/** What is wrong with a proof that nobody can complete a list with c1 on place 1. */
const faults = (proof: NaiveProof) =>
  faultsOfProof(document, naiveWindows(document), withPerson(emptyList(document), 1, 0), proof);

describe('faultsOfProof', () => {
  it('accepts that three people are needed on two places', () => {
    expect(faults(leaf({ floors: [women, youth] }))).toEqual([]);
  });

  it('refuses a part of it, as the rest can be kept', () => {
    expect(faults(leaf({ floors: [women] }))).toEqual(['2 is not above 2']);
  });

  it('refuses a rule that asks for more than the quota does', () => {
    const more = { ...women, atLeast: 3 };
    expect(faults(leaf({ floors: [more, youth] }))).toEqual([
      `no such rule: ${JSON.stringify(more)}`,
    ]);
  });

  it('refuses a rule taken a negative number of times', () => {
    const taken = { ...youth, times: -1 };
    expect(faults(leaf({ floors: [women, taken] }))[0]).toBe(
      `no such rule: ${JSON.stringify(taken)}`,
    );
  });

  it('counts people of a kind that run out', () => {
    // With both women barred the two that are asked for are not there.
    const poor = { ...document, barred: ['c2', 'c3'] };
    const supply = { counting: ['women'], times: 1 };
    const proof = leaf({ floors: [women], supplies: [supply] });
    expect(faultsOfProof(poor, naiveWindows(poor), emptyList(poor), proof)).toEqual([]);
    expect(faults(proof)).toEqual(['0 is not above 0']);
  });

  it('follows both ways of a fork, each with what it supposes', () => {
    const fork = (then: NaiveProof, otherwise: NaiveProof): NaiveProof => ({
      quota: 'women',
      from: 2,
      to: 2,
      atMost: 0,
      then,
      otherwise,
    });
    const atMostNone = { quota: 'women', from: 2, to: 2, atMost: 0, times: 1 };
    const atLeastOne = { quota: 'women', from: 2, to: 2, atLeast: 1, times: 1 };
    expect(
      faults(
        fork(
          leaf({ floors: [women], ceilings: [atMostNone] }),
          leaf({ floors: [youth, atLeastOne] }),
        ),
      ),
    ).toEqual([]);
    expect(faults(fork(leaf({ floors: [women] }), leaf({ floors: [youth, atLeastOne] })))).toEqual([
      '2 is not above 2',
    ]);
  });

  it('counts people who must get a place', () => {
    // All three who are left and must get one of two places.
    const beginning = { ...withPerson(emptyList(document), 1, 0), free: [1, 2, 3], due: [1, 2, 3] };
    const dues = [
      { counting: ['women'], times: 1 },
      { counting: ['youth'], times: 1 },
    ];
    expect(faultsOfProof(document, [], beginning, leaf({ dues }))).toEqual([]);
  });
});
