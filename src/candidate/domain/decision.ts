import {
  compareFractions,
  fraction,
  shareOf,
  type Fraction,
  type Rounding,
} from '../../kernel/exact.js';
import type { AccountId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';

/** The closed list of grounds on which an application is refused. */
export const refusalGrounds = [
  'age',
  'residence',
  'membership',
  'conviction',
  'corruption-offence',
  'expulsion',
  'second-candidacy',
  'nomination-route',
  'documents-missing',
  'documents-false',
  'platform',
] as const;

/** The closed list of grounds on which a registered candidate is struck off. */
export const strikeOffGrounds = [
  'debate-absence',
  'sanction',
  'eligibility-lost',
  'membership-lost',
  'documents-false',
  'second-candidacy',
] as const;

export type RefusalGround = (typeof refusalGrounds)[number];
export type StrikeOffGround = (typeof strikeOffGrounds)[number];

/** What a member of the commission puts to the vote. A refusal names its ground and explains it. */
export type Proposal =
  | { readonly kind: 'register' }
  | { readonly kind: 'refuse'; readonly ground: RefusalGround; readonly text: string };

/**
 * A commission as the rules make it. The quorum is a share of ALL its seats: a vacant seat and a recused member stay in
 * the base, so neither can lower it.
 */
export interface Commission {
  readonly seats: number;
  readonly quorum: { readonly share: Fraction; readonly round: Rounding };
  /** A proposal is carried by more than this share of the votes for and against. */
  readonly majority: Fraction;
}

export type DecisionVote = 'for' | 'against' | 'recused';

/** One member's vote with the reason of a recusal or the dissenting opinion, where there is one. */
export interface MemberVote {
  readonly member: AccountId;
  readonly vote: DecisionVote;
  readonly opinion: string;
}

/** Where a vote of the commission stands. `no-quorum`: so many are recused that this commission cannot decide. */
export type Outcome = 'open' | 'carried' | 'not-carried' | 'no-quorum';

/** A vote of the commission in figures. */
export interface DecisionTally {
  readonly for: number;
  readonly against: number;
  readonly recused: number;
  readonly quorum: number;
  readonly outcome: Outcome;
}

export type VoteRefusal =
  | { readonly kind: 'already-voted' }
  | { readonly kind: 'decision-settled' }
  | { readonly kind: 'recusal-reason-missing' };

export interface ProposalRefusal {
  readonly kind: 'ground-text-missing';
}

/** The number of members whose votes make a decision valid. */
export function quorumOf(commission: Commission): number {
  return shareOf(commission.quorum.share, commission.seats, commission.quorum.round);
}

/** A refusal must be explained to the person it concerns, not only named. */
export function checkProposal(proposal: Proposal): Result<Proposal, ProposalRefusal> {
  return proposal.kind === 'refuse' && !proposal.text.trim()
    ? refuse({ kind: 'ground-text-missing' })
    : accept(proposal);
}

/**
 * The votes with one more. A member votes once; nobody votes after the decision is settled; a recusal says why.
 */
export function castVote(
  commission: Commission,
  votes: readonly MemberVote[],
  vote: MemberVote,
): Result<readonly MemberVote[], VoteRefusal> {
  if (votes.some(({ member }) => member === vote.member)) return refuse({ kind: 'already-voted' });
  if (tallyDecision(commission, votes).outcome !== 'open')
    return refuse({ kind: 'decision-settled' });
  if (vote.vote === 'recused' && !vote.opinion.trim()) {
    return refuse({ kind: 'recusal-reason-missing' });
  }
  return accept([...votes, vote]);
}

/**
 * How a vote stands. Only votes for and against make the quorum and the majority; a recused member counts in neither,
 * and lowers neither. The vote is settled as soon as the quorum is there and no vote still to come could change it; the
 * chair may close it earlier once the quorum is there, for instance over a vacant seat.
 */
export function tallyDecision(
  commission: Commission,
  votes: readonly MemberVote[],
  closed = false,
): DecisionTally {
  const count = (wanted: DecisionVote): number =>
    votes.filter(({ vote }) => vote === wanted).length;
  const [inFavour, against, recused] = [count('for'), count('against'), count('recused')];
  const quorum = quorumOf(commission);
  const figures = { for: inFavour, against, recused, quorum };
  const toCome = commission.seats - votes.length;
  if (commission.seats - recused < quorum) return { ...figures, outcome: 'no-quorum' };
  if (inFavour + against < quorum) return { ...figures, outcome: 'open' };
  const others = closed ? 0 : toCome;
  const atWorst = carries(commission, inFavour, against + others);
  const atBest = carries(commission, inFavour + others, against);
  if (atWorst) return { ...figures, outcome: 'carried' };
  return { ...figures, outcome: atBest ? 'open' : 'not-carried' };
}

/** Those who voted against the outcome; their opinions stay in the record. */
export function dissent(outcome: Outcome, votes: readonly MemberVote[]): MemberVote[] {
  switch (outcome) {
    case 'carried':
      return votes.filter(({ vote }) => vote === 'against');
    case 'not-carried':
      return votes.filter(({ vote }) => vote === 'for');
    case 'open':
    case 'no-quorum':
      return [];
  }
}

function carries(commission: Commission, inFavour: number, against: number): boolean {
  const voting = inFavour + against;
  return compareFractions(fraction(inFavour, voting), commission.majority) > 0;
}
