/**
 * By how many people the floor that `withRaisedFloor` picks has to rise until no list exists, by places and seed: the
 * fewest for which HiGHS says so.
 */
export const raisedFloors: Readonly<Record<string, number>> = {};
