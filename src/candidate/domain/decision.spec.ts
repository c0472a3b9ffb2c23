import fc from 'fast-check';
import { fraction } from '../../kernel/exact.js';
import type { AccountId } from '../../kernel/ids.js';
import {
  castVote,
  checkProposal,
  dissent,
  quorumOf,
  tallyDecision,
  type Commission,
  type DecisionVote,
  type MemberVote,
} from './decision.js';

/** Seven seats, two thirds take part, more than half decides. */
const seven: Commission = {
  seats: 7,
  quorum: { share: fraction(2, 3), round: 'up' },
  majority: fraction(1, 2),
};

function votes(...given: DecisionVote[]): MemberVote[] {
  return given.map((vote, index) => ({
    member: `member ${index}` as AccountId,
    vote,
    opinion: vote === 'recused' ? 'A relative.' : '',
  }));
}

describe('quorumOf', () => {
  it('rounds the share up: two thirds of seven are five', () => {
    expect(quorumOf(seven)).toBe(5);
  });
});

describe('checkProposal', () => {
  it('takes a registration as it is', () => {
    expect(checkProposal({ kind: 'register' }).ok).toBe(true);
  });

  it('takes a refusal with its explanation', () => {
    expect(checkProposal({ kind: 'refuse', ground: 'age', text: 'Aged 19.' }).ok).toBe(true);
  });

  it('refuses a ground without an explanation', () => {
    expect(checkProposal({ kind: 'refuse', ground: 'age', text: ' ' })).toEqual({
      ok: false,
      error: { kind: 'ground-text-missing' },
    });
  });
});

describe('tallyDecision', () => {
  it('waits for the quorum, whatever the majority', () => {
    expect(tallyDecision(seven, votes('for', 'for', 'for', 'for'))).toEqual({
      for: 4,
      against: 0,
      recused: 0,
      quorum: 5,
      outcome: 'open',
    });
  });

  it('is carried once the votes to come cannot change it', () => {
    expect(tallyDecision(seven, votes('for', 'for', 'for', 'for', 'against')).outcome).toBe(
      'carried',
    );
  });

  it('is lost once the votes to come cannot save it', () => {
    const cast = votes('against', 'against', 'against', 'against', 'for');
    expect(tallyDecision(seven, cast).outcome).toBe('not-carried');
  });

  it('stays open while the rest could turn it', () => {
    const cast = votes('for', 'for', 'for', 'against', 'against');
    expect(tallyDecision(seven, cast).outcome).toBe('open');
  });

  it('may be closed by the chair over the seats that did not vote', () => {
    const cast = votes('for', 'for', 'for', 'against', 'against');
    expect(tallyDecision(seven, cast, true).outcome).toBe('carried');
  });

  it('is not carried by a tie', () => {
    const cast = votes('for', 'for', 'for', 'against', 'against', 'against', 'recused');
    expect(tallyDecision(seven, cast).outcome).toBe('not-carried');
  });

  it('does not count a recused member towards the quorum', () => {
    const cast = votes('for', 'for', 'for', 'for', 'recused');
    expect(tallyDecision(seven, cast)).toMatchObject({ recused: 1, quorum: 5, outcome: 'open' });
  });

  it('does not lower the quorum by recusals: with three of seven recused nobody can decide', () => {
    const cast = votes('recused', 'recused', 'recused', 'for', 'for', 'for', 'for');
    expect(tallyDecision(seven, cast)).toMatchObject({ quorum: 5, outcome: 'no-quorum' });
  });

  it('does not let the chair close without a quorum', () => {
    expect(tallyDecision(seven, votes('for'), true).outcome).toBe('open');
  });

  it('asks for more than the majority of the rules', () => {
    const twoThirds = { ...seven, majority: fraction(2, 3) };
    const cast = votes('for', 'for', 'for', 'for', 'against', 'against', 'recused');
    expect(tallyDecision(twoThirds, cast).outcome).toBe('not-carried');
  });

  it('never changes a settled outcome by a later vote', () => {
    const vote = fc.constantFrom<DecisionVote>('for', 'against', 'recused');
    fc.assert(
      fc.property(fc.array(vote, { minLength: 1, maxLength: 7 }), (given) => {
        const outcomes = given.map(
          (_, index) => tallyDecision(seven, votes(...given.slice(0, index + 1))).outcome,
        );
        const settled = outcomes.findIndex(
          (outcome) => outcome === 'carried' || outcome === 'not-carried',
        );
        const later = settled < 0 ? [] : outcomes.slice(settled);
        expect(
          new Set(later.filter((outcome) => outcome !== 'no-quorum')).size,
        ).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('castVote', () => {
  const vote = (member: string, kind: DecisionVote, opinion = ''): MemberVote => ({
    member: member as AccountId,
    vote: kind,
    opinion,
  });

  it('adds a vote', () => {
    const cast = castVote(seven, votes('for'), vote('other', 'against'));
    expect(cast).toEqual({ ok: true, value: [...votes('for'), vote('other', 'against')] });
  });

  it('takes one vote from a member', () => {
    expect(castVote(seven, votes('for'), vote('member 0', 'against'))).toEqual({
      ok: false,
      error: { kind: 'already-voted' },
    });
  });

  it('takes none after the decision is settled', () => {
    const settled = votes('for', 'for', 'for', 'for', 'for');
    expect(castVote(seven, settled, vote('late', 'against'))).toEqual({
      ok: false,
      error: { kind: 'decision-settled' },
    });
  });

  it('asks a recused member for the reason', () => {
    expect(castVote(seven, [], vote('a', 'recused', ' '))).toEqual({
      ok: false,
      error: { kind: 'recusal-reason-missing' },
    });
    expect(castVote(seven, [], vote('a', 'recused', 'A relative.')).ok).toBe(true);
  });
});

describe('dissent', () => {
  const cast = votes('for', 'against', 'recused');

  it.each([
    ['carried' as const, ['against']],
    ['not-carried' as const, ['for']],
    ['open' as const, []],
    ['no-quorum' as const, []],
  ])('keeps who stood against the outcome "%s"', (outcome, expected) => {
    expect(dissent(outcome, cast).map(({ vote }) => vote)).toEqual(expected);
  });
});
