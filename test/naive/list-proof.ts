import type { Certificate } from '../../src/list-building/domain/list-outcome.js';
import type { ListDocument } from '../support/list-document.js';
import { countOn, type NaiveBeginning } from './list-beginning.js';
import { counts, type NaiveWindow } from './list-windows.js';

/** A proof that no list starts with a beginning: docs/list-format.md. */
export type NaiveProof = NaiveLeaf | NaiveFork;

export interface NaiveLeaf {
  readonly floors: readonly (Side & { readonly atLeast: number; readonly times: number })[];
  readonly ceilings: readonly (Side & { readonly atMost: number; readonly times: number })[];
  readonly supplies: readonly { readonly counting: readonly string[]; readonly times: number }[];
  readonly dues: readonly { readonly counting: readonly string[]; readonly times: number }[];
}

/** Either at most `atMost` members stand on the places, or at least one more. */
export interface NaiveFork extends Side {
  readonly atMost: number;
  readonly then: NaiveProof;
  readonly otherwise: NaiveProof;
}

interface Side {
  readonly quota: string;
  readonly from: number;
  readonly to: number;
}

/** What is wrong with a proof, in exact integers; empty where it holds. */
export function faultsOfProof(
  document: ListDocument,
  windows: readonly NaiveWindow[],
  beginning: NaiveBeginning,
  proof: NaiveProof,
): string[] {
  const named = new Set(quotasNamed(proof));
  const unknown = [...named].filter((id) => !document.quotas.some((quota) => quota.id === id));
  if (unknown.length > 0) return [`no such quota: ${unknown.join(', ')}`];
  const kinds = kindsOf(document, beginning, named);
  const check = (part: NaiveProof, known: readonly NaiveWindow[]): string[] => {
    if (!('then' in part)) return leafFaults(document, known, beginning, kinds, part);
    const { quota, from, to, atMost } = part;
    const size = to - from + 1;
    if (!Number.isInteger(atMost)) return ['a fork at no whole number'];
    return [
      ...check(part.then, [...known, { quota, from, to, lo: 0, hi: atMost }]),
      ...check(part.otherwise, [...known, { quota, from, to, lo: atMost + 1, hi: size }]),
    ];
  };
  return check(proof, windows);
}

/** Every quota a proof speaks of: the kinds of people are told apart by these. */
export function quotasNamed(proof: NaiveProof): string[] {
  if ('then' in proof) {
    return [proof.quota, ...quotasNamed(proof.then), ...quotasNamed(proof.otherwise)];
  }
  return [
    ...[...proof.floors, ...proof.ceilings].map(({ quota }) => quota),
    ...[...proof.supplies, ...proof.dues].flatMap(({ counting }) => counting),
  ];
}

interface NaiveKind {
  readonly counting: ReadonlySet<string>;
  readonly left: number;
  readonly due: number;
}

/** Everybody still free, by the named quotas they count for. */
function kindsOf(
  { candidates, quotas }: ListDocument,
  { free, due }: NaiveBeginning,
  named: ReadonlySet<string>,
): NaiveKind[] {
  const own = quotas.filter(({ id }) => named.has(id));
  const kinds = new Map<string, NaiveKind>();
  for (const person of free) {
    const { groups } = candidates[person]!;
    const counting = own.filter((quota) => counts(groups, quota)).map(({ id }) => id);
    const key = JSON.stringify(counting);
    const { left, due: owed } = kinds.get(key) ?? { left: 0, due: 0 };
    kinds.set(key, {
      counting: new Set(counting),
      left: left + 1,
      due: owed + (due.includes(person) ? 1 : 0),
    });
  }
  return [...kinds.values()];
}

function leafFaults(
  document: ListDocument,
  known: readonly NaiveWindow[],
  { taken }: NaiveBeginning,
  kinds: readonly NaiveKind[],
  { floors, ceilings, supplies, dues }: NaiveLeaf,
): string[] {
  const there = (side: Side) => countOn(document)(taken, { ...side, lo: 0, hi: 0 });
  const stands = (side: Side, holds: (window: NaiveWindow) => boolean) =>
    known.some(
      (window) =>
        window.quota === side.quota &&
        window.from === side.from &&
        window.to === side.to &&
        holds(window),
    );
  const same = (counting: readonly string[], kind: NaiveKind) =>
    counting.length === kind.counting.size && counting.every((id) => kind.counting.has(id));
  const all = [...floors, ...ceilings, ...supplies, ...dues];
  const faults = [
    ...all.filter(({ times }) => !Number.isSafeInteger(times) || times <= 0),
    ...floors.filter((floor) => !stands(floor, ({ lo }) => lo >= floor.atLeast)),
    ...ceilings.filter((ceiling) => !stands(ceiling, ({ hi }) => hi <= ceiling.atMost)),
  ].map((part) => `no such rule: ${JSON.stringify(part)}`);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const ofKind = (counting: readonly string[], what: 'left' | 'due') =>
    sum(kinds.filter((kind) => same(counting, kind)).map((kind) => kind[what]));
  const demanded =
    sum(floors.map((floor) => floor.times * (floor.atLeast - there(floor)))) -
    sum(ceilings.map((ceiling) => ceiling.times * (ceiling.atMost - there(ceiling)))) -
    sum(supplies.map(({ counting, times }) => times * ofKind(counting, 'left'))) +
    sum(dues.map(({ counting, times }) => times * ofKind(counting, 'due')));
  const worth = (kind: NaiveKind, place: number) => {
    const covers = ({ quota, from, to }: Side) =>
      from <= place && place <= to && kind.counting.has(quota);
    const times = (parts: readonly { readonly times: number }[]) =>
      sum(parts.map((part) => part.times));
    return (
      times(floors.filter(covers)) -
      times(ceilings.filter(covers)) -
      times(supplies.filter(({ counting }) => same(counting, kind))) +
      times(dues.filter(({ counting }) => same(counting, kind)))
    );
  };
  const offered = sum(
    taken.flatMap((person, index) =>
      person === null ? [Math.max(...kinds.map((kind) => worth(kind, index + 1)))] : [],
    ),
  );
  return demanded > offered ? faults : [...faults, `${demanded} is not above ${offered}`];
}

/** What is wrong with a certificate about a hopeless beginning, its numbers included; empty where it holds. */
export function faultsOfCertificate(
  document: ListDocument,
  windows: readonly NaiveWindow[],
  hopeless: NaiveBeginning,
  place: number | null,
  certificate: Certificate,
): string[] {
  if (certificate.kind === 'together') {
    if (!certificate.proof) return ['no proof'];
    const own = windows.filter(({ quota }) => certificate.quotas.includes(quota));
    return faultsOfProof(document, own, hopeless, certificate.proof);
  }
  const { quota, from, to } = certificate;
  const before = place === null ? hopeless.taken : hopeless.taken.with(place - 1, null);
  const count = (list: readonly (number | null)[]) =>
    countOn(document)(list, { quota, from, to, lo: 0, hi: 0 });
  const expect = (what: string, said: unknown, is: unknown) =>
    JSON.stringify(said) === JSON.stringify(is)
      ? []
      : [`${what}: ${JSON.stringify(said)}, not ${JSON.stringify(is)}`];
  const proof = { floors: [], ceilings: [], supplies: [], dues: [] };
  const side = { quota, from, to, times: 1 };
  switch (certificate.kind) {
    case 'floor': {
      const open = before.flatMap((person, index) =>
        person === null && index + 1 >= from && index + 1 <= to ? [index + 1] : [],
      );
      return [
        ...expect('present', certificate.present, count(before)),
        ...expect('remaining', certificate.remaining, open),
        ...faultsOfProof(document, windows, hopeless, {
          ...proof,
          floors: [{ ...side, atLeast: certificate.required }],
        }),
      ];
    }
    case 'ceiling':
      return [
        ...expect('present', certificate.present, count(before)),
        ...faultsOfProof(document, windows, hopeless, {
          ...proof,
          ceilings: [{ ...side, atMost: certificate.allowed }],
        }),
      ];
    case 'supply': {
      const rule = document.quotas.find(({ id }) => id === quota);
      const left = hopeless.free.filter(
        (person) => rule && counts(document.candidates[person]!.groups, rule),
      ).length;
      return [
        ...expect('present', certificate.present, count(hopeless.taken)),
        ...expect('left', certificate.left, left),
        ...faultsOfProof(document, windows, hopeless, {
          ...proof,
          floors: [{ ...side, atLeast: certificate.required }],
          supplies: [{ counting: [quota], times: 1 }],
        }),
      ];
    }
  }
}
