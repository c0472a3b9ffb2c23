import fc from 'fast-check';
import { approvalElection, figuresOf } from '../../../../test/support/approval-election.js';
import {
  countMarked,
  eachBallot,
  type MarkedElection,
} from '../../../../test/support/marked-election.js';
import {
  countByParty,
  partyLists,
  seatsByHighestAverages,
} from '../../../../test/support/party-lists.js';
import { smallElections } from '../../../../test/naive/marked-elections.js';
import { plainMarks } from '../ballots/ballot.js';
import { listPhragmen } from './list-phragmen.js';

describe('listPhragmen', () => {
  it('takes the steps of the running example of Lackner and Skowron', () => {
    // "Multi-Winner Voting with Approval Preferences" (2022), example of seq-Phragmén, also in github.com/martinlackner/abcvoting:
    // loads 1/8, 11/32 (b and c tie), 55/128, 5/8.
    const ballots = { ab: 3, ac: 3, ad: 2, bcf: 1, e: 1, f: 1, g: 1 };
    const tally = countMarked(listPhragmen, approvalElection(ballots, 4), [
      { kind: 'stated-order' },
    ]);
    expect(tally.elected).toEqual([0, 1, 2, 3]);
    expect(figuresOf(tally)).toEqual(['8', '32/11', '128/55', '8/5']);
    expect(tally.ties).toMatchObject([
      { candidates: ['C1', 'C2'], at: 'election', round: 2, resolvedBy: 'stated-order' },
    ]);
  });

  it('elects A, Q and B of the ballots of Phragmén 1894', () => {
    // The ballots: S. Janson, "Phragmén's and Thiele's election methods", arXiv 1611.08826; the figures worked apart:
    // A has 1171; then Q has 656 / (1 + 137/1171) = 768176/1308, before B with 1124 · 1171/2295 and P with 566 · 1171/1218.
    const tally = countMarked(
      listPhragmen,
      approvalElection({ ABC: 1034, PQR: 519, ABQ: 90, APQ: 47 }, 3),
    );
    expect(tally.elected.map((at) => 'ABCPQR'[at])).toEqual(['A', 'Q', 'B']);
    expect(figuresOf(tally)).toEqual(['1171', '192044/327', '107928728/195525']);
    expect(tally.working).toEqual({ kind: 'turns' });
  });

  it('ranks the others by what they had for the next place', () => {
    const tally = countMarked(listPhragmen, approvalElection({ A: 5, AB: 1, C: 2 }, 1));
    expect(tally.ranking.map(({ candidates }) => candidates)).toEqual([[0], [2], [1]]);
  });

  it('stops at a tie that the policy leaves open', () => {
    const tally = countMarked(listPhragmen, approvalElection({ A: 3, B: 2, C: 2, D: 1 }, 3));
    expect(tally).toMatchObject({
      elected: [0],
      ranking: [
        { rank: 1, candidates: [0] },
        { rank: 2, candidates: [1, 2, 3] },
      ],
      awaited: [['C1', 'C2']],
      ties: [{ at: 'election', round: 2, resolvedBy: null }],
    });
    expect(tally.rounds.map(({ elected }) => elected)).toEqual([[0], []]);
  });

  it('asks an earlier round where the policy says so', () => {
    // For place 2 both B and C have 2; for place 1 B had 3.
    const tally = countMarked(listPhragmen, approvalElection({ A: 2, AB: 2, B: 1, C: 2 }, 2), [
      { kind: 'earlier-round', direction: 'backwards', many: 'narrow' },
    ]);
    expect(figuresOf(tally)).toEqual(['4', '2']);
    expect(tally.elected).toEqual([0, 1]);
  });

  it('gives parties their seats by highest averages where the ballots are party lists', () => {
    fc.assert(
      fc.property(partyLists, (lists) => {
        const { elected } = countMarked(listPhragmen, lists.ballots, [{ kind: 'stated-order' }]);
        expect(countByParty(lists, elected)).toEqual(
          seatsByHighestAverages(lists.sizes, lists.seats),
        );
      }),
    );
  });

  it('gives voters who all approve of the same candidates their share of the places', () => {
    // Proportional justified representation (Brill, Freeman, Janson, Lackner, "Phragmén's voting methods and justified
    // representation", 2017): of n voters a group of at least l · n / k that agrees on l candidates gets l of k places.
    fc.assert(
      fc.property(smallElections('approval'), fc.integer({ min: 1, max: 6 }), (small, extra) => {
        const { seats, form } = small;
        const agreed = Array.from({ length: seats }, (_, at) => form.candidates + at);
        const others = eachBallot(small).length;
        const all = form.candidates + seats;
        const election: MarkedElection = {
          form: { kind: 'rating', candidates: all, marks: all },
          seats,
          ballots: [...small.ballots, [extra, plainMarks(agreed)]],
          withdrawn: small.withdrawn ?? [],
        };
        const { elected } = countMarked(listPhragmen, election, [{ kind: 'stated-order' }]);
        const share = Math.floor((extra * seats) / (others + extra));
        expect(elected.filter((one) => agreed.includes(one)).length).toBeGreaterThanOrEqual(share);
      }),
      { numRuns: 1000 },
    );
  });

  it('never takes a place away when the list gets longer', () => {
    fc.assert(
      fc.property(smallElections('approval'), (small) => {
        const policy = [{ kind: 'stated-order' }] as const;
        const shorter = countMarked(listPhragmen, small, policy);
        const longer = countMarked(listPhragmen, { ...small, seats: small.seats + 1 }, policy);
        expect(longer.elected.slice(0, shorter.elected.length)).toEqual(shorter.elected);
      }),
    );
  });
});
