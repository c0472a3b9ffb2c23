import { groupsOf } from './program.js';
import { bitsKey, open, type Beginning, type Rules } from './question.js';

/** The same question with only some of the quotas, people told apart only as far as these tell them apart. */
export interface Restricted {
  readonly rules: Rules;
  readonly beginning: Beginning;
  /** The kind here of each kind there. */
  readonly kindOf: Int32Array;
  /** The quotas kept, by their numbers there; here they are numbered in this order. */
  readonly quotas: readonly number[];
}

/** Restricts a question to some quotas. */
export function restrictTo(
  rules: Rules,
  beginning: Beginning,
  quotas: readonly number[],
): Restricted {
  const { count, groupOf, isMember } = groupsOf(rules);
  const groups = [...new Set(quotas.map((quota) => groupOf[quota]!))];
  const kindOf = new Int32Array(rules.kinds);
  const byKey = new Map<string, number>();
  const firsts: number[] = [];
  for (let kind = 0; kind < rules.kinds; kind++) {
    const key = bitsKey(groups.length, (index) => isMember[kind * count + groups[index]!]!);
    let merged = byKey.get(key);
    if (merged === undefined) {
      merged = firsts.length;
      byKey.set(key, merged);
      firsts.push(kind);
    }
    kindOf[kind] = merged;
  }
  const counts = new Uint8Array(firsts.length * quotas.length);
  firsts.forEach((kind, merged) => {
    for (let index = 0; index < quotas.length; index++)
      counts[merged * quotas.length + index] = rules.counts[kind * rules.quotas + quotas[index]!]!;
  });
  const merge = (amounts: Int32Array): Int32Array => {
    const merged = new Int32Array(firsts.length);
    for (let kind = 0; kind < rules.kinds; kind++) merged[kindOf[kind]!]! += amounts[kind]!;
    return merged;
  };
  const numberOf = new Map(quotas.map((quota, index) => [quota, index]));
  return {
    rules: {
      places: rules.places,
      quotas: quotas.length,
      kinds: firsts.length,
      counts,
      windows: rules.windows.flatMap((window) => {
        const quota = numberOf.get(window.quota);
        return quota === undefined ? [] : [{ ...window, quota }];
      }),
    },
    beginning: {
      settled: beginning.settled.map((kind) => (kind === open ? open : kindOf[kind]!)),
      supply: merge(beginning.supply),
      least: merge(beginning.least),
    },
    kindOf,
    quotas,
  };
}

/** The people that counts by segment and merged kind may mean. */
export function spread(
  beginning: Beginning,
  kindOf: Int32Array,
  segmentOf: Int32Array,
  counts: readonly { readonly segment: number; readonly kind: number; readonly count: number }[],
): Int32Array {
  const waiting = new Map<number, number[]>();
  for (const { segment, kind, count } of counts) {
    const list = waiting.get(segment) ?? [];
    for (let person = 0; person < count; person++) list.push(kind);
    waiting.set(segment, list);
  }
  const left = beginning.supply.slice();
  const due = beginning.least.slice();
  return beginning.settled.map((settled, index) => {
    if (settled !== open) return settled;
    const merged = waiting.get(segmentOf[index]!)?.pop() ?? open;
    let chosen = open;
    for (let kind = 0; kind < left.length; kind++) {
      if (kindOf[kind] !== merged || left[kind]! <= 0) continue;
      if (chosen === open || due[kind]! > 0) chosen = kind;
      if (due[kind]! > 0) break;
    }
    if (chosen !== open) {
      left[chosen]! -= 1;
      due[chosen]! -= 1;
    }
    return chosen;
  });
}
