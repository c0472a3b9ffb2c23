import { accept, refuse, type Result } from '../../kernel/result.js';

export type DebateState = 'scheduled' | 'drawn' | 'held' | 'cancelled';

/**
 * The life of a debate: from each state the states it may move to. The order of speakers is drawn before the debate is
 * held, and only once: no state leads back to `scheduled` or again to `drawn`.
 */
export const debateMoves: Readonly<Record<DebateState, readonly DebateState[]>> = {
  scheduled: ['drawn', 'cancelled'],
  drawn: ['held', 'cancelled'],
  held: [],
  cancelled: [],
};

export const debateStates = Object.keys(debateMoves) as readonly DebateState[];

export interface DebateMoveRefusal {
  readonly kind: 'debate-move-not-allowed';
  readonly from: DebateState;
  readonly to: DebateState;
}

/** The state after the move, or a refusal that names both states. */
export function moveDebate(
  from: DebateState,
  to: DebateState,
): Result<DebateState, DebateMoveRefusal> {
  return debateMoves[from].includes(to)
    ? accept(to)
    : refuse({ kind: 'debate-move-not-allowed', from, to });
}
