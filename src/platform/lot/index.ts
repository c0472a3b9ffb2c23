export { sha256Lot } from './sha256-lot.js';
