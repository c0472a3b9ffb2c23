import type { Candidacy } from '../candidate/index.js';
export type { Rule } from './domain/rule.js';
export type { Create } from './application/create.js';
export type { Page } from './web/page.js';
export type { Row } from './persistence/row.js';
export type Primary = Candidacy;
