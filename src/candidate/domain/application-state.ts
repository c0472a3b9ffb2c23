import { accept, refuse, type Result } from '../../kernel/result.js';

export type ApplicationState =
  | 'draft'
  | 'submitted'
  | 'returned'
  | 'under-review'
  | 'registered'
  | 'refused'
  | 'withdrawn'
  | 'struck-off';

/**
 * The life of an application: from each state the states it may move to. The state is always the one in force: an
 * appeal that suspends a refusal or a striking off moves the candidacy back for as long as it is open, and the ruling
 * moves it on.
 */
export const applicationMoves: Readonly<Record<ApplicationState, readonly ApplicationState[]>> = {
  draft: ['submitted', 'withdrawn'],
  submitted: ['under-review', 'withdrawn'],
  returned: ['submitted', 'withdrawn'],
  'under-review': ['returned', 'registered', 'refused', 'withdrawn'],
  registered: ['struck-off', 'withdrawn'],
  refused: ['under-review', 'registered'],
  withdrawn: [],
  'struck-off': ['registered'],
};

export const applicationStates = Object.keys(applicationMoves) as readonly ApplicationState[];

/** The states in which an application occupies the person's place at its level. Drafts do not. */
export const activeStates = ['submitted', 'returned', 'under-review', 'registered'] as const;

export interface MoveRefusal {
  readonly kind: 'move-not-allowed';
  readonly from: ApplicationState;
  readonly to: ApplicationState;
}

/** The state after the move, or a refusal that names both states. */
export function moveApplication(
  from: ApplicationState,
  to: ApplicationState,
): Result<ApplicationState, MoveRefusal> {
  return applicationMoves[from].includes(to)
    ? accept(to)
    : refuse({ kind: 'move-not-allowed', from, to });
}

/** Whether the application occupies the person's place at its level. */
export function isActive(state: ApplicationState): boolean {
  return activeStates.some((active) => active === state);
}

/** Whether the applicant may still change what the application says. */
export function isEditable(state: ApplicationState): boolean {
  return state === 'draft' || state === 'returned';
}

/** Whether the commission still owes an answer. */
export function isUndecided(state: ApplicationState): boolean {
  return state === 'submitted' || state === 'under-review' || state === 'returned';
}
