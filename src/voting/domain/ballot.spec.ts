import fc from 'fast-check';
import {
  ballotFault,
  decodeBallot,
  encodeBallot,
  encodedLength,
  foldBallots,
  mostMarks,
  type BallotForm,
} from './ballot.js';

const single: BallotForm = { kind: 'single', candidates: 3 };
const rating: BallotForm = { kind: 'rating', candidates: 15, marks: 4 };
const forms = fc.oneof(
  fc.record({ kind: fc.constant('single' as const), candidates: fc.integer({ min: 1, max: 900 }) }),
  fc.record({
    kind: fc.constant('rating' as const),
    candidates: fc.integer({ min: 1, max: 900 }),
    marks: fc.integer({ min: 1, max: 30 }),
  }),
);
const filled = forms.chain((form) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: form.candidates - 1 }), { maxLength: mostMarks(form) })
    .map((ballot) => ({ form, ballot })),
);

describe('ballotFault', () => {
  it.each([
    ['a blank ballot', [], rating, 'blank'],
    ['five marks where four are allowed', [0, 1, 2, 3, 4], rating, 'too-many-marks'],
    ['two marks on a single choice', [0, 1], single, 'too-many-marks'],
    ['a candidate marked twice', [2, 2], rating, 'marked-twice'],
    ['a candidate who does not stand', [15], rating, 'unknown-candidate'],
    ['a position that is not a number of a candidate', [1.5], rating, 'unknown-candidate'],
  ] as const)('names %s', (_, ballot, form, reason) => {
    expect(ballotFault(ballot, form)).toBe(reason);
  });

  it('takes fewer marks than allowed', () => {
    expect(ballotFault([3], rating)).toBeNull();
  });
});

describe('encodeBallot', () => {
  it('writes version, number of marks, rising positions and padding', () => {
    expect(encodeBallot([14, 2], rating)).toEqual({
      ok: true,
      value: Uint8Array.from([1, 0, 2, 0, 2, 0, 14, 0, 0, 0, 0]),
    });
  });

  it('gives every ballot of a form the same length, a blank one too', () => {
    fc.assert(
      fc.property(filled, ({ form, ballot }) => {
        const bytes = encodeBallot(ballot, form);
        expect(bytes.ok && bytes.value.length).toBe(encodedLength(form));
      }),
    );
  });

  it('refuses what the form does not allow', () => {
    expect(encodeBallot([0, 1], single)).toEqual({ ok: false, error: { kind: 'too-many-marks' } });
  });
});

describe('decodeBallot', () => {
  it('reads back what was written, in rising order', () => {
    fc.assert(
      fc.property(filled, ({ form, ballot }) => {
        const bytes = encodeBallot(ballot, form);
        expect(bytes.ok && decodeBallot(bytes.value, form)).toEqual({
          ok: true,
          value: [...ballot].sort((a, b) => a - b),
        });
      }),
    );
  });

  it('never throws and accepts one spelling only, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const ballot = decodeBallot(bytes, rating);
        const again = ballot.ok ? encodeBallot(ballot.value, rating) : null;
        expect(again?.ok ? again.value : bytes).toEqual(bytes);
      }),
    );
  });

  it.each([
    ['too short', [1, 0, 0]],
    ['another version', [2, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0]],
    ['more marks than the form has', [1, 0, 5, 0, 2, 0, 3, 0, 4, 0, 5]],
    ['falling positions', [1, 0, 2, 0, 3, 0, 2, 0, 0, 0, 0]],
    ['something in the padding', [1, 0, 1, 0, 2, 0, 0, 0, 0, 0, 7]],
  ])('finds %s unreadable', (_, bytes) => {
    expect(decodeBallot(Uint8Array.from(bytes), rating)).toEqual({
      ok: false,
      error: { kind: 'unreadable' },
    });
  });

  it('reads a view into a larger buffer', () => {
    const buffer = Uint8Array.from([9, 9, 1, 0, 1, 0, 2]);
    expect(decodeBallot(buffer.subarray(2), single)).toEqual({ ok: true, value: [2] });
  });
});

describe('foldBallots', () => {
  it('takes equal choices together whatever the order of their marks', () => {
    expect(foldBallots([[1, 2], [3], [2, 1]])).toEqual([
      { ballot: [1, 2], count: 2 },
      { ballot: [3], count: 1 },
    ]);
  });
});
