export { sha256Lot, wordsOf } from './sha256-lot.js';
