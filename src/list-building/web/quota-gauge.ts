import { countsFor } from '../domain/membership.js';
import type { ListInput, Quota, Scope } from '../domain/list-input.js';
import { windowsOf, type Window } from '../domain/window.js';

/** The share of one group at every beginning of a list, with what its quotas ask there. */
export interface QuotaGauge {
  /** The group as the document names it. */
  readonly group: string;
  /** The quotas that count this group. */
  readonly quotas: readonly string[];
  /** Members among the first places, for every number of places. */
  readonly members: readonly number[];
  /** The least and the most members allowed there; null where no quota says anything about that beginning. */
  readonly floors: readonly (number | null)[];
  readonly ceilings: readonly (number | null)[];
  /** Runs of places and single places that have a rule of their own. */
  readonly stretches: readonly GaugeWindow[];
  readonly reserved: readonly GaugeWindow[];
  readonly picture: GaugePicture;
}

export interface GaugeWindow {
  readonly quota: string;
  readonly from: number;
  readonly to: number;
  readonly atLeast: number;
  readonly atMost: number;
  readonly members: number;
  readonly kept: boolean;
}

/**
 * The gauge drawn. x grows with the place and y with the share, 100 % at the top of the scale; a band below it shows which
 * places members have, which stretches have a rule of their own and which places are reserved.
 */
export interface GaugePicture {
  readonly width: number;
  readonly scale: number;
  readonly height: number;
  /** Steps: the share, and floors and ceilings that hold at several beginnings in a row. */
  readonly share: string;
  readonly floor: string;
  readonly ceiling: string;
  /** Floors and ceilings of a single beginning: the whole list, or the first places. */
  readonly floorPoints: readonly GaugePoint[];
  readonly ceilingPoints: readonly GaugePoint[];
  /** The places of members, as one path of small squares. */
  readonly members: string;
  readonly stretches: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly kept: boolean;
  }[];
  /** The middles of reserved places. */
  readonly ticks: readonly { readonly d: string; readonly kept: boolean }[];
}

export interface GaugePoint {
  readonly x: number;
  readonly y: number;
}

const width = 300;
const scale = 60;
/** The top of the band of members, and the line of the stretches below it. */
const band = scale + 6;
const height = band + 16;

/** A gauge for every group that a quota counts, in the order of the quotas. */
export function quotaGauges(
  { candidates, quotas }: Pick<ListInput, 'candidates' | 'quotas'>,
  order: readonly string[],
): QuotaGauge[] {
  const groups = new Map(candidates.map((person) => [person.id, person.groups]));
  const windows = windowsOf(quotas, order.length);
  return [...Map.groupBy(quotas, groupKey)].map(([group, same]) => {
    const [any] = same;
    const counted = order.map((id) => any !== undefined && countsFor(groups.get(id) ?? [], any));
    const own = windows.flatMap((window) => {
      const quota = quotas[window.quota];
      return quota && same.includes(quota) ? [{ ...window, of: quota }] : [];
    });
    return gaugeOf(group, same, counted, own);
  });
}

/** The group of a quota as one word. */
export function groupKey({ group }: Pick<Quota, 'group'>): string {
  return [...group].sort().join('+');
}

type OwnWindow = Window & { readonly of: Quota };

function gaugeOf(
  group: string,
  quotas: readonly Quota[],
  counted: readonly boolean[],
  windows: readonly OwnWindow[],
): QuotaGauge {
  const members = counted.map((_, index) => counted.slice(0, index + 1).filter(Boolean).length);
  const ofKind = (...kinds: readonly Scope['kind'][]) =>
    windows.filter(({ of }) => kinds.includes(of.scope.kind));
  const beginnings = ofKind('list', 'top', 'prefix');
  const bounds = (amounts: (ending: readonly OwnWindow[], place: number) => readonly number[]) =>
    counted.map((_, index) => {
      const ending = beginnings.filter(({ to }) => to === index + 1);
      return amounts(ending, index + 1);
    });
  const floors = bounds((ending) => ending.map(({ lo }) => lo).filter((lo) => lo > 0)).map(
    (asked) => (asked.length > 0 ? Math.max(...asked) : null),
  );
  const ceilings = bounds((ending, place) =>
    ending.map(({ hi }) => hi).filter((hi) => hi < place),
  ).map((allowed) => (allowed.length > 0 ? Math.min(...allowed) : null));
  const weigh = ({ of, from, to, lo, hi }: OwnWindow): GaugeWindow => {
    const there = counted.slice(from - 1, to).filter(Boolean).length;
    const kept = there >= lo && there <= hi;
    return { quota: of.id, from, to, atLeast: lo, atMost: hi, members: there, kept };
  };
  const gauge = {
    group,
    quotas: quotas.map(({ id }) => id),
    ...{ members, floors, ceilings },
    stretches: ofKind('stretch', 'window', 'gap').map(weigh),
    reserved: ofKind('place', 'every').map(weigh),
  };
  return { ...gauge, picture: pictureOf(gauge, counted, ofKind('stretch', 'window').map(weigh)) };
}

function pictureOf(
  { members, floors, ceilings, reserved }: Omit<QuotaGauge, 'picture'>,
  counted: readonly boolean[],
  runs: readonly GaugeWindow[],
): GaugePicture {
  const step = width / Math.max(1, counted.length);
  const x = (place: number) => round(place * step);
  return {
    ...{ width, scale, height },
    share: steps(members, x, 1),
    floor: steps(floors, x, 2),
    ceiling: steps(ceilings, x, 2),
    floorPoints: points(floors, x),
    ceilingPoints: points(ceilings, x),
    members: counted
      .map((is, index) =>
        is ? `M${x(index)} ${band}h${round(step * 0.8)}v6h-${round(step * 0.8)}z` : '',
      )
      .join(''),
    stretches: runs.map(({ from, to, kept }) => ({
      x: x(from - 1),
      y: band + 9,
      width: round((to - from + 1) * step - 1),
      kept,
    })),
    ticks: reserved.map(({ to, kept }) => ({
      d: `M${round((to - 0.5) * step)} ${band - 3}v12`,
      kept,
    })),
  };
}

/** A step line through amounts of people, drawn as shares; runs shorter than `least` are left to points. */
function steps(
  amounts: readonly (number | null)[],
  x: (place: number) => number,
  least: number,
): string {
  return runsOf(amounts)
    .filter(({ shares }) => shares.length >= least)
    .map(({ start, shares }) => {
      const [first = 0, ...rest] = shares.map(yOf);
      const path = rest.flatMap((y, index) =>
        y === [first, ...rest][index] ? [] : [`H${x(start + index + 1)}V${y}`],
      );
      return `M${x(start)} ${first}${path.join('')}H${x(start + shares.length)}`;
    })
    .join('');
}

/** The floors and ceilings that stand alone. */
function points(amounts: readonly (number | null)[], x: (place: number) => number): GaugePoint[] {
  return runsOf(amounts)
    .filter(({ shares }) => shares.length === 1)
    .map(({ start, shares: [share = 0] }) => ({ x: x(start + 1), y: yOf(share) }));
}

/** Runs of beginnings for which there is an amount, as shares of their places. */
function runsOf(amounts: readonly (number | null)[]): { start: number; shares: number[] }[] {
  const runs: { start: number; shares: number[] }[] = [];
  amounts.forEach((amount, index) => {
    if (amount === null) return;
    const share = amount / (index + 1);
    const last = runs.at(-1);
    if (last && last.start + last.shares.length === index) last.shares.push(share);
    else runs.push({ start: index, shares: [share] });
  });
  return runs;
}

function yOf(share: number): number {
  return round(scale * (1 - Math.min(1, share)));
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
