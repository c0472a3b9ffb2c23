import type { FileStore } from '../platform/files/index.js';
export type Clock = FileStore;
