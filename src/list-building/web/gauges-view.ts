import type { Translate } from '../../platform/web/index.js';
import type { ListInput } from '../domain/list-input.js';
import type { BuiltList } from '../domain/list-outcome.js';
import type { CountedGroup } from './group-filter.js';
import { namesOf } from './list-sentences.js';
import {
  quotaGauges,
  type GaugePicture,
  type GaugeWindow,
  type QuotaGauge,
} from './quota-gauge.js';

/** The gauges as the page prints them, with one table of all their numbers. */
export interface GaugesView {
  readonly gauges: readonly PrintedGauge[];
  readonly table: {
    readonly columns: readonly string[];
    readonly rows: readonly { readonly place: number; readonly cells: readonly string[] }[];
  };
}

export interface PrintedGauge {
  readonly number: number;
  readonly name: string;
  readonly quotas: string;
  readonly sentence: string;
  readonly picture: GaugePicture;
  /** Stretches and reserved places in words. */
  readonly windows: readonly { readonly line: string; readonly kept: boolean }[];
  readonly lastPlace: number;
}

export function gaugesView(
  input: ListInput,
  built: BuiltList,
  groups: readonly CountedGroup[],
  t: Translate,
): GaugesView {
  const names = new Map(input.quotas.map(({ id, name }) => [id, name]));
  const groupNames = new Map(groups.map(({ key, name }) => [key, name]));
  const gauges = quotaGauges(
    input,
    built.list.map(({ candidate }) => candidate),
  );
  return {
    gauges: gauges.map((gauge, index) => {
      const places = gauge.members.length;
      const members = gauge.members.at(-1) ?? 0;
      return {
        number: index + 1,
        name: groupNames.get(gauge.group) ?? gauge.group,
        quotas: namesOf(gauge.quotas, names, t),
        sentence: t('list-page.gauge.sentence', {
          ...{ members, places },
          share: percent(members, places, t),
        }),
        picture: gauge.picture,
        windows: [...gauge.stretches, ...gauge.reserved].map((window) => ({
          line: windowLine(window, t),
          kept: window.kept,
        })),
        lastPlace: places,
      };
    }),
    table: {
      columns: gauges.map(({ group }) => groupNames.get(group) ?? group),
      rows: built.list.map(({ place }) => ({
        place,
        cells: gauges.map((gauge) => cellOf(gauge, place - 1, t)),
      })),
    },
  };
}

/** "5 (25 %) ≥ 4": the members, their share, and the bounds at this beginning where there are any. */
function cellOf({ members, floors, ceilings }: QuotaGauge, index: number, t: Translate): string {
  const count = members[index] ?? 0;
  const [floor, ceiling] = [floors[index] ?? null, ceilings[index] ?? null];
  return [
    `${count} (${percent(count, index + 1, t)})`,
    ...(floor === null ? [] : [`≥ ${floor}`]),
    ...(ceiling === null ? [] : [`≤ ${ceiling}`]),
  ].join(' ');
}

function windowLine({ from, to, members, atLeast, atMost }: GaugeWindow, t: Translate): string {
  const size = to - from + 1;
  const need =
    atMost >= size
      ? t('list-building.page.at-least', { count: atLeast })
      : atLeast === 0
        ? t('list-building.page.at-most', { count: atMost })
        : t('list-building.page.between', { least: atLeast, most: atMost });
  return t(`list-page.gauge.${from === to ? 'place' : 'stretch'}`, { from, to, members, need });
}

/** A share in whole percent, as the reader writes it. */
function percent(part: number, whole: number, t: Translate): string {
  return percentFormats[t.language].format(whole === 0 ? 0 : part / whole);
}

const wholePercent = { style: 'percent', maximumFractionDigits: 0 } as const;
const percentFormats = {
  kk: new Intl.NumberFormat('kk', wholePercent),
  ru: new Intl.NumberFormat('ru', wholePercent),
  en: new Intl.NumberFormat('en', wholePercent),
};
