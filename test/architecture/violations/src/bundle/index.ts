import { campaign } from '../campaign/index.js';
export const bundle = campaign;
