import type { Iin } from './candidate/domain/iin.js';
export type Main = Iin;
