import type { Row } from '../persistence/row.js';
export type Page = Row;
