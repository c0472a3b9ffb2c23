import type { Round } from '../voting/index.js';
export type Debate = Round;
