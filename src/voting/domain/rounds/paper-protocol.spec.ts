import fc from 'fast-check';
import { rating as ratingMethod } from '../methods/rating.js';
import { singleChoice } from '../methods/single-choice.js';
import {
  entryDifferences,
  paperGaps,
  paperTotal,
  placeState,
  type PaperPlace,
  type PaperProtocol,
} from './paper-protocol.js';
import { protocolFaults, type PaperRules } from './protocol-faults.js';

const single: PaperRules = { form: { kind: 'single', candidates: 2 }, method: singleChoice };
const rating: PaperRules = {
  form: { kind: 'rating', candidates: 3, marks: 2 },
  method: ratingMethod,
};

function protocol(overrides: Partial<PaperProtocol> = {}): PaperProtocol {
  return {
    signatures: 100,
    issued: 100,
    cast: 98,
    valid: 95,
    invalid: 3,
    votes: [60, 35],
    ...overrides,
  };
}

function place(name: string, ...entries: [string, PaperProtocol][]): PaperPlace {
  return {
    id: name.toLowerCase(),
    name,
    entries: entries.map(([typedBy, typed]) => ({ typedBy, protocol: typed })),
  };
}

function confirmed(name: string, votes: [number, number]): PaperPlace {
  const valid = votes[0] + votes[1];
  const typed = protocol({
    signatures: valid,
    issued: valid,
    cast: valid,
    valid,
    invalid: 0,
    votes,
  });
  return place(name, ['Aigul', typed], ['Bolat', typed]);
}

describe('protocolFaults', () => {
  it('finds nothing in a protocol that adds up', () => {
    expect(protocolFaults(protocol(), single, 120)).toEqual([]);
  });

  it.each([
    [229, 153],
    [436, 334],
    [780, 516],
    [1061, 1047],
    [73, 67],
  ])(
    'refuses %i votes of %i voters (Likud 2019, timesofisrael.com voting irregularities)',
    (votes, voters) => {
      const typed = protocol({
        signatures: voters,
        issued: voters,
        cast: votes,
        valid: votes,
        invalid: 0,
        votes: [votes, 0],
      });
      expect(protocolFaults(typed, single, null)).toEqual([
        { kind: 'more-cast-than-signatures', cast: votes, signatures: voters },
        { kind: 'more-cast-than-issued', cast: votes, issued: voters },
      ]);
    },
  );

  it('refuses 1,178 envelopes against 590 signatures (UMP Nice 2012, tixup.com 23603)', () => {
    const typed = protocol({
      signatures: 590,
      issued: 1178,
      cast: 1178,
      valid: 1178,
      invalid: 0,
      votes: [600, 578],
    });
    expect(protocolFaults(typed, single, null)).toEqual([
      { kind: 'more-cast-than-signatures', cast: 1178, signatures: 590 },
    ]);
  });

  it('lists every reason at once', () => {
    const typed = protocol({ signatures: 130, issued: 90, cast: 95, valid: 95, votes: [96, 5] });
    expect(protocolFaults(typed, single, 120)).toEqual([
      { kind: 'more-signatures-than-listed', signatures: 130, listed: 120 },
      { kind: 'fewer-issued-than-signatures', issued: 90, signatures: 130 },
      { kind: 'more-cast-than-issued', cast: 95, issued: 90 },
      { kind: 'valid-and-invalid-are-not-cast', valid: 95, invalid: 3, cast: 95 },
      { kind: 'candidate-above-valid', candidate: 0, votes: 96, valid: 95 },
      { kind: 'votes-are-not-valid', votes: 101, valid: 95 },
    ]);
  });

  it('refuses what is not a number of people, by field', () => {
    const typed = protocol({ cast: -1, votes: [1.5, 35] });
    expect(protocolFaults(typed, single, null)).toEqual([
      { kind: 'not-a-count', field: 'cast' },
      { kind: 'not-a-count', field: 0 },
    ]);
  });

  it('refuses a protocol of another ballot', () => {
    expect(protocolFaults(protocol(), rating, null)).toEqual([
      { kind: 'wrong-number-of-candidates', have: 2, need: 3 },
    ]);
  });

  it('lets the marks of a rating be more than the ballots, up to the allowed marks', () => {
    expect(protocolFaults(protocol({ votes: [95, 95, 0] }), rating, null)).toEqual([]);
    expect(protocolFaults(protocol({ votes: [95, 95, 1] }), rating, null)).toEqual([
      { kind: 'more-votes-than-marks', votes: 191, valid: 95, marks: 2 },
    ]);
  });

  it('refuses fewer marks than valid ballots: a ballot without a mark is not valid', () => {
    expect(protocolFaults(protocol({ votes: [50, 40, 4] }), rating, null)).toEqual([
      { kind: 'fewer-votes-than-valid', votes: 94, valid: 95 },
    ]);
  });
});

describe('entryDifferences', () => {
  it('lists the fields in which two people typed different numbers', () => {
    expect(entryDifferences(protocol(), protocol({ invalid: 2, votes: [62, 35] }))).toEqual([
      { field: 'invalid', first: 3, second: 2 },
      { field: 0, first: 60, second: 62 },
    ]);
  });

  it('does not miss a candidate only one of them typed', () => {
    expect(entryDifferences(protocol({ votes: [60] }), protocol())).toEqual([
      { field: 1, first: 0, second: 35 },
    ]);
    expect(entryDifferences(protocol(), protocol({ votes: [60] }))).toEqual([
      { field: 1, first: 35, second: 0 },
    ]);
  });
});

describe('placeState', () => {
  it('is missing until somebody has typed', () => {
    expect(placeState(place('Rudny 4'))).toEqual({ kind: 'missing' });
  });

  it('waits for a second person', () => {
    const typed = place('Rudny 4', ['Aigul', protocol()], ['Aigul', protocol()]);
    expect(placeState(typed)).toEqual({ kind: 'typed-once', typedBy: 'Aigul' });
  });

  it('differs where the two did not type the same', () => {
    const typed = place('Rudny 4', ['Aigul', protocol()], ['Bolat', protocol({ issued: 101 })]);
    expect(placeState(typed)).toEqual({
      kind: 'differs',
      differences: [{ field: 'issued', first: 100, second: 101 }],
    });
  });

  it('is confirmed once two people typed the same', () => {
    const typed = place('Rudny 4', ['Aigul', protocol()], ['Bolat', protocol()]);
    expect(placeState(typed)).toEqual({ kind: 'confirmed', protocol: protocol() });
  });
});

describe('protocols that hold ballots', () => {
  const ballot = (...order: number[]) =>
    order.map((candidate, at) => ({ candidate, value: at + 1 }));
  const typed = (...ballots: { ballot: ReturnType<typeof ballot>; count: number }[]) =>
    protocol({ votes: [], ballots });

  it('differ only where a ballot stands more often in one of them, however the lines are grouped', () => {
    const first = typed({ ballot: ballot(0, 1), count: 3 }, { ballot: ballot(1), count: 1 });
    const same = typed(
      { ballot: ballot(1), count: 1 },
      { ballot: ballot(0, 1), count: 1 },
      { ballot: ballot(0, 1), count: 2 },
    );
    expect(entryDifferences(first, same)).toEqual([]);
    const other = typed({ ballot: ballot(0, 1), count: 3 }, { ballot: ballot(1, 0), count: 1 });
    expect(entryDifferences(first, other)).toEqual([
      { field: { ballot: ballot(1) }, first: 1, second: 0 },
      { field: { ballot: ballot(1, 0) }, first: 0, second: 1 },
    ]);
    expect(entryDifferences(protocol({ votes: [] }), typed())).toEqual([]);
  });

  it('are folded over all places', () => {
    const one = typed({ ballot: ballot(0, 1), count: 3 });
    const two = typed({ ballot: ballot(0, 1), count: 2 }, { ballot: ballot(1), count: 4 });
    const total = paperTotal(
      [place('A', ['Aigul', one], ['Bolat', one]), place('B', ['Aigul', two], ['Bolat', two])],
      2,
    );
    expect(total.ok && total.value.ballots && [...total.value.ballots.counts]).toEqual([5, 4]);
  });
});

describe('paperTotal', () => {
  const present = [
    confirmed('Federation A', [50_000, 47_290]),
    confirmed('Federation B', [37_388, 40_000]),
  ];
  // The totals are the published ones; how they split over the units is made up.
  const forgotten = [
    confirmed('Nouvelle-Calédonie', [315, 400]),
    confirmed('Wallis-et-Futuna', [200, 214]),
    confirmed('Mayotte', [75, 100]),
  ];

  it('has no total while three units are missing (UMP 2012, europe1.fr 390162)', () => {
    const missing = forgotten.map(({ id, name }) => ({ id, name, entries: [] }));
    expect(paperTotal([...present, ...missing], 2)).toEqual({
      ok: false,
      error: { missing: ['Nouvelle-Calédonie', 'Wallis-et-Futuna', 'Mayotte'], differing: [] },
    });
  });

  it('is 87,978 to 88,004 with them, where 87,388 to 87,290 had been announced (UMP 2012)', () => {
    const total = paperTotal([...present, ...forgotten], 2);
    expect(total.ok && total.value.votes).toEqual([87_978, 88_004]);
    const announced = paperTotal(present, 2);
    expect(announced.ok && announced.value.votes).toEqual([87_388, 87_290]);
  });

  it('has no total while two entries differ', () => {
    const differing = place('Rudny 4', ['A', protocol()], ['B', protocol({ issued: 101 })]);
    expect(paperTotal([...present, differing], 2)).toEqual({
      ok: false,
      error: { missing: [], differing: ['Rudny 4'] },
    });
  });

  it('is nothing where there is no paper', () => {
    expect(paperTotal([], 2)).toEqual({
      ok: true,
      value: { cast: 0, valid: 0, invalid: 0, votes: [0, 0], ballots: null, places: [] },
    });
  });

  it('is the sum of its places, field by field', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5000), fc.nat(5000)), { maxLength: 20 }), (votes) => {
        const total = paperTotal(
          votes.map((pair, index) => confirmed(`Place ${index}`, pair)),
          2,
        );
        const sum = (at: 0 | 1): number => votes.reduce((all, pair) => all + pair[at], 0);
        expect(total.ok && total.value.votes).toEqual([sum(0), sum(1)]);
        expect(total.ok && total.value.valid).toBe(sum(0) + sum(1));
        expect(total.ok && total.value.places.length).toBe(votes.length);
      }),
    );
  });
});

describe('paperGaps', () => {
  it('counts a place typed by one person only as missing', () => {
    expect(paperGaps([place('Rudny 4', ['Aigul', protocol()])])).toEqual({
      missing: ['Rudny 4'],
      differing: [],
    });
  });
});
