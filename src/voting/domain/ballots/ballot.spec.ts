import fc from 'fast-check';
import { decodeBallot, encodeBallot, encodedLength, foldContents } from './ballot-bytes.js';
import { ballotFolder, foldBallots } from './folded-ballots.js';
import {
  ballotFault,
  canonicalMarks,
  mostMarks,
  plainMarks,
  rankedInOrder,
  type Ballot,
  type BallotForm,
} from './ballot.js';

const single: BallotForm = { kind: 'single', candidates: 3 };
const rating: BallotForm = { kind: 'rating', candidates: 15, marks: 4 };
const cumulative: BallotForm = { kind: 'cumulative', candidates: 5, votes: 4, mostForOne: 3 };
const score: BallotForm = { kind: 'score', candidates: 3, highest: 5 };
const ranking: BallotForm = { kind: 'ranking', candidates: 5, ranks: 3, equalRanks: false };
const equalRanks: BallotForm = { ...ranking, equalRanks: true };

const candidates = fc.integer({ min: 1, max: 900 });
const forms: fc.Arbitrary<BallotForm> = fc.oneof(
  candidates.map((candidates) => ({ kind: 'single' as const, candidates })),
  fc
    .record({ candidates, marks: fc.integer({ min: 1, max: 30 }) })
    .map((form) => ({ kind: 'rating', ...form }) as const),
  fc
    .record({ candidates, votes: fc.integer({ min: 1, max: 30 }) })
    .map((form) => ({ kind: 'cumulative', ...form, mostForOne: 1 }) as const),
  fc
    .record({ candidates, highest: fc.integer({ min: 1, max: 100 }) })
    .map((form) => ({ kind: 'score', ...form }) as const),
  fc
    .record({ candidates, ranks: fc.integer({ min: 1, max: 30 }), equalRanks: fc.boolean() })
    .map((form) => ({ kind: 'ranking', ...form }) as const),
);
const filled = forms.chain((form) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: form.candidates - 1 }), {
      maxLength: Math.min(mostMarks(form), 30),
    })
    .map((marked) => ({
      form,
      ballot:
        form.kind === 'ranking' && !form.equalRanks ? rankedInOrder(marked) : plainMarks(marked),
    })),
);

function values(...values: number[]): Ballot {
  return values.map((value, candidate) => ({ candidate, value }));
}

describe('ballotFault', () => {
  it.each<[string, Ballot, BallotForm, string]>([
    ['a blank ballot', [], rating, 'blank'],
    ['five marks where four are allowed', plainMarks([0, 1, 2, 3, 4]), rating, 'too-many-marks'],
    ['two marks on a single choice', plainMarks([0, 1]), single, 'too-many-marks'],
    ['a candidate marked twice', plainMarks([2, 2]), rating, 'marked-twice'],
    ['a candidate who does not stand', plainMarks([15]), rating, 'unknown-candidate'],
    ['a position that is none', plainMarks([1.5]), rating, 'unknown-candidate'],
    ['a mark that is worth two', values(2), rating, 'impossible-value'],
    ['five votes where four are given', values(3, 2), cumulative, 'too-many-votes'],
    ['four votes for one where three are the most', values(4), cumulative, 'impossible-value'],
    ['a score above the highest', values(6), score, 'impossible-value'],
    ['a score that is not whole', values(0.5), score, 'impossible-value'],
    ['a rank beyond the limit', [{ candidate: 0, value: 4 }], ranking, 'impossible-value'],
    ['rank zero', [{ candidate: 0, value: 0 }], ranking, 'impossible-value'],
    ['two first choices', values(1, 1), ranking, 'shared-rank'],
  ])('names %s', (_, ballot, form, reason) => {
    expect(ballotFault(ballot, form)).toBe(reason);
  });

  it.each<[string, Ballot, BallotForm]>([
    ['fewer marks than allowed', plainMarks([3]), rating],
    ['all votes on two', values(3, 1), cumulative],
    ['the score zero', values(0, 5), score],
    ['ranks in any order of the names', values(3, 1, 2), ranking],
    ['two first choices where the form allows it', values(1, 1, 2), equalRanks],
  ])('takes %s', (_, ballot, form) => {
    expect(ballotFault(ballot, form)).toBeNull();
  });
});

describe('encodeBallot', () => {
  it('writes version, number of marks, rising positions with their values, and padding', () => {
    expect(encodeBallot(rankedInOrder([4, 2]), ranking)).toEqual({
      ok: true,
      value: Uint8Array.from([1, 0, 2, 0, 2, 0, 2, 0, 4, 0, 1, 0, 0, 0, 0]),
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
    expect(encodeBallot(plainMarks([0, 1]), single)).toEqual({
      ok: false,
      error: { kind: 'too-many-marks' },
    });
  });
});

/** The bytes of so many marks that were not made. */
function none(marks: number): number[] {
  return Array<number>(4 * marks).fill(0);
}

describe('decodeBallot', () => {
  it('reads back what was written, in canonical order', () => {
    fc.assert(
      fc.property(filled, ({ form, ballot }) => {
        const bytes = encodeBallot(ballot, form);
        expect(bytes.ok && decodeBallot(bytes.value, form)).toEqual({
          ok: true,
          value: canonicalMarks(ballot),
        });
      }),
    );
  });

  it('never throws and accepts one spelling only, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 19, max: 20 }), (bytes) => {
        const ballot = decodeBallot(bytes, rating);
        const again = ballot.ok ? encodeBallot(ballot.value, rating) : null;
        expect(again?.ok ? again.value : bytes).toEqual(bytes);
      }),
    );
  });

  it.each([
    ['too short', [1, 0, 0]],
    ['another version', [2, 0, 1, 0, 2, 0, 1, ...none(3)]],
    ['more marks than the form has', [1, 0, 5, ...none(4)]],
    ['falling positions', [1, 0, 2, 0, 3, 0, 1, 0, 2, 0, 1, ...none(2)]],
    ['a candidate who does not stand', [1, 0, 1, 0, 15, 0, 1, ...none(3)]],
    ['something in the padding', [1, 0, 1, 0, 2, 0, 1, ...none(2), 0, 0, 0, 7]],
  ])('finds %s unreadable', (_, bytes) => {
    expect(decodeBallot(Uint8Array.from(bytes), rating)).toEqual({
      ok: false,
      error: { kind: 'unreadable' },
    });
  });

  it('reads a view into a larger buffer', () => {
    const buffer = Uint8Array.from([9, 9, 1, 0, 1, 0, 2, 0, 1]);
    expect(decodeBallot(buffer.subarray(2), single)).toEqual({ ok: true, value: plainMarks([2]) });
  });
});

describe('foldContents', () => {
  const anyBytes = fc.uint8Array({ minLength: 19, maxLength: 19, max: 4 });
  const spelled = fc
    .subarray([0, 3, 7, 14], { maxLength: 4 })
    .map((marked) => encodeBallot(plainMarks(marked), rating))
    .map((bytes) => (bytes.ok ? bytes.value : new Uint8Array(19)));

  it('reads a stretch as the ballots in it are read one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyBytes, spelled)), (ballots) => {
        const folder = ballotFolder();
        const unreadable = foldContents(folder, Buffer.concat(ballots), rating);
        const read = ballots.flatMap((bytes) => {
          const ballot = decodeBallot(bytes, rating);
          return ballot.ok ? [ballot.value] : [];
        });
        expect(unreadable).toBe(ballots.length - read.length);
        expect(folder.finish(15)).toEqual(foldBallots(15, read));
      }),
    );
  });
});
