import type { Rule } from '../domain/rule.js';
import type { Store } from '../application/store.js';
export type Row = Rule | Store;
