import { readFileSync } from 'node:fs';
export type Rule = typeof readFileSync;
