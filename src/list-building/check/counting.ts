import { completes, counts, type Census, type Start } from './census.js';
import type { Demand } from './demands.js';

/** What one place can add to a count of members: from `least` to `most`. */
interface Step {
  readonly least: number;
  readonly most: number;
}

/**
 * The fewest members of one group on places 1 … p, for every p, or null where the demands cannot all be met. Exact: the
 * demands are differences of these numbers, so raising each as far as another forces it ends at the smallest answer or
 * in a circle that would raise the number before place 1.
 */
function fewestMembers(
  steps: readonly Step[],
  demands: readonly Omit<Demand, 'quota'>[],
  total: Step,
): number[] | null {
  const fewest = new Array<number>(steps.length + 1).fill(0);
  const at = (place: number) => fewest[place] ?? 0;
  let moved = true;
  const raise = (place: number, to: number) => {
    if (to <= at(place)) return;
    fewest[place] = to;
    moved = true;
  };
  while (moved) {
    moved = false;
    for (const [index, { least }] of steps.entries()) raise(index + 1, at(index) + least);
    raise(steps.length, total.least);
    for (const { from, to, least, most } of demands) {
      raise(to, at(from - 1) + least);
      raise(from - 1, at(to) - most);
    }
    raise(0, at(steps.length) - total.most);
    for (let place = steps.length; place > 0; place--) {
      raise(place - 1, at(place) - (steps[place - 1]?.most ?? 0));
    }
    if (at(0) > 0) return null;
  }
  return fewest;
}

/** What counting says about a start and demands on one group: a list that keeps them, or null, then there is none. */
export function countGroup(
  census: Census,
  start: Start,
  quota: number,
  demands: readonly Demand[],
): number[] | null {
  const { members, others } = halves(census, start, quota);
  const steps = stepsOf(census, start, quota);
  const seated = steps.filter(({ least }) => least === 1).length;
  const open = start.seats.filter((person) => person === null).length;
  const due = (half: readonly number[]) => half.filter((person) => start.due.has(person)).length;
  const fewest = fewestMembers(steps, demands, {
    least: seated + Math.max(due(members), open - others.length),
    most: seated + Math.min(members.length, open - due(others)),
  });
  if (!fewest) return null;
  const queues = { members: dueFirst(members, start), others: dueFirst(others, start) };
  const list = start.seats.map((person, index) => {
    if (person !== null) return person;
    const member = (fewest[index + 1] ?? 0) > (fewest[index] ?? 0);
    return queues[member ? 'members' : 'others'].shift() ?? -1;
  });
  if (!completes(census, start, list, demands)) throw new Error('Impossible: a miscounted list');
  return list;
}

/** A name for the people of every quota: quotas on the same people have the same. Counting is exact for these together. */
export function groupsOf({ file, counts: rows }: Census): string[] {
  return file.quotas.map((_, quota) =>
    rows.map((row) => (row[quota] === true ? '1' : '0')).join(''),
  );
}

/** How many members, and how many others, a list needs by the demands of one quota, were there people without end. */
export function needsOf(
  census: Census,
  start: Start,
  quota: number,
  demands: readonly Demand[],
): { readonly members: number; readonly others: number } | null {
  const places = start.seats.length;
  const steps = stepsOf(census, start, quota);
  const endless = { least: 0, most: places };
  const members = fewestMembers(steps, demands, endless)?.[places];
  const others = fewestMembers(
    steps.map(({ least, most }) => ({ least: 1 - most, most: 1 - least })),
    demands.map(({ from, to, least, most }) => {
      const size = to - from + 1;
      return { from, to, least: size - most, most: size - least };
    }),
    endless,
  )?.[places];
  return members === undefined || others === undefined ? null : { members, others };
}

function stepsOf(census: Census, { seats }: Start, quota: number): Step[] {
  return seats.map((person) => {
    if (person === null) return { least: 0, most: 1 };
    const member = counts(census, person, quota) ? 1 : 0;
    return { least: member, most: member };
  });
}

function halves(census: Census, { left }: Start, quota: number) {
  return {
    members: left.filter((person) => counts(census, person, quota)),
    others: left.filter((person) => !counts(census, person, quota)),
  };
}

function dueFirst(people: readonly number[], { due }: Start): number[] {
  return [
    ...people.filter((person) => due.has(person)),
    ...people.filter((person) => !due.has(person)),
  ];
}
