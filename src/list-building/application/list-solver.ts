/** The injection token of the solver that answers the questions of the list builder. */
export const LIST_SOLVER = Symbol('list solver');
