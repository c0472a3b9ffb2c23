import fc from 'fast-check';
import { smallElections } from '../../../../test/naive/marked-elections.js';
import { approvalElection, figuresOf } from '../../../../test/support/approval-election.js';
import { countMarked } from '../../../../test/support/marked-election.js';
import {
  countByParty,
  partyLists,
  seatsByHighestAverages,
} from '../../../../test/support/party-lists.js';
import { listPav } from './list-pav.js';

describe('listPav', () => {
  it('takes the steps of the example of Lackner and Skowron', () => {
    // "Multi-Winner Voting with Approval Preferences" (2022), example of seq-PAV, also in github.com/martinlackner/abcvoting:
    // d adds 11, then c adds 15/2.
    const ballots = { ab: 3, ad: 6, b: 4, c: 5, cd: 5 };
    const tally = countMarked(listPav, approvalElection(ballots, 2));
    expect(tally.elected).toEqual([3, 2]);
    expect(figuresOf(tally)).toEqual(['11', '15/2']);
    expect(tally.working).toEqual({ kind: 'turns' });
  });

  it('elects c and a of the ballots of Thiele 1895, though a and b together would do better', () => {
    // S. Janson, "Phragmén's and Thiele's election methods", arXiv 1611.08826, example 13.3; the sums as abcvoting gives them.
    const tally = countMarked(
      listPav,
      approvalElection(
        {
          acd: 960,
          bcd: 3000,
          bc: 520,
          ab: 1620,
          ad: 1081,
          ac: 1240,
          bd: 360,
          d: 360,
          c: 120,
          b: 60,
        },
        2,
      ),
    );
    expect(tally.elected).toEqual([2, 0]);
    expect(figuresOf(tally)).toEqual(['5840', '3801']);
  });

  it('shares the first place by the policy, and leaves it open without one', () => {
    const open = countMarked(listPav, approvalElection({ ab: 2, c: 1 }, 1));
    expect(open).toMatchObject({ elected: [], awaited: [['C0', 'C1']] });
    const settled = countMarked(listPav, approvalElection({ ab: 2, c: 1 }, 2), [
      { kind: 'stated-order' },
    ]);
    // b and c have 1 each for the second place: again the stated order.
    expect(settled.elected).toEqual([0, 1]);
    expect(settled.ties.map(({ round }) => round)).toEqual([1, 2]);
  });

  it('gives parties their seats by highest averages where the ballots are party lists', () => {
    fc.assert(
      fc.property(partyLists, (lists) => {
        const { elected } = countMarked(listPav, lists.ballots, [{ kind: 'stated-order' }]);
        expect(countByParty(lists, elected)).toEqual(
          seatsByHighestAverages(lists.sizes, lists.seats),
        );
      }),
    );
  });

  it('never takes a place away when the list gets longer', () => {
    fc.assert(
      fc.property(smallElections('approval'), (small) => {
        const policy = [{ kind: 'stated-order' }] as const;
        const shorter = countMarked(listPav, small, policy);
        const longer = countMarked(listPav, { ...small, seats: small.seats + 1 }, policy);
        expect(longer.elected.slice(0, shorter.elected.length)).toEqual(shorter.elected);
      }),
    );
  });
});
