import { complete } from './complete.js';
import { open, withMember, type Beginning, type Rules } from './question.js';

/** Who is on the list, settled before the places: down the merit order, everyone with whom a list still exists. */
export interface Membership {
  readonly kind: 'settled';
  /** Numbers in the order of merit. */
  readonly members: readonly number[];
  /** A complete list of them. */
  readonly list: Int32Array;
  /** The kinds left out for good, each with the beginning under which one more could not be taken. */
  readonly leftOut: readonly LeftOut[];
}

export interface LeftOut {
  readonly beginning: Beginning;
  readonly kind: number;
}

/** Settles the members of the list, best people first. */
export function settleMembers(
  rules: Rules,
  start: Beginning,
  people: Int32Array,
  first: Int32Array,
): Membership | { readonly kind: 'undecided' } {
  const members: number[] = [];
  const leftOut: LeftOut[] = [];
  const closed = new Set<number>();
  const places = start.settled.filter((kind) => kind === open).length;
  let beginning = start;
  let list = first;
  for (const [person, kind] of people.entries()) {
    if (members.length === places) break;
    if (closed.has(kind)) continue;
    const next = withMember(beginning, kind);
    const answer = complete(rules, next, list);
    if (answer.kind === 'undecided') return answer;
    if (answer.kind === 'none') {
      leftOut.push({ beginning, kind });
      closed.add(kind);
      beginning = withoutMore(beginning, kind);
      continue;
    }
    ({ list } = answer);
    beginning = next;
    members.push(person);
  }
  return { kind: 'settled', members, list, leftOut };
}

/** The beginning that takes no more people of `kind` than it must. */
function withoutMore(beginning: Beginning, kind: number): Beginning {
  const supply = beginning.supply.slice();
  supply[kind] = beginning.least[kind]!;
  return { ...beginning, supply };
}
