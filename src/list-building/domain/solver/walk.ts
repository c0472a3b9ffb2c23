import { assert, defined } from '../../../kernel/assert.js';
import { allows, copyOf, corridorOf, settlePlace, type Corridor } from './corridor.js';
import { completeGreedily } from './greedy.js';
import { lookAheadOf, type Obstacle, type SeenBound } from './look-ahead.js';
import { open, type Beginning, type Rules } from './question.js';
import { trialOf, type Tried } from './trial.js';
import { groupWindowsOf, repair, witnessOf, windowsOfGroup, type Witness } from './witness.js';

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
  /** Bounds of some groups that no people left can keep together. */
  | { readonly by: 'certificate'; readonly bounds: readonly SeenBound[] }
  /** People were tried on the places up to `until`, in vain. `needs` has a 1 at every group that this rests on. */
  | { readonly by: 'trial'; readonly until: number; readonly needs: Uint8Array }
  /** Nobody at all could have the next open place. `needs` has a 1 at every group that this rests on. */
  | { readonly by: 'exhaustion'; readonly skips: readonly Skip[]; readonly needs: Uint8Array };

/** Who stands on each place: numbers in the order of merit, null where the place was settled before. */
export interface Placing {
  readonly kind: 'placed';
  readonly people: readonly (number | null)[];
  readonly kinds: Int32Array;
  readonly skips: readonly Skip[];
}

/** What came of going from place to place. */
export type Walked =
  | Placing
  | { readonly kind: 'none'; readonly skips: readonly Skip[] }
  | { readonly kind: 'undecided'; readonly place: number };

/** What a walk is told. */
export interface WalkOrder {
  readonly rules: Rules;
  readonly start: Beginning;
  /** The kinds of the people who may get a place, in the order of merit. */
  readonly people: Int32Array;
  /** A complete list, where one is known. */
  readonly witness: Int32Array | null;
  /** How many places may be taken back before the walk gives up. */
  readonly patience: number;
  readonly onPlace?: ((place: number) => void) | undefined;
}

const firstHorizon = 10;
// The relaxation looks up to six places beyond its horizon, and so do trials.
const triedFarther = 6;
/** The most places that one trial fills. A trial that comes to nothing makes the next one shorter, others make it longer. */
export const mostTriedPatience = 20_000;
const [leastPatience, usualPatience] = [100, 2000];

const deadEndsBeforeLookingFarther = 400;

/**
 * Fills the places from the first to the last, each with the best person for whom the rest can still be completed. A person
 * is passed over on proof only. A person is accepted where no obstacle is in sight: the finished list proves it, and
 * where nobody can have a place the walk looks further ahead and goes back.
 */
export function walk(order: WalkOrder): Walked {
  const { rules, start, people } = order;
  const { places } = rules;
  const checks = groupWindowsOf(rules);
  const { groups, isMember } = checks;
  const lookAhead = lookAheadOf(rules, start, checks);
  const placed = start.settled.slice();
  const supply = start.supply.slice();
  const chosen: (number | null)[] = new Array<number | null>(places).fill(null);
  const used = new Uint8Array(people.length);
  let skips: Skip[] = [];
  let refuted: readonly Skip[] = [];
  let corridors: Corridor[] = [];
  let witness: Witness | null = order.witness && witnessOf(checks, order.witness);
  let horizon = firstHorizon;
  let { patience } = order;
  let [patienceBefore, patienceBeyond] = [usualPatience, 2 * usualPatience];
  let [greedyPause, greedyFailures] = [0, 0];
  let [deepest, stuck] = [0, 0];

  if (!startCorridors()) return { kind: 'none', skips: [] };
  const trial = trialOf(rules, start, checks, corridors.map(copyOf));
  let place = 1;
  while (place <= places) {
    if (start.settled[place - 1] !== open) {
      assert(settle(place, placed[place - 1]!), 'the corridors know the given places');
      place++;
      continue;
    }
    if (fill(place)) {
      order.onPlace?.(place);
      place++;
      continue;
    }
    const back = goBack(place);
    if (back === null) return { kind: 'none', skips: skips.filter((skip) => skip.place === place) };
    if (patience-- <= 0) return { kind: 'undecided', place };
    place = back;
  }
  return { kind: 'placed', people: chosen, kinds: placed, skips };

  function fill(place: number): boolean {
    lookAhead.follow(corridors, place - 1);
    if (!witness && greedyPause-- <= 0) tryGreedily(place);
    const known = lookAhead.known(place);
    const seen = new Uint8Array(rules.kinds);
    const before = new Map(refuted.map((skip) => [skip.kind, skip]));
    const inVain = refuted.filter(({ why }) => 'needs' in why);
    refuted = [];
    for (let person = 0; person < people.length; person++) {
      if (used[person] === 1) continue;
      const kind = people[person]!;
      if (seen[kind] === 1) continue;
      seen[kind] = 1;
      const why = before.get(kind)?.why ?? refutedAlike(inVain, kind) ?? ask(place, kind, known);
      if (why) {
        skips.push({ place, kind, why });
        if ('needs' in why) inVain.push({ place, kind, why });
      } else {
        accept(place, kind, person);
        return true;
      }
    }
    return false;
  }

  /** Null where somebody of the kind may have the place as far as one can see; otherwise why not. */
  function ask(place: number, kind: number, known: (kind: number) => Obstacle | null): Why | null {
    for (let group = 0; group < groups; group++) {
      if (!allows(corridors[group]!, place, memberOf(kind, group)))
        return { by: 'counting', group };
    }
    if (witness?.kinds[place - 1] === kind) return null;
    const obstacle = known(kind);
    if (obstacle) return { by: 'certificate', bounds: obstacle.bounds };
    if (witness) {
      const isOpen = (later: number) => start.settled[later - 1] === open;
      const bent = repair(checks, witness, place, kind, isOpen, supply[kind]!);
      if (bent) {
        witness = bent;
        return null;
      }
    }
    const until = place + horizon + triedFarther;
    const tried = tryPeople(place, kind, until, patienceBefore);
    patienceBefore = patienceAfter(tried, patienceBefore, usualPatience);
    if (tried.kind === 'dead') return { by: 'trial', until, needs: tried.needs };
    if (tried.kind === 'reached') {
      witness = null;
      return null;
    }
    const then = corridors.map(copyOf);
    then.forEach((corridor, group) => settlePlace(corridor, place, memberOf(kind, group)));
    const found = lookAhead.ask(place, kind, corridors, then, horizon);
    if (found) return { by: 'certificate', bounds: found.bounds };
    // What the relaxation finds possible may still be a dead end, and some have been met.
    if (patience < order.patience && patienceBeyond > patienceBefore) {
      const again = tryPeople(place, kind, until, patienceBeyond);
      patienceBeyond = patienceAfter(again, patienceBeyond, mostTriedPatience);
      if (again.kind === 'dead') return { by: 'trial', until, needs: again.needs };
    }
    witness = null;
    return null;
  }

  function tryPeople(place: number, kind: number, until: number, most: number): Tried {
    return trial.ask(place, kind, corridors, supply, until, most);
  }

  function memberOf(kind: number, group: number): 0 | 1 {
    return isMember[kind * groups + group] === 1 ? 1 : 0;
  }

  function accept(place: number, kind: number, person: number): void {
    placed[place - 1] = kind;
    supply[kind]! -= 1;
    chosen[place - 1] = person;
    used[person] = 1;
    lookAhead.put(place, kind, 1);
    assert(settle(place, kind), 'the corridors were asked about the kind');
  }

  function tryGreedily(from: number): void {
    const byMerit: number[] = [];
    const seen = new Uint8Array(rules.kinds);
    for (let person = 0; person < people.length; person++) {
      const kind = people[person]!;
      if (used[person] === 1 || seen[kind] === 1) continue;
      seen[kind] = 1;
      byMerit.push(kind);
    }
    const least = start.least;
    const unfinished = { corridors, isMember, settled: placed, supply, byMerit };
    const complete = least.some((due) => due > 0) ? null : completeGreedily(unfinished, from);
    witness = complete && witnessOf(checks, complete);
    if (witness) greedyFailures = 0;
    else greedyPause = 2 ** Math.min(6, ++greedyFailures);
  }

  function settle(place: number, kind: number): boolean {
    return corridors.every((corridor, group) =>
      settlePlace(corridor, place, memberOf(kind, group)),
    );
  }

  function startCorridors(): boolean {
    const built = checks.windows.map((list, group) =>
      corridorOf(windowsOfGroup(list), start, (kind) => memberOf(kind, group) === 1),
    );
    if (built.some((corridor) => corridor === null)) return false;
    corridors = built.map((corridor) => defined(corridor, 'a corridor'));
    return true;
  }

  /**
   * Nobody can have `dead`: whoever stands before it is refuted. Where that happens again and again the obstacle lies
   * farther ahead, and the walk goes back as far as it looked and looks twice as far. Null where nobody stands before it.
   */
  function goBack(dead: number): number | null {
    const reached = horizon;
    if (dead > deepest) [deepest, stuck] = [dead, 0];
    const farther = ++stuck > deadEndsBeforeLookingFarther && horizon < places;
    if (farther) stuck = 0;
    const until = farther ? Math.max(1, dead - reached - 1) : dead - 1;
    if (farther) horizon = Math.min(places, 2 * horizon);
    const exhausted = skips.filter((skip) => skip.place === dead);
    let last = 0;
    for (let place = dead - 1; place >= until || (last === 0 && place > 0); place--) {
      if (start.settled[place - 1] !== open) continue;
      last = place;
      if (!farther)
        refuted = [...skips.filter((skip) => skip.place === place), refutation(place, exhausted)];
      takeBack(place);
    }
    if (last === 0) return null;
    skips = skips.filter((skip) => skip.place < last);
    startCorridors();
    for (let place = 1; place < last; place++) settle(place, placed[place - 1]!);
    witness = null;
    return last;
  }

  function refutation(place: number, exhausted: readonly Skip[]): Skip {
    const why: Why = { by: 'exhaustion', skips: exhausted, needs: needsOfAll(exhausted, groups) };
    return { place, kind: placed[place - 1]!, why };
  }

  /**
   * The refutation of another kind at the place, where it holds of this one too: it rests on some groups only, and to them
   * the two are the same.
   */
  function refutedAlike(inVain: readonly Skip[], kind: number): Why | null {
    const alike = inVain.find(
      ({ kind: refuted, why }) =>
        'needs' in why &&
        why.needs.every(
          (needed, group) => needed === 0 || memberOf(kind, group) === memberOf(refuted, group),
        ),
    );
    return alike?.why ?? null;
  }

  function takeBack(place: number): void {
    const kind = placed[place - 1]!;
    const person = defined(chosen[place - 1] ?? null, 'the person on a place');
    supply[kind]! += 1;
    placed[place - 1] = open;
    chosen[place - 1] = null;
    used[person] = 0;
    lookAhead.put(place, kind, -1);
  }
}

function patienceAfter({ kind }: Tried, patience: number, most: number): number {
  return kind === 'unsettled'
    ? Math.max(leastPatience, patience * 0.7)
    : Math.min(most, patience * 1.5);
}

/** A 1 at every group that a reason rests on. */
export function needsOf(why: Why, groups: number): Uint8Array {
  switch (why.by) {
    case 'counting':
      return Uint8Array.from({ length: groups }, (_, group) => (group === why.group ? 1 : 0));
    case 'certificate': {
      const needs = new Uint8Array(groups);
      for (const { group } of why.bounds) needs[group] = 1;
      return needs;
    }
    case 'trial':
    case 'exhaustion':
      return why.needs;
  }
}

function needsOfAll(skips: readonly Skip[], groups: number): Uint8Array {
  const needs = new Uint8Array(groups);
  for (const { why } of skips) {
    needsOf(why, groups).forEach((needed, group) => (needs[group]! |= needed));
  }
  return needs;
}
