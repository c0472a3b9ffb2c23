import { assert, defined } from '../../../kernel/assert.js';
import { corridorOf, type Corridor } from './corridor.js';
import { groupsOf } from './program.js';
import { open, withPlace, type Beginning, type Rules } from './question.js';
import { trialOf, type Refusal } from './trial.js';
import { mostTriedPatience, needsOf, type Skip, type Why } from './walk.js';
import { groupWindowsOf, windowsOfGroup } from './witness.js';

/** Traces what a walk saw back to quotas that suffice for it. */
export interface Tracer {
  /** Quotas, by number, under which nobody of the kind could have the place. `standing` is the list before it. */
  behind(skip: Skip, standing: Beginning): number[];
  /** All the quotas of the groups that it rests on. */
  ofGroups(why: Why): number[];
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
export function tracerOf(rules: Rules): Tracer {
  const { count, groupOf, flipped, isMember } = groupsOf(rules);
  const checks = groupWindowsOf(rules);
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
  return {
    behind(skip, standing) {
      const quotas = new Set<number>();
      gather(skip, standing, quotas);
      return [...quotas].sort((a, b) => a - b);
    },
    ofGroups: (why) => quotasOfGroups(needsOf(why, count)),
  };

  function quotasOfGroups(needs: Uint8Array): number[] {
    return Array.from(groupOf.keys()).filter((quota) => needs[groupOf[quota]!] === 1);
  }

  function gather({ place, kind, why }: Skip, standing: Beginning, quotas: Set<number>): void {
    if (why.by === 'counting') {
      // The bound that the kind would break: a floor for those outside the group, a ceiling for its members.
      const [from, to] = isMember[kind * count + why.group] === 1 ? [place, 0] : [0, place];
      addPath(why.group, from, to, standing, quotas);
      return;
    }
    const after = withPlace(standing, place, kind);
    if (why.by === 'trial') {
      const refusals = refusalsIn(why, place, kind, standing);
      if (!refusals) for (const quota of quotasOfGroups(why.needs)) quotas.add(quota);
      for (const refusal of refusals ?? []) {
        const { group, isFloor } = refusal;
        const path: readonly [number, number] = isFloor ? [0, refusal.place] : [refusal.place, 0];
        addPath(group, ...path, standingAt(refusal, place, standing), quotas);
      }
      return;
    }
    if (why.by === 'exhaustion') {
      for (const next of why.skips) gather(next, after, quotas);
      return;
    }
    for (const { group, before, to, isFloor } of why.bounds) {
      // Places that have all been settled since, or a window that has begun and is in the corridor by now.
      if (to <= place || (before > 0 && before < place)) continue;
      if (isFloor) addPath(group, before, to, after, quotas);
      else addPath(group, to, before, after, quotas);
    }
  }

  /** Tries again what was tried in vain: the bounds that refused people. Null where it takes longer than it did. */
  function refusalsIn(
    { until, needs }: Extract<Why, { by: 'trial' }>,
    place: number,
    kind: number,
    standing: Beginning,
  ): Refusal[] | null {
    const refusals = new Map<string, Refusal>();
    const corridors = checks.windows.map((list, group) => {
      if (needs[group] === 0) return freeCorridor(rules.places);
      const isOne = (one: number) => isMember[one * count + group] === 1;
      return defined(corridorOf(windowsOfGroup(list), standing, isOne), 'a corridor');
    });
    const trial = trialOf(rules, standing, checks, corridors, (refusal) => {
      const { group, isFloor, settled } = refusal;
      const members = settled.map((one) => isMember[one * count + group]).join('');
      refusals.set([group, refusal.place, isFloor, members].join(' '), refusal);
    });
    const supply = standing.supply.slice();
    const tried = trial.ask(place, kind, corridors, supply, until, mostTriedPatience);
    return tried.kind === 'dead' ? [...refusals.values()] : null;
  }

  function standingAt({ settled }: Refusal, place: number, standing: Beginning): Beginning {
    return settled.reduce(
      (beginning, kind, index) =>
        standing.settled[place - 1 + index] === open
          ? withPlace(beginning, place + index, kind)
          : beginning,
      standing,
    );
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

/** The corridor of a group that does not matter. */
function freeCorridor(places: number): Corridor {
  return {
    low: new Int32Array(places + 1).fill(-places),
    high: new Int32Array(places + 1).fill(2 * places),
    least: new Uint8Array(places),
    most: new Uint8Array(places).fill(1),
    inner: [],
  };
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
