import type { List } from '../list-building/index.js';
import type { Iin } from '../candidate/domain/iin.js';
export type Round = List | Iin;
