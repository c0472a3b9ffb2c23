import type { BuiltList, Certificate } from '../../src/list-building/domain/list-outcome.js';
import type { ListDocument } from '../support/list-document.js';
import { emptyList, withPerson, type NaiveBeginning } from './list-beginning.js';
import { easedWindow, naiveWindows, type NaiveWindow } from './list-windows.js';

/** That nobody can complete a beginning, as a built list says of somebody it passed over. */
export interface Claim {
  readonly person: number;
  /** Null: that the person cannot be on the list at all. */
  readonly place: number | null;
  /** The list with the person on the place, or due to get one. */
  readonly hopeless: NaiveBeginning;
  readonly because: readonly string[];
  readonly certificate: Certificate;
}

/** The passing over of everybody whom a built list owes a reason, by the format's own words. */
export interface Passing {
  readonly person: number;
  readonly place: number | null;
  readonly hopeless: NaiveBeginning;
}

/**
 * Everyone passed over on an open place, and with members first everyone left off the list: at a place, whoever has more
 * votes than the person there and stands lower or (with members first: only among those on the list) nowhere.
 */
export function passings(document: ListDocument, order: readonly number[]): Passing[] {
  const start = emptyList(document);
  const membersFirst = document.objective === 'members-first';
  const members = start.free.filter((person) => order.includes(person));
  const free = membersFirst ? members : start.free;
  const all: Passing[] = membersFirst ? leftOff(start, members) : [];
  let beginning: NaiveBeginning = { ...start, free, due: membersFirst ? members : [] };
  for (const [index, there] of order.entries()) {
    const place = index + 1;
    if (start.taken[index] !== null) continue;
    for (const person of beginning.free) {
      if (person >= there) continue;
      all.push({ person, place, hopeless: withPerson(beginning, place, person) });
    }
    beginning = withPerson(beginning, place, there);
  }
  return all;
}

function leftOff(start: NaiveBeginning, members: readonly number[]): Passing[] {
  const last = Math.max(-1, ...members);
  return start.free
    .filter((person) => person < last && !members.includes(person))
    .map((person) => ({
      person,
      place: null,
      hopeless: {
        ...start,
        free: start.free.filter((other) => other >= person || members.includes(other)),
        due: [...members.filter((member) => member < person), person],
      },
    }));
}

/** What a built list says about every passing over; a run of places says it once, for the first. */
export function claims(document: ListDocument, built: BuiltList): Claim[] {
  const all = passings(document, orderOf(document, built));
  return built.displaced.flatMap(({ candidate, passedOver }) => {
    const person = positionOf(document, candidate);
    return passedOver.flatMap(({ places, because, certificate }) => {
      if (certificate.kind === 'intervention' || certificate.kind === 'kept') return [];
      const place = places[0] ?? null;
      const passing = all.find((one) => one.person === person && one.place === place);
      if (!passing) throw new Error(`${candidate} was not passed over at ${String(place)}`);
      return [{ ...passing, because, certificate }];
    });
  });
}

/** The reasons of the places, each as a claim about somebody better who was passed over there. */
export function placeClaims(document: ListDocument, built: BuiltList): Claim[][] {
  const all = passings(document, orderOf(document, built));
  return built.list.flatMap(({ place, reason }) =>
    reason.kind === 'quota'
      ? reason.because.map(({ quotas, certificate }) =>
          all
            .filter((passing) => passing.place === place)
            .map((passing) => ({ ...passing, because: quotas, certificate })),
        )
      : [],
  );
}

/** The windows that a built list keeps: soft ones as far as it says that they were eased. */
export function windowsKept(document: ListDocument, built: BuiltList): NaiveWindow[] {
  const eased = new Map(built.waived.map((waiver) => [waiver.quota, waiver]));
  return naiveWindows(document).map((window) => {
    const waiver = eased.get(window.quota);
    if (!waiver) return window;
    const own = waiver.windows.find(({ from, to }) => from === window.from && to === window.to);
    return easedWindow(window, own?.by ?? 0);
  });
}

export function orderOf(document: ListDocument, { list }: BuiltList): number[] {
  return list.map(({ candidate }) => positionOf(document, candidate));
}

function positionOf({ candidates }: ListDocument, candidate: string): number {
  return candidates.findIndex(({ id }) => id === candidate);
}
