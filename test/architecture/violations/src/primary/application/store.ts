import type { Rule } from '../domain/rule.js';
export type Store = Rule;
