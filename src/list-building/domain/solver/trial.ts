import { spreadFrom, type Corridor } from './corridor.js';
import { open, type Beginning, type Rules } from './question.js';
import type { GroupWindows } from './witness.js';

/** Tries people on the next places, the corridors of all groups kept. */
export interface Trial {
  /**
   * Whether the places after `place` up to `until` can be filled once somebody of `kind` stands there. `corridors` are
   * those before, `supply` the people left before.
   */
  ask(
    place: number,
    kind: number,
    corridors: readonly Corridor[],
    supply: Int32Array,
    until: number,
    patience: number,
  ): Tried;
}

/** What came of it. `dead`: nobody can stand there, and `needs` has a 1 at every group that this rests on. */
export type Tried =
  | { readonly kind: 'reached' }
  | { readonly kind: 'dead'; readonly needs: Uint8Array }
  | { readonly kind: 'unsettled' };

/** A bound of the corridor of a group that refused people on a place; `settled` is the list before it. */
export interface Refusal {
  readonly group: number;
  readonly place: number;
  /** Members were required, or else not allowed. */
  readonly isFloor: boolean;
  readonly settled: readonly number[];
}

const wordSize = 31;

/** Groups as bits of a word or several. */
type Bits = Int32Array;

/**
 * Searches depth first and learns from every dead end which groups it rests on: to these many people are alike, and what
 * was tried in vain with one of them is not tried with the others. Where people have to be told apart one by one this
 * decides in microseconds what the relaxation needs milliseconds for, or cannot decide.
 */
export function trialOf(
  { places, kinds }: Rules,
  start: Beginning,
  { groups, isMember }: GroupWindows,
  atStart: readonly Corridor[],
  onRefusal?: (refusal: Refusal) => void,
): Trial {
  const words = Math.ceil(groups / wordSize);
  const masks = new Int32Array(kinds * words);
  for (let kind = 0; kind < kinds; kind++) {
    for (let group = 0; group < groups; group++) {
      if (isMember[kind * groups + group] === 1) addBit(masks, kind * words, group);
    }
  }
  const spreads = atStart.map(() => new Array<{ low: Int32Array; high: Int32Array } | undefined>());
  const uncovered = new Int32Array(kinds);
  const refusing = new Int32Array(words * wordSize);
  const plan = new Int32Array(places + 1).fill(open);
  const standing: number[] = [];
  const levels: Level[] = [];
  let supply = start.supply;
  let [first, last, budget] = [0, 0, 0];
  return { ask };

  function ask(
    place: number,
    kind: number,
    corridors: readonly Corridor[],
    left: Int32Array,
    until: number,
    patience: number,
  ): Tried {
    supply = left;
    [first, last, budget] = [place, Math.min(until, places), patience];
    standing.length = 0;
    const now = levelAt(0);
    corridors.forEach(({ low, high }, group) => {
      now.count[group] = low[place - 1]!;
      const base = group * now.width;
      for (let later = place; later <= last; later++) {
        now.low[base + later - place] = low[later]!;
        now.high[base + later - place] = high[later]!;
      }
    });
    const outcome = stand(place, kind);
    if (outcome === 'reached') {
      standing.forEach((stood, index) => (plan[place + index] = stood));
      return { kind: 'reached' };
    }
    if (outcome === 'unsettled') return { kind: 'unsettled' };
    const needs = new Uint8Array(groups);
    for (let group = 0; group < groups; group++) needs[group] = hasBit(outcome, 0, group) ? 1 : 0;
    return { kind: 'dead', needs };
  }

  function levelAt(depth: number): Level {
    const width = last - first + 1;
    const known = levels[depth];
    if (known && known.width >= width) return known;
    return (levels[depth] = {
      width,
      low: new Int16Array(groups * width),
      high: new Int16Array(groups * width),
      count: new Int16Array(groups),
      must: new Int32Array(words),
      mustNot: new Int32Array(words),
      needs: new Int32Array(words),
    });
  }

  /** Somebody of the kind on the place, and then the places after it: reached, or the groups that a dead end rests on. */
  function stand(place: number, kind: number): 'reached' | 'unsettled' | Bits {
    standing.push(kind);
    if (place === last) return 'reached';
    const isOpen = start.settled[place - 1] === open;
    if (isOpen) supply[kind]! -= 1;
    settle(place, kind);
    const outcome = fill(place + 1);
    if (isOpen) supply[kind]! += 1;
    if (outcome !== 'reached') standing.pop();
    return outcome;
  }

  /** The corridors from the place after `place` on, as they are once somebody of the kind stands on `place`. */
  function settle(place: number, kind: number): void {
    const [now, next] = [levelAt(place - first), levelAt(place - first + 1)];
    for (let group = 0; group < groups; group++) {
      const count = now.count[group]! + isMember[kind * groups + group]!;
      next.count[group] = count;
      const spread = spreadAt(group, place);
      const from = group * now.width - first;
      const to = group * next.width - first;
      for (let later = place + 1; later <= last; later++) {
        const least = count + spread.low[later]!;
        const most = count + spread.high[later]!;
        const [low, high] = [now.low[from + later]!, now.high[from + later]!];
        next.low[to + later] = low > least ? low : least;
        next.high[to + later] = high < most ? high : most;
      }
    }
  }

  function spreadAt(group: number, place: number): { low: Int32Array; high: Int32Array } {
    return (spreads[group]![place] ??= spreadFrom(atStart[group]!, place));
  }

  function fill(place: number): 'reached' | 'unsettled' | Bits {
    if (--budget < 0) return 'unsettled';
    const level = levelAt(place - first);
    demand(level, place);
    level.needs.fill(0);
    const given = start.settled[place - 1]!;
    if (given !== open) return fillGiven(level, place, given);
    const refuted: { readonly kind: number; readonly needs: Bits }[] = [];
    const planned = plan[place]!;
    for (let number = -1; number < kinds; number++) {
      const kind = number < 0 ? planned : number;
      if (kind === open || supply[kind]! <= 0 || (number >= 0 && kind === planned)) continue;
      if (isRefused(level, kind) || refuted.some((one) => areAlike(one.kind, kind, one.needs)))
        continue;
      const outcome = stand(place, kind);
      if (outcome === 'reached' || outcome === 'unsettled') return outcome;
      const needs = outcome.slice();
      refuted.push({ kind, needs });
      for (let word = 0; word < words; word++) level.needs[word]! |= needs[word]!;
    }
    coverRefused(level, place);
    return level.needs;
  }

  function fillGiven(level: Level, place: number, given: number): 'reached' | 'unsettled' | Bits {
    if (!isRefused(level, given)) return stand(place, given);
    for (let group = 0; group < groups; group++) {
      if (!refuses(level, group, given)) continue;
      addBit(level.needs, 0, group);
      tell(level, place, group);
      break;
    }
    return level.needs;
  }

  /** Which groups require a member on the place, and which do not allow one. */
  function demand({ width, low, high, count, must, mustNot }: Level, place: number): void {
    must.fill(0);
    mustNot.fill(0);
    for (let group = 0; group < groups; group++) {
      const at = group * width + place - first;
      if (count[group]! < low[at]!) addBit(must, 0, group);
      if (count[group]! >= high[at]!) addBit(mustNot, 0, group);
    }
  }

  function isRefused({ must, mustNot }: Level, kind: number): boolean {
    for (let word = 0; word < words; word++) {
      const mask = masks[kind * words + word]!;
      if (((must[word]! & ~mask) | (mustNot[word]! & mask)) !== 0) return true;
    }
    return false;
  }

  function refuses({ must, mustNot }: Level, group: number, kind: number): boolean {
    const own = hasBit(masks, kind * words, group);
    return own ? hasBit(mustNot, 0, group) : hasBit(must, 0, group);
  }

  function areAlike(one: number, other: number, needs: Bits): boolean {
    for (let word = 0; word < words; word++) {
      const differ = masks[one * words + word]! ^ masks[other * words + word]!;
      if ((differ & needs[word]!) !== 0) return false;
    }
    return true;
  }

  /** Adds groups, as few as a greedy choice finds, so that everybody refused at once is refused by one of them. */
  function coverRefused(level: Level, place: number): void {
    let many = 0;
    for (let kind = 0; kind < kinds; kind++) {
      if (supply[kind]! > 0 && isRefused(level, kind)) uncovered[many++] = kind;
    }
    for (;;) {
      many = keepUncovered(level, many);
      if (many === 0) break;
      addBit(level.needs, 0, mostRefusing(level, many));
    }
    if (!onRefusal) return;
    for (let group = 0; group < groups; group++) {
      if (hasBit(level.needs, 0, group)) tell(level, place, group);
    }
  }

  function keepUncovered({ must, mustNot, needs }: Level, many: number): number {
    let kept = 0;
    for (let index = 0; index < many; index++) {
      const kind = uncovered[index]!;
      let covered = 0;
      for (let word = 0; word < words; word++) {
        const mask = masks[kind * words + word]!;
        covered |= ((must[word]! & ~mask) | (mustNot[word]! & mask)) & needs[word]!;
      }
      if (covered === 0) uncovered[kept++] = kind;
    }
    return kept;
  }

  /** The group that refuses most of the people not covered yet. */
  function mostRefusing({ must, mustNot }: Level, many: number): number {
    refusing.fill(0);
    for (let index = 0; index < many; index++) {
      for (let word = 0; word < words; word++) {
        const mask = masks[uncovered[index]! * words + word]!;
        let rest = (must[word]! & ~mask) | (mustNot[word]! & mask);
        while (rest !== 0) {
          refusing[word * wordSize + 31 - Math.clz32(rest)]! += 1;
          rest &= ~(1 << (31 - Math.clz32(rest)));
        }
      }
    }
    let best = 0;
    for (let group = 1; group < groups; group++)
      if (refusing[group]! > refusing[best]!) best = group;
    return best;
  }

  function tell({ must, mustNot }: Level, place: number, group: number): void {
    if (hasBit(must, 0, group))
      onRefusal?.({ group, place, isFloor: true, settled: standing.slice() });
    if (hasBit(mustNot, 0, group))
      onRefusal?.({ group, place, isFloor: false, settled: standing.slice() });
  }
}

/** The corridors as they are before a place, from the first place of the trial on. */
interface Level {
  /** Places of each group in `low` and `high`. */
  readonly width: number;
  readonly low: Int16Array;
  readonly high: Int16Array;
  /** Members of each group before the place. */
  readonly count: Int16Array;
  readonly must: Bits;
  readonly mustNot: Bits;
  readonly needs: Bits;
}

function addBit(bits: Bits, offset: number, group: number): void {
  bits[offset + Math.floor(group / wordSize)]! |= 1 << (group % wordSize);
}

function hasBit(bits: Bits, offset: number, group: number): boolean {
  return ((bits[offset + Math.floor(group / wordSize)]! >> (group % wordSize)) & 1) === 1;
}
