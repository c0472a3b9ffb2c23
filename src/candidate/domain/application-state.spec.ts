import {
  activeStates,
  applicationMoves,
  applicationStates,
  isActive,
  isEditable,
  isUndecided,
  moveApplication,
  type ApplicationState,
} from './application-state.js';

const allowed: readonly [ApplicationState, ApplicationState][] = [
  ['draft', 'submitted'],
  ['draft', 'withdrawn'],
  ['submitted', 'under-review'],
  ['submitted', 'withdrawn'],
  ['returned', 'submitted'],
  ['returned', 'withdrawn'],
  ['under-review', 'returned'],
  ['under-review', 'registered'],
  ['under-review', 'refused'],
  ['under-review', 'withdrawn'],
  ['registered', 'struck-off'],
  ['registered', 'withdrawn'],
  ['refused', 'under-review'],
  ['refused', 'registered'],
  ['struck-off', 'registered'],
];

const others = applicationStates.flatMap((from) =>
  applicationStates
    .filter((to) => !allowed.some(([a, b]) => a === from && b === to))
    .map((to): [ApplicationState, ApplicationState] => [from, to]),
);

describe('moveApplication', () => {
  it.each(allowed)('moves from %s to %s', (from, to) => {
    expect(moveApplication(from, to)).toEqual({ ok: true, value: to });
  });

  it.each(others)('refuses to move from %s to %s', (from, to) => {
    expect(moveApplication(from, to)).toEqual({
      ok: false,
      error: { kind: 'move-not-allowed', from, to },
    });
  });

  it('knows every pair of states', () => {
    expect(allowed.length + others.length).toBe(applicationStates.length ** 2);
  });

  it('reaches every state from a draft', () => {
    const reached = new Set<ApplicationState>(['draft']);
    for (const state of reached) applicationMoves[state].forEach((next) => reached.add(next));
    expect([...reached].sort()).toEqual([...applicationStates].sort());
  });

  it('never leaves a withdrawal', () => {
    expect(applicationMoves.withdrawn).toEqual([]);
  });
});

describe('what a state means', () => {
  it('occupies the place of its level from submission to refusal', () => {
    expect(applicationStates.filter(isActive)).toEqual([...activeStates]);
  });

  it('can be edited as a draft and after a return', () => {
    expect(applicationStates.filter(isEditable)).toEqual(['draft', 'returned']);
  });

  it('is undecided between submission and decision', () => {
    expect(applicationStates.filter(isUndecided)).toEqual([
      'submitted',
      'returned',
      'under-review',
    ]);
  });
});
