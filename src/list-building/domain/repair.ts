import { open, type Beginning } from './beginning.js';
import { proves, type Rules } from './completion.js';

/**
 * Bends a known list so that `type` stands on `place`: by swapping two places, by taking somebody from outside the list,
 * or by both. Null where that does not help; then nothing is proved.
 */
export function repair(
  rules: Rules,
  beginning: Beginning,
  witness: readonly number[],
  place: number,
  type: number,
): number[] | null {
  const later = beginning.slots.flatMap((slot, index) =>
    slot === open && index + 1 > place ? [index] : [],
  );
  const before = witness[place - 1] ?? open;
  const attempt = (changes: readonly (readonly [number, number])[]): number[] | null => {
    const slots = [...witness];
    slots[place - 1] = type;
    for (const [index, value] of changes) slots[index] = value;
    return proves(rules, beginning, slots) ? slots : null;
  };
  for (const index of later) {
    const swapped = witness[index] === type ? attempt([[index, before]]) : null;
    if (swapped) return swapped;
  }
  const replaced = attempt([]);
  if (replaced) return replaced;
  const usedAlready = witness.filter(
    (slot, index) => slot === type && beginning.slots[index] === open,
  );
  if (usedAlready.length >= (beginning.supply[type] ?? 0)) return null;
  for (const index of later) {
    const moved = witness[index] === before ? null : attempt([[index, before]]);
    if (moved) return moved;
  }
  return null;
}
