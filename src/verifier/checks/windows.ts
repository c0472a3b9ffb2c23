import type { ListDocument, ListQuota, QuotaAmount } from '../bundle/list-document.js';
import { peopleOf } from '../counting/round-count.js';

/** Between `least` and `most` members of a group stand on the places from one to another. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly least: number;
  readonly most: number;
}

/** What a quota asks of every run of places, in the words of docs/list-format.md. */
export function windowsOf(quota: ListQuota, { places, quotas }: ListDocument): readonly Window[] {
  const { scope } = quota;
  const { from = 1, to = places, step = 1, length = 1, most = 1, place = 1 } = scope;
  const all = Array.from({ length: places }, (_, at) => at + 1);
  switch (scope.kind) {
    case 'list':
      return [windowOf(quota, 1, places)];
    case 'top':
      return [windowOf(quota, 1, scope.places ?? places)];
    case 'window':
      return [windowOf(quota, from, to)];
    case 'prefix':
      return all.filter((last) => last >= from).map((last) => windowOf(quota, 1, last));
    case 'stretch':
      return all
        .filter((first) => (first - 1) % length === 0)
        .flatMap((first) => stretchAt(quota, first, length, places));
    case 'gap':
      return all
        .filter((first) => first >= from && first + most <= places)
        .map((first) => ({ from: first, to: first + most, least: 1, most: most + 1 }));
    case 'every':
      return all
        .filter((one) => one >= from && (one - from) % step === 0)
        .map((one) => onePlace(quota, one));
    case 'place':
      return [reserved(quota, place, quotas)];
  }
}

function windowOf(quota: ListQuota, from: number, to: number): Window {
  const size = to - from + 1;
  return {
    from,
    to,
    least: quota.atLeast ? numberOf(quota.atLeast, size) : 0,
    most: quota.atMost ? numberOf(quota.atMost, size) : size,
  };
}

function numberOf({ count, share, round }: QuotaAmount, size: number): number {
  if (count !== undefined) return count;
  return share !== undefined && round ? (peopleOf({ share, round }, size) ?? 0) : 0;
}

/** A run of its full length; a shorter last one has its own share, and floor and ceiling change places where they cross. */
function stretchAt(
  quota: ListQuota,
  first: number,
  length: number,
  places: number,
): readonly Window[] {
  const last = first + length - 1;
  if (last <= places) return [windowOf(quota, first, last)];
  if (quota.scope.lastRun === 'free') return [];
  const size = places - first + 1;
  const lowered = (amount: QuotaAmount, by: number): number =>
    amount.count === undefined
      ? numberOf(amount, size)
      : Math.min(size, Math.max(0, amount.count - by));
  const floor = quota.atLeast ? lowered(quota.atLeast, length - size) : 0;
  const ceiling = quota.atMost ? lowered(quota.atMost, 0) : size;
  const [least, most] = [Math.min(floor, ceiling), Math.max(floor, ceiling)];
  return [{ from: first, to: places, least, most }];
}

function onePlace(quota: ListQuota, place: number): Window {
  if (!quota.atLeast && !quota.atMost) return { from: place, to: place, least: 1, most: 1 };
  return windowOf(quota, place, place);
}

/** A reserved place; where those elected above use it up, the j-th of a group asks for j members from the top. */
function reserved(quota: ListQuota, place: number, quotas: readonly ListQuota[]): Window {
  const own = onePlace(quota, place);
  if (quota.usedUpByElected !== true || own.least === 0) return own;
  const group = (one: ListQuota): string => [...new Set(one.group)].sort().join('\n');
  const alike = quotas.filter(
    (other) =>
      other.scope.kind === 'place' &&
      other.usedUpByElected === true &&
      group(other) === group(quota) &&
      ((other.scope.place ?? 0) < place || other === quota),
  );
  return { from: 1, to: place, least: alike.length, most: place };
}
