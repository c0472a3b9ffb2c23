import { filingGaps, type FilingDemands, type FilingPerson } from './filing.js';

const person = (place: number, overrides: Partial<FilingPerson> = {}): FilingPerson => ({
  place,
  candidate: `p${place}`,
  registered: true,
  consent: 'given',
  placeAccepted: true,
  member: true,
  documents: [],
  ...overrides,
});

const demands = (overrides: Partial<FilingDemands> = {}): FilingDemands => ({
  consent: true,
  allowedPlaces: 10,
  minutes: 'not-demanded',
  ...overrides,
});

describe('filingGaps', () => {
  it('finds nothing missing on a complete list', () => {
    expect(filingGaps(2, [person(1), person(2)], [], demands())).toEqual([]);
  });

  it('says everything that is missing at once', () => {
    const certificate = { document: 'disability-certificate', present: false };
    const broken = {
      quota: 'women',
      from: 1,
      to: 5,
      kept: false,
      members: 1,
      people: 5,
      atLeast: 2,
      atMost: 5,
    };
    const people = [
      person(1, { consent: null }),
      person(2, { consent: 'declined' }),
      person(3, { registered: false }),
      person(4, { documents: [certificate], member: false, placeAccepted: false }),
    ];
    expect(
      filingGaps(5, people, [broken], demands({ allowedPlaces: 3, minutes: 'missing' })),
    ).toEqual([
      { kind: 'place-open', place: 5 },
      { kind: 'too-long', places: 4, allowed: 3 },
      { kind: 'no-minutes' },
      { kind: 'no-consent', place: 1, candidate: 'p1' },
      { kind: 'declined', place: 2, candidate: 'p2' },
      { kind: 'no-longer-registered', place: 3, candidate: 'p3' },
      { kind: 'place-not-accepted', place: 4, candidate: 'p4' },
      { kind: 'not-a-member', place: 4, candidate: 'p4' },
      { kind: 'no-document', document: 'disability-certificate', place: 4, candidate: 'p4' },
      { kind: 'quota-broken', ...broken },
    ]);
  });

  it('asks for no consent where the rules do not', () => {
    expect(filingGaps(1, [person(1, { consent: null })], [], demands({ consent: false }))).toEqual(
      [],
    );
  });

  it('is content with minutes that are named', () => {
    expect(filingGaps(1, [person(1)], [], demands({ minutes: 'named' }))).toEqual([]);
  });

  it('knows a list that was never built', () => {
    expect(filingGaps(3, [], [], demands())).toEqual([{ kind: 'not-built' }]);
  });
});
