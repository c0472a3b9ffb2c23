/**
 * `filed` and `appealed` wait for a body; `decided` can still be appealed until its date; `final` cannot be appealed
 * within the ladder.
 */
export type ComplaintState = 'filed' | 'decided' | 'appealed' | 'final';

/**
 * The life of a complaint. A waiting complaint moves to `appealed` when its body let the deadline pass and the
 * complainant went to the next one.
 */
export const complaintMoves: Readonly<Record<ComplaintState, readonly ComplaintState[]>> = {
  filed: ['decided', 'final', 'appealed'],
  decided: ['appealed'],
  appealed: ['decided', 'final', 'appealed'],
  final: [],
};

export const complaintStates = Object.keys(complaintMoves) as readonly ComplaintState[];

/** Whether a body owes a decision. */
export function isWaiting(state: ComplaintState): boolean {
  return state === 'filed' || state === 'appealed';
}
