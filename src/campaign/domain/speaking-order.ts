import { drawOrder, type Lot } from '../../kernel/lot.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { moveDebate, type DebateMoveRefusal, type DebateState } from './debate-state.js';
import type { DebateId } from './ids.js';

export type DrawRefusal = DebateMoveRefusal | { readonly kind: 'public-word-missing' };

/** Whether the order may be drawn now: once, with a word that the public heard. */
export function checkDraw(
  state: DebateState,
  publicWord: string,
): Result<DebateState, DrawRefusal[]> {
  const moved = moveDebate(state, 'drawn');
  if (!moved.ok) return refuse([moved.error]);
  return publicWord.trim() ? accept(moved.value) : refuse([{ kind: 'public-word-missing' }]);
}

/** What the lot of a debate is drawn for. */
export function drawPurpose(debate: DebateId): string {
  return `debate/${debate}`;
}

/**
 * The participants in the order they speak. They are laid out by the text of their identifier before the draw, so that
 * the order in which somebody named them has no influence. (The order of debates is drawn by lot, live on air:
 * azattyq-ruhy.kz/news/14271.)
 */
export function drawSpeakingOrder(
  lot: Lot,
  debate: DebateId,
  participants: readonly CandidacyId[],
): CandidacyId[] {
  return drawOrder(lot, drawPurpose(debate), [...participants].sort());
}
