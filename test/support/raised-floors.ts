/**
 * By how many people the floor that `withRaisedFloor` picks has to rise until no list exists, by places and seed: the
 * fewest for which HiGHS says so.
 */
export const raisedFloors: Readonly<Record<string, number>> = {
  '20/1': 2,
  '20/4': 1,
  '20/5': 2,
  '20/7': 1,
  '20/10': 1,
  '20/11': 3,
  '40/1': 2,
};
