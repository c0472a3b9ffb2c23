import type { Primary } from '../../primary/index.js';
export type FileStore = Primary;
