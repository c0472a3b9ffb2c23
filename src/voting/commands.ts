// The door for the command line: what runs without a server and a database, and starts without loading either.
export { methodOptions } from './application/method-options.js';
export type { TallyArguments } from './application/tally-order.js';
export { runTally } from './web/run-tally.js';
export {
  runCeremony,
  runTrusteeGive,
  runTrusteeKey,
  type CeremonyArguments,
  type TrusteeArguments,
} from './web/run-keys.js';
