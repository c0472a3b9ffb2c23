import { defined } from '../../kernel/assert.js';
import {
  firstBeginning,
  open,
  withMember,
  withoutMore,
  withPlace,
  type Beginning,
} from './beginning.js';
import { complete, countingPasses, type Completion, type Rules } from './completion.js';
import { typeAt } from './pool.js';
import { repair } from './repair.js';

/** A type of candidates that could not have the place: with one of them there, no list could be completed. */
export interface Skip {
  readonly beginning: Beginning;
  readonly place: number;
  readonly type: number;
}

/** Who stands on each place (positions in the merit order), and every type that was passed over on the way. */
export interface Placing {
  readonly kind: 'placed';
  readonly order: readonly number[];
  readonly skips: readonly Skip[];
}

/** The first place that could not be settled in the time allowed. */
export interface Undecided {
  readonly kind: 'undecided';
  readonly place: number;
}

/**
 * Fills the places from the first to the last, each with the best candidate for whom the rest can still be completed.
 * The witness is a complete list that begins as settled so far; it answers most questions by itself.
 */
export function placeByPlace(
  rules: Rules,
  start: Beginning,
  firstWitness: readonly number[],
  people: readonly number[],
): Placing | Undecided {
  const { pool } = rules;
  const order: number[] = [];
  const skips: Skip[] = [];
  const unused = new Set(people);
  let [beginning, witness] = [start, firstWitness];
  for (let place = 1; place <= pool.input.places; place++) {
    const given = pool.given[place - 1];
    if (given !== null && given !== undefined) {
      order.push(given);
      continue;
    }
    let taken: number | null = null;
    for (const position of bestOfEachType(rules, unused)) {
      const type = typeAt(pool, position);
      const next = tryPlace(rules, beginning, witness, place, type);
      if (next.kind === 'undecided') return { kind: 'undecided', place };
      if (next.kind === 'none') {
        skips.push({ beginning, place, type });
        continue;
      }
      witness = next.slots;
      beginning = withPlace(beginning, place, type);
      taken = position;
      break;
    }
    const position = defined(taken, `somebody for place ${place}, whom the witness names`);
    unused.delete(position);
    order.push(position);
  }
  return { kind: 'placed', order, skips };
}

/** Who is on the list, settled before the places: down the merit order, everyone with whom a list still exists. */
export interface Membership {
  readonly kind: 'settled';
  readonly members: readonly number[];
  readonly witness: readonly number[];
  /** The beginning under which a type was left out for good. */
  readonly leftOut: readonly { readonly beginning: Beginning; readonly type: number }[];
}

/** Settles the members of the list, best candidates first. */
export function settleMembers(
  rules: Rules,
  firstWitness: readonly number[],
): Membership | { readonly kind: 'undecided' } {
  const { pool } = rules;
  const members: number[] = [];
  const leftOut: { beginning: Beginning; type: number }[] = [];
  const closed = new Set<number>();
  let beginning = firstBeginning(pool);
  let witness = firstWitness;
  const openPlaces = beginning.slots.filter((type) => type === open).length;
  for (const position of pool.free) {
    if (members.length === openPlaces) break;
    const type = typeAt(pool, position);
    if (closed.has(type)) continue;
    const next = withMember(beginning, type);
    const answer = hasEnough(witness, next, type)
      ? ({ kind: 'list', slots: witness } as const)
      : complete(rules, next);
    if (answer.kind === 'undecided') return answer;
    if (answer.kind === 'none') {
      leftOut.push({ beginning, type });
      closed.add(type);
      beginning = withoutMore(beginning, type);
      continue;
    }
    witness = answer.slots;
    beginning = next;
    members.push(position);
  }
  return { kind: 'settled', members, witness, leftOut };
}

function tryPlace(
  rules: Rules,
  beginning: Beginning,
  witness: readonly number[],
  place: number,
  type: number,
): Completion {
  if (witness[place - 1] === type) return { kind: 'list', slots: witness };
  const next = withPlace(beginning, place, type);
  if (!countingPasses(rules, next)) return { kind: 'none' };
  const repaired = repair(rules, beginning, witness, place, type);
  return repaired ? { kind: 'list', slots: repaired } : complete(rules, next);
}

/** Only the best unused member of a type is ever tried: the others of the type would fare no better. */
function bestOfEachType({ pool }: Rules, unused: ReadonlySet<number>): number[] {
  const seen = new Set<number>();
  const best: number[] = [];
  for (const position of [...unused].sort((a, b) => a - b)) {
    const type = typeAt(pool, position);
    if (seen.has(type)) continue;
    seen.add(type);
    best.push(position);
  }
  return best;
}

function hasEnough(witness: readonly number[], beginning: Beginning, type: number): boolean {
  const used = witness.filter((slot, index) => slot === type && beginning.slots[index] === open);
  return used.length >= (beginning.least[type] ?? 0);
}
