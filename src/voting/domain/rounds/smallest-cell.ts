/** Fewer voters than this are not told while a round is open: the number could point at people. */
export const smallestCell = 10;
