// The door for the command line: a second opinion on a round, which shares no code with whoever made it.
export { verifyBundle } from './verify-bundle.js';
export type { CheckName, Outcome, Verdict } from './report.js';
