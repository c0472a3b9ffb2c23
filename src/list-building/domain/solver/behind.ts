import { assert } from '../../../kernel/assert.js';
import type { SeenBound } from './learner.js';
import { groupsOf } from './program.js';
import { open, type Beginning, type Rules } from './question.js';

/** A kind of people of whom nobody could have the place: with one of them there, no list could be completed. */
export interface Skip {
  readonly place: number;
  readonly kind: number;
  readonly why: Why;
}

/** What shows that no list can be completed. */
export type Why =
  /** The corridor of one group. */
  | { readonly by: 'counting'; readonly group: number }
  /** A search for a whole list: these bounds leave none. */
  | { readonly by: 'search'; readonly bounds: readonly SeenBound[] };

/** Traces what a search saw back to quotas that suffice for it. */
export interface Tracer {
  /** Quotas, by number, under which nobody of the kind could have the place. `standing` is the list before it. */
  behind(skip: Skip, standing: Beginning): readonly number[];
  /** Quotas that set these bounds of lists that start as the tracer's do. */
  ofBounds(bounds: readonly SeenBound[]): readonly number[];
}

/** The windows of one group as bounds on the members up to `to` less those up to `before`. */
interface Bounds {
  readonly quota: number[];
  readonly before: number[];
  readonly to: number[];
  readonly lo: number[];
  readonly hi: number[];
}

// A member outweighs all the windows of a path, so that of equally tight bounds the one of the fewest windows is found.
const member = 2 ** 20;
const noWindow = -1;

/**
 * A walk knows each group by its corridor. A bound of a corridor is the sum of a chain of windows, places and people left:
 * a longest path in a system of difference constraints. The windows on the path are all that the bound rests on.
 */
export function tracerOf(rules: Rules, start: Beginning): Tracer {
  const { count, groupOf, flipped, isMember } = groupsOf(rules);
  const bounds = Array.from({ length: count }, (): Bounds => ({
    quota: [],
    before: [],
    to: [],
    lo: [],
    hi: [],
  }));
  for (const { quota, from, to, lo, hi } of rules.windows) {
    const size = to - from + 1;
    const own = bounds[groupOf[quota]!]!;
    own.quota.push(quota);
    own.before.push(from - 1);
    own.to.push(to);
    own.lo.push(flipped[quota] === 1 ? size - hi : lo);
    own.hi.push(flipped[quota] === 1 ? size - lo : hi);
  }
  const traced = new Map<string, Set<number>>();
  return { behind, ofBounds };

  function behind({ place, kind, why }: Skip, standing: Beginning): readonly number[] {
    if (why.by === 'search') return ofBounds(why.bounds);
    const quotas = new Set<number>();
    // The bound that the kind would break: a floor for those outside the group, a ceiling for its members.
    const [from, to] = isMember[kind * count + why.group] === 1 ? [place, 0] : [0, place];
    addPath(why.group, from, to, standing, quotas);
    return inOrder(quotas);
  }

  function ofBounds(seen: readonly SeenBound[]): readonly number[] {
    const quotas = new Set<number>();
    for (const { group, before, to, isFloor } of seen) {
      const [from, end] = isFloor ? [before, to] : [to, before];
      const key = [group, from, end].join(' ');
      let own = traced.get(key);
      if (!own) {
        own = new Set();
        addPath(group, from, end, start, own);
        traced.set(key, own);
      }
      for (const quota of own) quotas.add(quota);
    }
    return inOrder(quotas);
  }

  /** Adds the quotas on the longest path between two counts of a group: how many members must lie between them. */
  function addPath(
    group: number,
    from: number,
    to: number,
    beginning: Beginning,
    quotas: Set<number>,
  ): void {
    const { previous, by } = longestPaths(group, from, beginning);
    for (let [at, steps] = [to, 0]; at !== from; at = previous[at]!) {
      assert(steps++ < 2 * rules.places + 2, 'a path of a corridor that is not empty ends');
      if (by[at] !== noWindow) quotas.add(bounds[group]!.quota[by[at]!]!);
    }
  }

  function longestPaths(group: number, source: number, { settled, supply, least }: Beginning) {
    const { places } = rules;
    const worth = new Float64Array(places + 1).fill(-Infinity);
    const previous = new Int32Array(places + 1);
    const by = new Int32Array(places + 1).fill(noWindow);
    const { before, to, lo, hi } = bounds[group]!;
    const isOne = (kind: number) => isMember[kind * count + group] === 1;
    const [fewest, most] = totalOf(settled, supply, least, isOne);
    let moved = true;
    const step = (from: number, end: number, members: number, window: number) => {
      const next = worth[from]! + members * member - (window === noWindow ? 0 : 1);
      if (next <= worth[end]!) return;
      [worth[end], previous[end], by[end], moved] = [next, from, window, true];
    };
    worth[source] = 0;
    for (let rounds = 0; moved && rounds <= places + 1; rounds++) {
      moved = false;
      for (let place = 1; place <= places; place++) {
        const kind = settled[place - 1]!;
        step(place - 1, place, kind !== open && isOne(kind) ? 1 : 0, noWindow);
      }
      for (let place = places; place >= 1; place--) {
        const kind = settled[place - 1]!;
        step(place, place - 1, kind !== open && !isOne(kind) ? 0 : -1, noWindow);
      }
      step(0, places, fewest, noWindow);
      step(places, 0, -most, noWindow);
      for (let window = 0; window < to.length; window++) {
        step(before[window]!, to[window]!, lo[window]!, window);
        step(to[window]!, before[window]!, -hi[window]!, window);
      }
    }
    return { previous, by };
  }
}

function inOrder(numbers: ReadonlySet<number>): number[] {
  return [...numbers].sort((a, b) => a - b);
}

/** The fewest and the most members on the whole list that the people left allow. */
function totalOf(
  settled: Int32Array,
  supply: Int32Array,
  least: Int32Array,
  isOne: (kind: number) => boolean,
): readonly [number, number] {
  let [present, openPlaces] = [0, 0];
  for (const kind of settled) {
    if (kind === open) openPlaces++;
    else if (isOne(kind)) present++;
  }
  let [members, others, membersDue, othersDue] = [0, 0, 0, 0];
  for (let kind = 0; kind < supply.length; kind++) {
    if (isOne(kind)) {
      members += supply[kind]!;
      membersDue += least[kind]!;
    } else {
      others += supply[kind]!;
      othersDue += least[kind]!;
    }
  }
  return [
    present + Math.max(membersDue, openPlaces - others),
    present + Math.min(members, openPlaces - othersDue),
  ];
}
