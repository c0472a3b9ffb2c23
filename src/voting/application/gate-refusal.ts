import type { RoundGate } from '../persistence/round-gate.js';

/** Why a round takes nothing at this moment. */
export type GateRefusal =
  | { readonly kind: 'round-unknown' }
  | { readonly kind: 'round-not-open' }
  | { readonly kind: 'round-paused' }
  | { readonly kind: 'round-closed' };

/** The refusal that goes with a gate; null when it is open. */
export function refusalOfGate(gate: RoundGate | null): GateRefusal | null {
  switch (gate) {
    case null:
      return { kind: 'round-unknown' };
    case 'not-open':
      return { kind: 'round-not-open' };
    case 'paused':
      return { kind: 'round-paused' };
    case 'closed':
      return { kind: 'round-closed' };
    case 'accepting':
      return null;
  }
}
