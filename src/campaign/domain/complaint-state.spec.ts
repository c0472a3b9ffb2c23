import {
  complaintMoves,
  complaintStates,
  isWaiting,
  type ComplaintState,
} from './complaint-state.js';

describe('the life of a complaint', () => {
  it('reaches every state from the first', () => {
    const reached = new Set<ComplaintState>(['filed']);
    for (const state of reached) complaintMoves[state].forEach((next) => reached.add(next));
    expect([...reached].sort()).toEqual([...complaintStates].sort());
  });

  it('ends for good when it is final', () => {
    expect(complaintMoves.final).toEqual([]);
  });

  it.each([
    ['filed', true],
    ['appealed', true],
    ['decided', false],
    ['final', false],
  ] as const)('%s: waits for a body: %s', (state, waits) => {
    expect(isWaiting(state)).toBe(waits);
  });
});
