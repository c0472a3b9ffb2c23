/** Where the program's `Clock` is injected. */
export const CLOCK = Symbol('clock');
