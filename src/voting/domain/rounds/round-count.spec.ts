import fc from 'fast-check';
import type { Lot } from '../../../kernel/lot.js';
import { plainMarks } from '../ballots/ballot.js';
import { foldBallots, type FoldedBallots } from '../ballots/folded-ballots.js';
import type { PaperTotal } from './paper-protocol.js';
import type { CountInput, RoundContender } from './count-input.js';
import { countRound, shareOfValid } from './round-count.js';

const lot: Lot = {
  seed: '00',
  draw: (_, count) => Array.from({ length: count }, (__, position) => position),
};

function contenders(count: number): RoundContender[] {
  return Array.from({ length: count }, (_, position) => ({
    id: `C${String(position + 1).padStart(2, '0')}`,
    birthDate: null,
    groups: [],
    earlierStages: [],
    standing: true,
  }));
}

function folded(ballots: readonly (readonly number[])[]): FoldedBallots {
  return foldBallots(15, ballots.map(plainMarks));
}

function noPaper(candidates: number): PaperTotal {
  const votes = Array<number>(candidates).fill(0);
  return { cast: 0, valid: 0, invalid: 0, votes, ballots: null, places: [] };
}

function votesOf({ votes }: { readonly votes: number | null }): number {
  return votes ?? Number.NaN;
}

/** The regional conference of Aktobe: 109 delegates, 15 contenders, 4 seats, 4 marks. */
function aktobe(overrides: Partial<CountInput> = {}): CountInput {
  return {
    rules: {
      form: { kind: 'rating', candidates: 15, marks: 4 },
      counting: { method: 'rating', options: {} },
      unitSeats: 4,
      cut: { kind: 'per-seat', factor: '1', round: 'up' },
      ties: [{ kind: 'ask' }],
    },
    rollSize: 109,
    contenders: contenders(15),
    online: folded([]),
    unreadable: 0,
    unopenable: 0,
    paper: noPaper(15),
    lot,
    decisions: [],
    ...overrides,
  };
}

/** Ballots that give the contenders the stated votes, four marks at most each. */
const aktobeBallots: number[][] = [
  ...Array<number[]>(96).fill([0, 1, 2, 3]),
  ...Array<number[]>(5).fill([0, 2]),
  ...Array<number[]>(4).fill([0, 4]),
  ...Array<number[]>(4).fill([5, 6]),
];

describe('countRound', () => {
  it('includes the top 4 of 15 by votes in Aktobe: 109 delegates, 4 seats (ru.ult.kz 255200)', () => {
    const decisions = [{ order: ['C04', 'C02'] }];
    const count = countRound(aktobe({ online: folded(aktobeBallots), decisions }));
    expect(count).toMatchObject({ outcome: 'elected', turnout: 109, valid: 109, places: 4 });
    expect(count.candidates.filter(({ elected }) => elected)).toMatchObject([
      { candidacyId: 'C01', votes: 105, rank: 1 },
      { candidacyId: 'C03', votes: 101, rank: 2 },
      { candidacyId: 'C04', votes: 96, rank: 3 },
      { candidacyId: 'C02', votes: 96, rank: 4 },
    ]);
  });

  it('waits while a tie among the elected is undecided', () => {
    const count = countRound(aktobe({ online: folded(aktobeBallots) }));
    expect(count.outcome).toBe('waiting');
    expect(count.awaited).toEqual([['C02', 'C04']]);
  });

  it('elects nobody of a class that crosses the cut and waits', () => {
    const ballots: number[][] = [[0, 1, 2], [3], [4]];
    const count = countRound(aktobe({ online: folded([...ballots, [0, 1, 2]]) }));
    expect(count.outcome).toBe('waiting');
    expect(count.awaited).toEqual([
      ['C01', 'C02', 'C03'],
      ['C04', 'C05'],
    ]);
    expect(count.candidates.filter(({ elected }) => elected)).toHaveLength(3);
  });

  it('elects nobody without the quorum, and asks nothing about ties', () => {
    const rules = { ...aktobe().rules, quorum: { share: '1/2', round: 'up' } as const };
    const count = countRound(aktobe({ rules, online: folded([[0], [1]]) }));
    expect(count).toMatchObject({
      outcome: 'quorum-not-met',
      quorum: { needed: 55, met: false },
      awaited: [],
    });
    expect(count.candidates.some(({ elected }) => elected)).toBe(false);
  });

  it('gives no place to somebody who left the race, and keeps the votes in the record', () => {
    const left = contenders(15).map((one, position) =>
      position === 0 ? { ...one, standing: false } : one,
    );
    const count = countRound(
      aktobe({
        contenders: left,
        online: folded([
          [0, 1],
          [0, 1],
          [0, 2],
        ]),
      }),
    );
    expect(count.candidates[0]).toMatchObject({ candidacyId: 'C02', votes: 2, rank: 1 });
    expect(count.candidates.at(-1)).toMatchObject({
      candidacyId: 'C01',
      votes: 3,
      rank: 15,
      elected: false,
      standing: false,
    });
  });

  it('keeps the origin of every number', () => {
    const paper: PaperTotal = {
      cast: 12,
      valid: 10,
      invalid: 2,
      votes: [10, ...Array<number>(14).fill(0)],
      ballots: null,
      places: [],
    };
    const count = countRound(aktobe({ online: folded([[0], [0], [1], []]), paper }));
    expect(count.online).toEqual({ cast: 4, valid: 3, invalid: 1 });
    expect(count.paper).toMatchObject({ cast: 12, valid: 10, invalid: 2 });
    expect(count).toMatchObject({ turnout: 16, valid: 13, invalid: 3 });
    expect(count.invalidBy).toEqual({ blank: 1, paper: 2 });
    expect(count.candidates[0]).toMatchObject({ votes: 12, online: 2, paper: 10 });
  });

  it('counts a ballot that cannot be opened or read as invalid', () => {
    const count = countRound(aktobe({ online: folded([[0]]), unreadable: 2, unopenable: 3 }));
    expect(count).toMatchObject({ turnout: 6, valid: 1, invalid: 5 });
    expect(count.invalidBy).toEqual({ unreadable: 2, unopenable: 3 });
    expect(count.online).toEqual({ cast: 6, valid: 1, invalid: 5 });
  });

  it('elects nobody with fewer votes than somebody it leaves out, whatever the order of ballots', () => {
    const marks = fc.uniqueArray(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 4 });
    const rules = { ...aktobe().rules, ties: [{ kind: 'lot' }] as const };
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 60 }), (ballots) => {
        const count = countRound(aktobe({ rules, online: folded(ballots) }));
        const elected = count.candidates.filter((one) => one.elected).map(votesOf);
        const others = count.candidates.filter((one) => !one.elected).map(votesOf);
        expect(elected).toHaveLength(4);
        expect(Math.min(...elected)).toBeGreaterThanOrEqual(Math.max(...others));
        expect(count.candidates.map(({ rank }) => rank)).toEqual(
          Array.from({ length: 15 }, (_, at) => at + 1),
        );
        const reversed = folded([...ballots].reverse());
        expect(countRound(aktobe({ rules, online: reversed })).candidates).toEqual(
          count.candidates,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('makes every whole the sum of its parts', () => {
    const marks = fc.uniqueArray(fc.integer({ min: 0, max: 14 }), { maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(marks, { maxLength: 40 }),
        fc.array(fc.nat(50), { minLength: 15, maxLength: 15 }),
        (ballots, votes) => {
          const paper = { cast: 60, valid: 50, invalid: 10, votes, ballots: null, places: [] };
          const count = countRound(aktobe({ online: folded(ballots), paper }));
          expect(count.turnout).toBe(count.valid + count.invalid);
          expect(count.turnout).toBe(count.online.cast + count.paper.cast);
          expect(count.turnout).toBe(ballots.length + 60);
          for (const one of count.candidates)
            expect(one.votes).toBe((one.online ?? 0) + (one.paper ?? 0));
          expect(count.candidates.reduce((sum, one) => sum + (one.paper ?? 0), 0)).toBe(
            votes.reduce((sum, one) => sum + one, 0),
          );
          expect(new Set(count.candidates.map(({ candidacyId }) => candidacyId)).size).toBe(15);
        },
      ),
    );
  });
});

describe('shareOfValid', () => {
  it('is exact', () => {
    expect(shareOfValid(96, 108)).toEqual({ numerator: 8n, denominator: 9n });
  });

  it('is nothing of nothing', () => {
    expect(shareOfValid(0, 0)).toEqual({ numerator: 0n, denominator: 1n });
  });
});
