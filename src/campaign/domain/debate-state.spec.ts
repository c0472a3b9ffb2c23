import { debateMoves, debateStates, moveDebate, type DebateState } from './debate-state.js';

const allowed: [DebateState, DebateState][] = [
  ['scheduled', 'drawn'],
  ['scheduled', 'cancelled'],
  ['drawn', 'held'],
  ['drawn', 'cancelled'],
];

const all = debateStates.flatMap((from) => debateStates.map((to) => [from, to] as const));

describe('moveDebate', () => {
  it.each(allowed)('moves a debate from %s to %s', (from, to) => {
    expect(moveDebate(from, to)).toEqual({ ok: true, value: to });
  });

  it.each(all.filter(([from, to]) => !allowed.some((pair) => pair[0] === from && pair[1] === to)))(
    'refuses to move a debate from %s to %s',
    (from, to) => {
      expect(moveDebate(from, to)).toEqual({
        ok: false,
        error: { kind: 'debate-move-not-allowed', from, to },
      });
    },
  );

  it('reaches every state from the first', () => {
    const reached = new Set<DebateState>(['scheduled']);
    for (const state of reached) debateMoves[state].forEach((next) => reached.add(next));
    expect([...reached].sort()).toEqual([...debateStates].sort());
  });
});
