import { peopleOf } from './exact-share.js';
import type { Amount, ListFile, QuotaRule } from './list-file.js';

/** What a quota asks of one run of places: between `least` and `most` of its people stand on places `from … to`. */
export interface Demand {
  readonly quota: number;
  readonly from: number;
  readonly to: number;
  readonly least: number;
  readonly most: number;
}

/** A soft quota given up in part. Without runs of its own, every demand of the quota is eased by `by`. */
export interface Easing {
  readonly quota: number;
  readonly by: number;
  readonly runs: readonly { readonly from: number; readonly to: number; readonly by: number }[];
}

/** Everything the quotas ask of a list, in the words of the format; what asks for nothing is left out. */
export function demandsOf(file: ListFile): Demand[] {
  return file.quotas
    .flatMap((quota, index) =>
      runsOf(quota, file).map(({ from, to, least, most }) => ({
        quota: index,
        from,
        to,
        least,
        most,
      })),
    )
    .filter(({ from, to, least, most }) => least > 0 || most < to - from + 1);
}

/** The demands with those of soft quotas eased: as many fewer asked for and as many more allowed. */
export function ease(demands: readonly Demand[], easings: readonly Easing[]): Demand[] {
  return demands.map((demand) => {
    const { quota, from, to, least, most } = demand;
    const easing = easings.find((other) => other.quota === quota);
    if (!easing) return demand;
    const run = easing.runs.find((other) => other.from === from && other.to === to);
    const by = easing.runs.length === 0 ? easing.by : (run?.by ?? 0);
    return {
      ...demand,
      least: Math.max(0, least - by),
      most: Math.min(to - from + 1, most + by),
    };
  });
}

type Run = Omit<Demand, 'quota'>;

function runsOf(quota: QuotaRule, file: ListFile): Run[] {
  const { scope } = quota;
  const { places } = file;
  const run = (from: number, to: number): Run => ({
    from,
    to,
    least: quota.atLeast ? amountOf(quota.atLeast, to - from + 1) : 0,
    most: quota.atMost ? amountOf(quota.atMost, to - from + 1) : to - from + 1,
  });
  const all = Array.from({ length: places }, (_, index) => index + 1);
  switch (scope.kind) {
    case 'list':
      return [run(1, places)];
    case 'top':
      return [run(1, scope.places)];
    case 'window':
      return [run(scope.from, scope.to)];
    case 'prefix':
      return all.filter((place) => place >= scope.from).map((place) => run(1, place));
    case 'gap':
      return all
        .filter((place) => place + scope.most <= places)
        .map((place) => ({ from: place, to: place + scope.most, least: 1, most: scope.most + 1 }));
    case 'stretch':
      return all
        .filter((place) => place % scope.length === (scope.length === 1 ? 0 : 1))
        .flatMap((first) => {
          if (first + scope.length - 1 <= places) return [run(first, first + scope.length - 1)];
          return scope.lastFree ? [] : [shortRun(quota, first, places, scope.length)];
        });
    case 'every':
      return all
        .filter((place) => place >= scope.from && (place - scope.from) % scope.step === 0)
        .map((place) => ({ from: place, to: place, ...onePlace(quota) }));
    case 'place':
      return [reserved(quota, scope.place, file)];
  }
}

function amountOf(amount: Amount, places: number): number {
  return 'count' in amount ? amount.count : peopleOf(amount.share, amount.round, places);
}

/** "The same share of its own length", a count less the missing places; where they cross, floor and ceiling change places. */
function shortRun(quota: QuotaRule, from: number, to: number, length: number): Run {
  const size = to - from + 1;
  const within = (count: number) => Math.max(0, Math.min(size, count));
  const { atLeast, atMost } = quota;
  const floor = !atLeast
    ? 0
    : 'count' in atLeast
      ? within(atLeast.count - (length - size))
      : amountOf(atLeast, size);
  const ceiling = !atMost
    ? size
    : 'count' in atMost
      ? within(atMost.count)
      : amountOf(atMost, size);
  return { from, to, least: Math.min(floor, ceiling), most: Math.max(floor, ceiling) };
}

function onePlace({ atLeast, atMost }: QuotaRule): { least: number; most: number } {
  if (!atLeast && !atMost) return { least: 1, most: 1 };
  return { least: atLeast ? amountOf(atLeast, 1) : 0, most: atMost ? amountOf(atMost, 1) : 1 };
}

/** A reserved place; where those elected higher up use it up, the j-th for the group asks for j by then. */
function reserved(quota: QuotaRule, place: number, { quotas }: ListFile): Run {
  const { least, most } = onePlace(quota);
  if (!quota.usedUp || least === 0) return { from: place, to: place, least, most };
  const groups = (rule: QuotaRule) => [...new Set(rule.groups)].sort().join('\n');
  const above = quotas.filter(
    (other) =>
      other !== quota &&
      other.usedUp &&
      other.scope.kind === 'place' &&
      other.scope.place < place &&
      groups(other) === groups(quota),
  );
  return { from: 1, to: place, least: above.length + 1, most: place };
}
