import type { AmountDocument, ListDocument, QuotaDocument } from '../support/list-document.js';
import { range } from '../support/seeded-numbers.js';

/** Between `lo` and `hi` people who count for a quota on places `from … to`. */
export interface NaiveWindow {
  readonly quota: string;
  readonly from: number;
  readonly to: number;
  readonly lo: number;
  readonly hi: number;
}

/** The windows of a document, once more from the words of docs/list-format.md. */
export function naiveWindows({ quotas, places }: ListDocument): NaiveWindow[] {
  return quotas.flatMap((quota) => windowsOfQuota(quota, quotas, places));
}

/** Whether somebody with these groups counts for the quota. */
export function counts(groups: readonly string[], { group }: QuotaDocument): boolean {
  return groups.some((one) => group.includes(one));
}

/** The window with `by` people fewer required and `by` more allowed, as far as its places go. */
export function easedWindow(window: NaiveWindow, by: number): NaiveWindow {
  const size = window.to - window.from + 1;
  return { ...window, lo: Math.max(0, window.lo - by), hi: Math.min(size, window.hi + by) };
}

function windowsOfQuota(
  quota: QuotaDocument,
  quotas: readonly QuotaDocument[],
  places: number,
): NaiveWindow[] {
  const { id, scope } = quota;
  const whole = (field: string) => Number(scope[field]);
  const over = (from: number, to: number): NaiveWindow => ({
    quota: id,
    from,
    to,
    lo: quota.atLeast ? inPeople(quota.atLeast, to - from + 1) : 0,
    hi: quota.atMost ? inPeople(quota.atMost, to - from + 1) : to - from + 1,
  });
  switch (scope.kind) {
    case 'list':
      return [over(1, places)];
    case 'top':
      return [over(1, whole('places'))];
    case 'window':
      return [over(whole('from'), whole('to'))];
    case 'prefix':
      return range(whole('from'), places).map((to) => over(1, to));
    case 'gap':
      return range(1, places - whole('most')).map((from) => ({
        quota: id,
        from,
        to: from + whole('most'),
        lo: 1,
        hi: whole('most') + 1,
      }));
    case 'stretch':
      return stretches(quota, places, over);
    case 'every':
      return range(whole('from'), places)
        .filter((place) => (place - whole('from')) % whole('step') === 0)
        .map((place) => onOnePlace(quota, place));
    case 'place':
      return [reserved(quota, quotas)];
    default:
      throw new Error(`no such scope: ${scope.kind}`);
  }
}

function stretches(
  quota: QuotaDocument,
  places: number,
  over: (from: number, to: number) => NaiveWindow,
): NaiveWindow[] {
  const length = Number(quota.scope['length']);
  const full = Math.floor(places / length);
  const windows = range(1, full).map((run) => over((run - 1) * length + 1, run * length));
  const size = places - full * length;
  if (size === 0 || quota.scope['lastRun'] === 'free') return windows;
  const last = over(full * length + 1, places);
  // A count is lowered by the places that are missing, and nobody can ask for more than there are.
  const { atLeast, atMost } = quota;
  const floor =
    atLeast && 'count' in atLeast
      ? Math.min(size, Math.max(0, atLeast.count - (length - size)))
      : last.lo;
  const ceiling = atMost && 'count' in atMost ? Math.min(size, atMost.count) : last.hi;
  return [...windows, { ...last, lo: Math.min(floor, ceiling), hi: Math.max(floor, ceiling) }];
}

function onOnePlace({ id, atLeast, atMost }: QuotaDocument, place: number): NaiveWindow {
  const said = atLeast !== undefined || atMost !== undefined;
  return {
    quota: id,
    from: place,
    to: place,
    lo: atLeast ? inPeople(atLeast, 1) : said ? 0 : 1,
    hi: atMost ? inPeople(atMost, 1) : 1,
  };
}

/** Used up by the elected: the j-th place reserved for these groups asks for j members from the first place on. */
function reserved(quota: QuotaDocument, quotas: readonly QuotaDocument[]): NaiveWindow {
  const place = Number(quota.scope['place']);
  const plain = onOnePlace(quota, place);
  if (quota.usedUpByElected !== true || plain.lo === 0) return plain;
  const union = (of: QuotaDocument) => [...new Set(of.group)].sort().join('\n');
  const earlier = quotas.filter(
    (other) =>
      other !== quota &&
      other.scope.kind === 'place' &&
      other.usedUpByElected === true &&
      Number(other.scope['place']) < place &&
      union(other) === union(quota),
  );
  return { quota: quota.id, from: 1, to: place, lo: earlier.length + 1, hi: place };
}

function inPeople(amount: AmountDocument, size: number): number {
  if ('count' in amount) return amount.count;
  const [over, under] = fractionOf(amount.share);
  const [whole, rest] = [(over * size - ((over * size) % under)) / under, (over * size) % under];
  switch (amount.round) {
    case 'down':
      return whole;
    case 'up':
      return rest > 0 ? whole + 1 : whole;
    case 'half-up':
      return 2 * rest >= under ? whole + 1 : whole;
  }
}

/** `1/5`, `20%` and `0.2`, all of them whole numbers far below the limits of a number. */
function fractionOf(share: string): [number, number] {
  const [first = '', second] = share.split('/');
  if (second !== undefined) return [Number(first), Number(second)];
  const percent = first.endsWith('%');
  const [whole = '', decimals = ''] = first.replace('%', '').split('.');
  return [Number(whole + decimals), 10 ** decimals.length * (percent ? 100 : 1)];
}
