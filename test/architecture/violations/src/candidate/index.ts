import type { Debate } from '../campaign/index.js';
export type { Iin } from './domain/iin.js';
export type Candidacy = Debate;
