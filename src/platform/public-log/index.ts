export {
  answered,
  countIn,
  entriesAtOnce,
  forEver,
  forNow,
  found,
  hashIn,
} from './log-question.js';
export {
  ConsistencyAnswer,
  EntriesAnswer,
  headAnswer,
  HeadAnswer,
  HeadsAnswer,
  inclusionAnswer,
  InclusionAnswer,
  inHex,
  keyAnswer,
  KeyAnswer,
  NewestHeadAnswer,
} from './log.answers.js';
export { PublicLogModule } from './public-log.module.js';
export { PublicLogs, type LeafSpan } from './public-logs.js';
