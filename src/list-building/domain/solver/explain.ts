import { defined } from '../../../kernel/assert.js';
import type { Cause, Certificate } from '../list-outcome.js';
import type { Window } from '../window.js';
import { corridorOf, settlePlace, allows, type Corridor } from './corridor.js';
import {
  fewerThatSuffice,
  lookAt,
  mostForSmallest,
  smallestImpossibility,
  type Impossibility,
} from './impossibility.js';
import { publishProof } from './publish-proof.js';
import type { LeftOut } from './members.js';
import { countsFor, open, withMember, withPlace, type Beginning, type Rules } from './question.js';
import { tracerOf, type Skip } from './behind.js';

/** The smallest set of quotas behind every skip, by place and kind. */
export type Causes = ReadonlyMap<number, ReadonlyMap<number, Explained>>;

/** A set of quotas that keeps a kind from a place, and the counting behind it. */
export interface Explained {
  readonly quotas: readonly number[];
  readonly cause: () => Cause;
}

/**
 * Explains every skip of a finished list: a single quota where one alone does it, otherwise the smallest set. Kinds of the
 * same place, and the same kind at the next place, are given the same answer where it is true of them.
 */
export function explainSkips(
  rules: Rules,
  start: Beginning,
  list: Int32Array,
  skips: readonly Skip[],
  nameOf: (quota: number) => string,
): Causes {
  const counter = quotaCounter(rules, start);
  const tracer = tracerOf(rules, start);
  const causes = new Map<number, Map<number, Explained>>();
  const previous = new Map<number, Explained>();
  const byPlace = new Map<number, Skip[]>();
  for (const skip of skips) byPlace.set(skip.place, [...(byPlace.get(skip.place) ?? []), skip]);
  let beginning = start;
  for (let place = 1; place <= rules.places; place++) {
    const here = new Map<number, Explained>();
    const found: Impossibility[] = [];
    const standing = beginning;
    const counted = counter.at(place);
    for (const skip of byPlace.get(place) ?? []) {
      const { kind } = skip;
      const before = previous.get(kind) ?? null;
      const single = counted.alone(kind, before);
      const explained =
        single === null
          ? together(standing, skip, before, found)
          : alone(standing, place, kind, single, counted.certificate(single, kind));
      here.set(kind, explained);
      previous.set(kind, explained);
    }
    if (here.size > 0) causes.set(place, here);
    counter.settle(place, list[place - 1]!);
    if (start.settled[place - 1] === open)
      beginning = withPlace(beginning, place, list[place - 1]!);
  }
  return causes;

  function alone(
    standing: Beginning,
    place: number,
    kind: number,
    quota: number,
    plain: Certificate | null,
  ): Explained {
    const quotas = [quota];
    return {
      quotas,
      cause: () => ({
        quotas: quotas.map(nameOf),
        certificate: plain
          ? named(plain)
          : provenCertificate(proofOf(withPlace(standing, place, kind), quotas), quotas),
      }),
    };
  }

  function named(plain: Certificate): Certificate {
    return 'quota' in plain ? { ...plain, quota: nameOf(Number(plain.quota)) } : plain;
  }

  function together(
    standing: Beginning,
    skip: Skip,
    before: Explained | null,
    found: Impossibility[],
  ): Explained {
    const { place, kind } = skip;
    const after = withPlace(standing, place, kind);
    const again = [
      ...(before && before.quotas.length > 1 ? [before.quotas] : []),
      ...found.map(({ quotas }) => quotas),
    ];
    for (const quotas of again) {
      if (quotas.length > mostForSmallest) continue;
      const looked = lookAt(rules, after, quotas, { quick: true, near: list });
      if (looked.kind === 'impossible') return told(looked.impossibility);
    }
    const behind = tracer.behind(skip, standing);
    const support = fewerThatSuffice(rules, after, behind);
    if (support === null) return untold(behind);
    const looked = lookAt(rules, after, support, { quick: true, near: list });
    if (looked.kind !== 'impossible') return untold(support);
    const lists = neighbours(standing, place, kind);
    const smallest = smallestImpossibility(rules, after, looked.impossibility, lists, 2, list);
    found.push(smallest);
    return told(smallest);
  }

  /** A search of so many cases that only the quotas it looked at are named. */
  function untold(quotas: readonly number[]): Explained {
    const named = quotas.map(nameOf);
    return {
      quotas,
      cause: () => ({
        quotas: named,
        certificate: { kind: 'together', quotas: named, proof: null },
      }),
    };
  }

  function told(impossibility: Impossibility): Explained {
    return {
      quotas: impossibility.quotas,
      cause: () => ({
        quotas: impossibility.quotas.map(nameOf),
        certificate: provenCertificate(impossibility, impossibility.quotas),
      }),
    };
  }

  function provenCertificate(
    impossibility: Impossibility | null,
    quotas: readonly number[],
  ): Certificate {
    return {
      kind: 'together',
      quotas: quotas.map(nameOf),
      proof: impossibility && publishProof(impossibility, nameOf),
    };
  }

  function proofOf(after: Beginning, quotas: readonly number[]): Impossibility | null {
    const looked = lookAt(rules, after, quotas);
    return looked.kind === 'impossible' ? looked.impossibility : null;
  }

  /** Lists with the kind on the place that are near the finished one: what they break says what is responsible. */
  function neighbours(standing: Beginning, place: number, kind: number): Int32Array[] {
    const lists: Int32Array[] = [];
    const mine = list[place - 1]!;
    let inside = 0;
    const bend = (changes: readonly (readonly [number, number])[]) => {
      const bent = list.slice();
      for (const [at, other] of changes) bent[at - 1] = other;
      lists.push(bent);
    };
    for (let later = place + 1; later <= rules.places; later++) {
      if (list[later - 1] !== kind || start.settled[later - 1] !== open) continue;
      inside++;
      bend([
        [place, kind],
        [later, mine],
      ]);
    }
    if (standing.supply[kind]! <= inside) return lists;
    if (standing.least.every((due) => due === 0)) {
      bend([[place, kind]]);
      for (let later = place + 1; later <= rules.places; later++) {
        if (start.settled[later - 1] === open)
          bend([
            [place, kind],
            [later, mine],
          ]);
      }
    }
    return lists;
  }
}

/** Why nobody more of a kind could be on the list, whatever the places. */
export function explainLeftOut(
  rules: Rules,
  { beginning, kind }: LeftOut,
  list: Int32Array,
  nameOf: (quota: number) => string,
): Explained {
  const after = withMember(beginning, kind);
  const quotas = [...new Set(rules.windows.map(({ quota }) => quota))].sort((a, b) => a - b);
  const looked = lookAt(rules, after, quotas);
  const known = looked.kind === 'impossible' ? looked.impossibility : null;
  const lists = Array.from(list.keys()).flatMap((index) =>
    beginning.settled[index] === open ? [list.with(index, kind)] : [],
  );
  const smallest = smallestImpossibility(
    rules,
    after,
    defined(known, 'a proof for one left out'),
    lists,
    1,
  );
  return {
    quotas: smallest.quotas,
    cause: () => ({
      quotas: smallest.quotas.map(nameOf),
      certificate: {
        kind: 'together',
        quotas: smallest.quotas.map(nameOf),
        proof: publishProof(smallest, nameOf),
      },
    }),
  };
}

interface Counted {
  /** The quota that alone keeps the kind away, the plainest first; null where none does. */
  alone(kind: number, before: Explained | null): number | null;
  certificate(quota: number, kind: number): Certificate | null;
}

/** Counts every quota by itself along the list. */
function quotaCounter(rules: Rules, start: Beginning) {
  const windowsOf: Window[][] = Array.from({ length: rules.quotas }, () => []);
  for (const window of rules.windows) windowsOf[window.quota]!.push(window);
  const corridors: (Corridor | null)[] = windowsOf.map((windows, quota) =>
    windows.length === 0
      ? null
      : corridorOf(windows, start, (kind) => countsFor(rules, kind, quota)),
  );
  const settled = start.settled.slice();
  const left = new Int32Array(rules.quotas);
  for (let kind = 0; kind < rules.kinds; kind++) {
    for (let quota = 0; quota < rules.quotas; quota++) {
      if (countsFor(rules, kind, quota)) left[quota]! += start.supply[kind]!;
    }
  }
  return { at, settle };

  function settle(place: number, kind: number): void {
    for (let quota = 0; quota < rules.quotas; quota++) {
      const member = countsFor(rules, kind, quota) ? 1 : 0;
      const corridor = corridors[quota];
      if (corridor) settlePlace(corridor, place, member);
      if (start.settled[place - 1] === open && member === 1) left[quota]! -= 1;
    }
    settled[place - 1] = kind;
  }

  function at(place: number): Counted {
    const refusesMember: number[] = [];
    const refusesOther: number[] = [];
    corridors.forEach((corridor, quota) => {
      if (!corridor) return;
      if (!allows(corridor, place, 1)) refusesMember.push(quota);
      if (!allows(corridor, place, 0)) refusesOther.push(quota);
    });
    const plain = new Map<string, Certificate | null>();
    const certificate = (quota: number, kind: number): Certificate | null => {
      const member = countsFor(rules, kind, quota);
      const key = `${quota} ${member}`;
      const known = plain.get(key);
      if (known !== undefined) return known;
      const found = plainCertificate(quota, place, member);
      plain.set(key, found);
      return found;
    };
    return {
      certificate,
      alone(kind, before) {
        const refusing = [
          ...refusesMember.filter((quota) => countsFor(rules, kind, quota)),
          ...refusesOther.filter((quota) => !countsFor(rules, kind, quota)),
        ].sort((a, b) => a - b);
        const plainness = (quota: number) => {
          const known = certificate(quota, kind);
          return known === null ? 2 : known.kind === 'supply' ? 1 : 0;
        };
        const plainest = Math.min(...refusing.map(plainness));
        const plain = refusing.filter((quota) => plainness(quota) === plainest);
        const [kept] = before?.quotas.length === 1 ? before.quotas : [];
        return kept !== undefined && plain.includes(kept) ? kept : (plain[0] ?? null);
      },
    };
  }

  /** The counting in one window that shows it, where one does. The name of the quota is filled in by its number. */
  function plainCertificate(quota: number, place: number, member: boolean): Certificate | null {
    for (const { from, to, lo, hi } of windowsOf[quota]!) {
      let present = 0;
      const remaining: number[] = [];
      for (let at = from; at <= to; at++) {
        const kind = settled[at - 1]!;
        if (kind === open) remaining.push(at);
        else if (countsFor(rules, kind, quota)) present++;
      }
      const inside = place >= from && place <= to;
      const said = { quota: String(quota), from, to };
      if (inside && !member && present + remaining.length - 1 < lo)
        return { kind: 'floor', ...said, required: lo, present, remaining };
      if (inside && member && present >= hi)
        return { kind: 'ceiling', ...said, allowed: hi, present };
      const after = present + (inside && member ? 1 : 0);
      const rest = left[quota]! - (member ? 1 : 0);
      if (after + rest < lo)
        return { kind: 'supply', ...said, required: lo, present: after, left: rest };
    }
    return null;
  }
}
