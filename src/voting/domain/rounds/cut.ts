import { defined } from '../../../kernel/assert.js';
import { parseFraction, shareOf, type Fraction, type Rounding } from '../../../kernel/exact.js';

/** Who goes on: so many, so many for each seat of the unit, a share of the contenders, or everybody. */
export type Cut =
  | { readonly kind: 'top'; readonly count: number }
  | { readonly kind: 'per-seat'; readonly factor: string; readonly round: Rounding }
  | { readonly kind: 'share'; readonly share: string; readonly round: Rounding }
  | { readonly kind: 'all' };

/** A share with its rounding, as the rule set writes it. */
export interface RoundedShare {
  readonly share: string;
  readonly round: Rounding;
}

/**
 * How many places the cut gives in a unit with so many seats and contenders, never more than there are contenders.
 * Two for each seat of the district's quota: q seats call 2q contenders (Nur Otan 2020).
 */
export function placesOfCut(cut: Cut, unitSeats: number, contenders: number): number {
  switch (cut.kind) {
    case 'top':
      return Math.min(cut.count, contenders);
    case 'per-seat':
      return Math.min(shareOf(exactly(cut.factor), unitSeats, cut.round), contenders);
    case 'share':
      return Math.min(shareOf(exactly(cut.share), contenders, cut.round), contenders);
    case 'all':
      return contenders;
  }
}

/** The most marks on a rating ballot where the rule gives so many for each seat of the unit; at least one. */
export function marksOfBallot(
  marks: { readonly count: number } | { readonly perSeat: string; readonly round: Rounding },
  unitSeats: number,
): number {
  return 'count' in marks
    ? marks.count
    : Math.max(1, shareOf(exactly(marks.perSeat), unitSeats, marks.round));
}

/** Whether enough of the roll took part, and how many were needed. Without a quorum rule none are needed. */
export function turnoutQuorum(
  quorum: RoundedShare | undefined,
  rollSize: number,
  turnout: number,
): { readonly needed: number; readonly met: boolean } {
  const needed = quorum === undefined ? 0 : shareOf(exactly(quorum.share), rollSize, quorum.round);
  return { needed, met: turnout >= needed };
}

/** How many members of the commission must sign a result; at least one. */
export function signaturesNeeded(members: number, signatures: RoundedShare): number {
  return Math.max(1, shareOf(exactly(signatures.share), members, signatures.round));
}

function exactly(text: string): Fraction {
  const parsed = parseFraction(text);
  return defined(parsed.ok ? parsed.value : null, `the fraction ${text} of a checked rule set`);
}
