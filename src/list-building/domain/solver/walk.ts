import { assert, defined } from '../../../kernel/assert.js';
import { allows, copyOf, settlePlace } from './corridor.js';
import { completeGreedily } from './greedy.js';
import { tracerOf, type Skip, type Why } from './behind.js';
import { learnerOf, type Learned, type Learner } from './learner.js';
import { quotasCounting } from './program.js';
import { open, type Beginning, type Rules } from './question.js';
import { corridorsOf, groupWindowsOf, repair, witnessOf, type Witness } from './witness.js';

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
  /** There is no list: these quotas, by number, suffice for that. */
  | { readonly kind: 'none'; readonly because: readonly number[] }
  | { readonly kind: 'undecided'; readonly place: number };

/** What a walk is told. */
export interface WalkOrder {
  readonly rules: Rules;
  readonly start: Beginning;
  /** The kinds of the people who may get a place, in the order of merit. */
  readonly people: Int32Array;
  /** A complete list, where one is known. */
  readonly witness: Int32Array | null;
  /** How many dead ends a search may run into before the walk gives up. */
  readonly patience: number;
  readonly onPlace?: ((place: number) => void) | undefined;
}

// Failures in a row after which filling the rest one place after the other is not tried any more.
const mostTrust = 4;

/**
 * Fills the places from the first to the last, each with the best person for whom the rest can still be completed. A whole
 * list is in hand at every place; a person is taken where it has them or another one is found, and passed over on proof only.
 */
export function walk(order: WalkOrder): Walked {
  const { rules, start, people } = order;
  const { places } = rules;
  const checks = groupWindowsOf(rules);
  const { groups, isMember } = checks;
  const built = corridorsOf(checks, start);
  const empty = built.indexOf(null);
  if (empty >= 0) return { kind: 'none', because: quotasCounting(rules, empty) };
  const corridors = built.map((corridor) => defined(corridor, 'a corridor'));
  const atStart = corridors.map(copyOf);
  const placed = start.settled.slice();
  const supply = start.supply.slice();
  const chosen: (number | null)[] = new Array<number | null>(places).fill(null);
  const used = new Uint8Array(people.length);
  const skips: Skip[] = [];
  const byMerit = [...new Set(people)];
  let learner: Learner | null = null;
  let trust = start.least.some((due) => due > 0) ? 0 : mostTrust;
  const first = firstWitness();
  if (first.kind === 'undecided') return { kind: 'undecided', place: 0 };
  if (first.kind === 'none')
    return { kind: 'none', because: tracerOf(rules, start).ofBounds(first.bounds) };
  let witness = defined(witnessOf(checks, first.list), 'a list that keeps all windows');
  for (let place = 1; place <= places; place++) {
    if (start.settled[place - 1] === open && !fill(place)) return { kind: 'undecided', place };
    settle(place);
  }
  return { kind: 'placed', people: chosen, kinds: placed, skips };

  function memberOf(kind: number, group: number): 0 | 1 {
    return isMember[kind * groups + group] === 1 ? 1 : 0;
  }

  function firstWitness(): Learned {
    if (order.witness && witnessOf(checks, order.witness))
      return { kind: 'list', list: order.witness };
    const greedy = start.least.some((due) => due > 0) ? null : greedily();
    if (greedy && witnessOf(checks, greedy)) return { kind: 'list', list: greedy };
    return theLearner().exists(order.patience);
  }

  function greedily(): Int32Array | null {
    return completeGreedily({ corridors, isMember, settled: placed, supply, byMerit }, 1);
  }

  /** Gives the place to the best person who can have it; false where that could not be decided. */
  function fill(place: number): boolean {
    const seen = new Set<number>();
    for (let person = 0; person < people.length; person++) {
      const kind = people[person]!;
      if (used[person] === 1 || seen.has(kind)) continue;
      seen.add(kind);
      const why = ask(place, kind);
      if (why === 'undecided') return false;
      if (why === null) {
        placed[place - 1] = kind;
        supply[kind]! -= 1;
        chosen[place - 1] = person;
        used[person] = 1;
        learner?.settle(place, kind);
        return true;
      }
      skips.push({ place, kind, why });
    }
    throw new Error('Impossible: a place for nobody, with a list in hand');
  }

  /** Null where somebody of the kind can have the place: then the list in hand says so. Otherwise why not. */
  function ask(place: number, kind: number): Why | 'undecided' | null {
    for (let group = 0; group < groups; group++) {
      if (!allows(corridors[group]!, place, memberOf(kind, group)))
        return { by: 'counting', group };
    }
    if (witness.kinds[place - 1] === kind) return null;
    const isOpen = (later: number) => start.settled[later - 1] === open;
    const bent = repair(checks, witness, place, kind, isOpen, supply[kind]!);
    if (bent) {
      witness = bent;
      return null;
    }
    const finished = trust > 0 ? finishGreedily(place, kind) : null;
    if (finished) {
      witness = finished;
      return null;
    }
    const own = theLearner();
    own.hint(witness.kinds);
    const learned = own.ask(place, kind, order.patience);
    if (learned.kind === 'none') return { by: 'search', bounds: learned.bounds };
    if (learned.kind === 'undecided') return 'undecided';
    witness = defined(witnessOf(checks, learned.list), 'a list that keeps all windows');
    return null;
  }

  /** A list with somebody of the kind on the place, the places behind it filled one after the other. */
  function finishGreedily(place: number, kind: number): Witness | null {
    const own = corridors.map(copyOf);
    own.forEach((corridor, group) => settlePlace(corridor, place, memberOf(kind, group)));
    const settled = placed.with(place - 1, kind);
    const left = supply.with(kind, supply[kind]! - 1);
    const list = completeGreedily(
      { corridors: own, isMember, settled, supply: left, byMerit },
      place + 1,
    );
    const finished = list && witnessOf(checks, list);
    trust = finished ? mostTrust : trust - 1;
    return finished;
  }

  /** The searching part, which has to be made ready only where counting and mending do not decide everything. */
  function theLearner(): Learner {
    if (learner) return learner;
    learner = learnerOf(rules, start, checks, atStart);
    placed.forEach((kind, index) => {
      if (kind !== open && start.settled[index] === open) learner?.settle(index + 1, kind);
    });
    return learner;
  }

  function settle(place: number): void {
    for (let group = 0; group < groups; group++) {
      const fits = settlePlace(corridors[group]!, place, memberOf(placed[place - 1]!, group));
      assert(fits, 'the corridors were asked about the kind');
    }
    order.onPlace?.(place);
  }
}
