import type { Page } from '../web/page.js';
export type Create = Page;
