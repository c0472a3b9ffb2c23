/** Lists to build, the same for the same seed: for the specs and for `npm run bench:lists`. */
export * from './infeasible-lists.js';
export * from './small-lists.js';
export * from './tight-lists.js';
export * from './usual-lists.js';
