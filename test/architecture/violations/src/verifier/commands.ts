import { voting } from '../voting/index.js';
export const verify = voting;
