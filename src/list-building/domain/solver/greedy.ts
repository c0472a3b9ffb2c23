import { allows, copyOf, settlePlace, type Corridor } from './corridor.js';
import { open } from './question.js';

/** A list in the making, as the greedy completion needs it. */
export interface Unfinished {
  readonly corridors: readonly Corridor[];
  readonly isMember: Uint8Array;
  /** Kinds of the places settled so far, `open` where nobody stands. */
  readonly settled: Int32Array;
  /** People left of each kind. */
  readonly supply: Int32Array;
  /** Kinds by the merit of their best person, best first. */
  readonly byMerit: readonly number[];
}

/**
 * Completes a list from `from` on: each place goes to a kind that every group by itself allows, preferably one whose groups are
 * behind what they need. Null where it gets stuck, which proves nothing.
 */
export function completeGreedily(
  { corridors, isMember, settled, supply, byMerit }: Unfinished,
  from: number,
): Int32Array | null {
  const groups = corridors.length;
  const own = corridors.map(copyOf);
  const kinds = settled.slice();
  const left = supply.slice();
  const urge = new Float64Array(groups);
  const demanded = new Int8Array(groups);
  for (let place = from; place <= kinds.length; place++) {
    if (kinds[place - 1] === open) {
      for (let group = 0; group < groups; group++) {
        const corridor = own[group]!;
        const [member, other] = [allows(corridor, place, 1), allows(corridor, place, 0)];
        if (!member && !other) return null;
        demanded[group] = member ? (other ? 0 : 1) : -1;
        urge[group] = demanded[group] === 0 ? urgency(corridor, place) : 0;
      }
      const kind = mostUrgent(byMerit, left, isMember, urge, demanded);
      if (kind < 0) return null;
      kinds[place - 1] = kind;
      left[kind]! -= 1;
    }
    const kind = kinds[place - 1]!;
    for (let group = 0; group < groups; group++) {
      const member = isMember[kind * groups + group] === 1 ? 1 : 0;
      if (!settlePlace(own[group]!, place, member)) return null;
    }
  }
  return kinds;
}

function mostUrgent(
  byMerit: readonly number[],
  left: Int32Array,
  isMember: Uint8Array,
  urge: Float64Array,
  demanded: Int8Array,
): number {
  const groups = urge.length;
  let [best, score] = [-1, -Infinity];
  for (let rank = 0; rank < byMerit.length; rank++) {
    const kind = byMerit[rank]!;
    if (left[kind]! <= 0) continue;
    let own = -rank / byMerit.length / 4;
    let allowed = true;
    for (let group = 0; allowed && group < groups; group++) {
      const member = isMember[kind * groups + group] === 1;
      if (demanded[group] === (member ? -1 : 1)) allowed = false;
      else own += member ? urge[group]! : -urge[group]!;
    }
    if (allowed && own > score) [best, score] = [kind, own];
  }
  return best;
}

/** Above zero where the group needs members soon, below where it must do without them; large where little is free. */
function urgency({ low, high }: Corridor, place: number): number {
  const places = low.length - 1;
  const count = low[place - 1]!;
  let [need, room] = [0, 1];
  for (let last = place; last <= places; last++) {
    const run = last - place + 1;
    need = Math.max(need, (low[last]! - count) / run);
    room = Math.min(room, (high[last]! - count) / run);
  }
  if (need <= 0 && room >= 1) return 0;
  return (need + room - 1) / (Math.max(0, room - need) + 0.2);
}
