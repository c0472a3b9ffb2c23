import type { TerritoryCode } from '../../kernel/ids.js';

/** A text of a candidate in both languages the party publishes in. */
export interface TwoLanguages {
  readonly kk: string;
  readonly ru: string;
}

/** One promise of a platform: what, where, by which measure and by when. */
export interface Pledge {
  readonly title: TwoLanguages;
  readonly text: TwoLanguages;
  readonly territory: TerritoryCode;
  readonly indicator: TwoLanguages;
  readonly dueYear: number;
}

/** The same limits for every candidate; lengths in characters, per language. */
export const platformLimits = {
  pledges: { least: 1, most: 10 },
  title: 120,
  text: 1_500,
  indicator: 200,
  yearsAhead: 10,
} as const;

export type PlatformReason =
  | { readonly kind: 'platform-missing' }
  | { readonly kind: 'too-many-pledges'; readonly most: number }
  | {
      readonly kind: 'pledge-text-missing';
      readonly pledge: number;
      readonly field: PledgeTextField;
      readonly language: keyof TwoLanguages;
    }
  | {
      readonly kind: 'pledge-text-too-long';
      readonly pledge: number;
      readonly field: PledgeTextField;
      readonly language: keyof TwoLanguages;
      readonly most: number;
    }
  | { readonly kind: 'pledge-territory-outside'; readonly pledge: number }
  | {
      readonly kind: 'pledge-year-out-of-range';
      readonly pledge: number;
      readonly from: number;
      readonly to: number;
    };

export type PledgeTextField = 'title' | 'text' | 'indicator';

/** What a platform is measured against: the year it starts from and the territories the contest covers. */
export interface PlatformFrame {
  readonly year: number;
  readonly covers: (territory: TerritoryCode) => boolean;
}

/** Everything that keeps the pledges from being published; empty when the platform is in order. Pledges count from 1. */
export function platformReasons(
  pledges: readonly Pledge[],
  frame: PlatformFrame,
): PlatformReason[] {
  if (pledges.length < platformLimits.pledges.least) return [{ kind: 'platform-missing' }];
  const { most } = platformLimits.pledges;
  return [
    ...(pledges.length > most ? [{ kind: 'too-many-pledges', most } as const] : []),
    ...pledges.flatMap((pledge, index) => pledgeReasons(pledge, index + 1, frame)),
  ];
}

function pledgeReasons(pledge: Pledge, number: number, frame: PlatformFrame): PlatformReason[] {
  const reasons: PlatformReason[] = [];
  for (const field of ['title', 'text', 'indicator'] as const) {
    for (const language of ['kk', 'ru'] as const) {
      const length = Array.from(pledge[field][language].trim()).length;
      const most = platformLimits[field];
      if (length === 0)
        reasons.push({ kind: 'pledge-text-missing', pledge: number, field, language });
      if (length > most) {
        reasons.push({ kind: 'pledge-text-too-long', pledge: number, field, language, most });
      }
    }
  }
  if (!frame.covers(pledge.territory)) {
    reasons.push({ kind: 'pledge-territory-outside', pledge: number });
  }
  const [from, to] = [frame.year, frame.year + platformLimits.yearsAhead];
  if (!Number.isInteger(pledge.dueYear) || pledge.dueYear < from || pledge.dueYear > to) {
    reasons.push({ kind: 'pledge-year-out-of-range', pledge: number, from, to });
  }
  return reasons;
}
