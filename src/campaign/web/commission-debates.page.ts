import type { Instant } from '../../kernel/clock.js';
import type { TerritoryCode } from '../../kernel/ids.js';
import type { FieldSentence, Translate } from '../../platform/web/index.js';
import type { Debate } from '../application/debate-directory.js';
import { debateLine, type DebateLine } from './debates.page.js';
import type { NameBook } from './name-book.js';
import { campaignPaths } from './paths.js';

/** What a debate needs from its commission now; `wait`: nothing until it begins. */
export type DebateStep = 'draw' | 'wait' | 'mark' | 'close' | 'done';

export interface CommissionDebatesPage {
  readonly title: string;
  readonly status: string;
  readonly schedule: string;
  readonly debates: readonly (DebateLine & { readonly step: string; readonly waits: boolean })[];
}

/** What the commission still has to do for a debate. */
export function stepOf(debate: Debate, now: Instant): DebateStep {
  switch (debate.state) {
    case 'scheduled':
      return 'draw';
    case 'drawn':
      if (now < debate.startsAt) return 'wait';
      return debate.speakers.some(({ attendance }) => attendance === null) ? 'mark' : 'close';
    case 'held':
    case 'cancelled':
      return 'done';
  }
}

/** The debates of a commission: what waits for it first. */
export function commissionDebatesPage(
  debates: readonly Debate[],
  names: NameBook,
  now: Instant,
  t: Translate,
): CommissionDebatesPage {
  const lines = debates.map((debate) => {
    const step = stepOf(debate, now);
    return {
      ...debateLine(debate, names, t, campaignPaths.commissionDebate),
      step: t(`campaign.commission.step.${step}`),
      waits: step !== 'wait' && step !== 'done',
      done: step === 'done',
    };
  });
  const [waiting, ahead] = [
    lines.filter(({ waits }) => waits),
    lines.filter(({ waits, done }) => !waits && !done),
  ];
  const done = lines.filter((line) => line.done);
  const held = debates.filter(({ state }) => state === 'held').length;
  return {
    title: t('campaign.commission.debates.title'),
    status:
      debates.length === 0
        ? t('campaign.commission.debates.empty')
        : t('campaign.commission.debates.status', {
            waiting: waiting.length,
            ahead: ahead.length,
            held,
          }),
    schedule: campaignPaths.newDebate,
    debates: [...waiting, ...ahead, ...done],
  };
}

/** A contest in a unit where the reader may schedule a debate. */
export interface DebatePlace {
  /** `contest/unit`, as the form sends it. */
  readonly value: string;
  readonly name: string;
  readonly unit: TerritoryCode;
}

export interface ScheduleDebatePage {
  readonly title: string;
  readonly status: string;
  readonly errors: readonly FieldSentence[];
  readonly action: string;
  readonly places: readonly {
    readonly value: string;
    readonly name: string;
    readonly chosen: boolean;
  }[];
  readonly chosen: string;
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly chosen: boolean;
  }[];
  readonly values: {
    readonly place: string;
    readonly startsAt: string;
    readonly streamAddress: string;
  };
  readonly back: string;
}

export interface TypedDebate {
  readonly place: string;
  readonly startsAt: string;
  readonly streamAddress: string;
  readonly participants: readonly string[];
}

/** The form that announces a debate: first where, then who and when. */
export function scheduleDebatePage(
  places: readonly DebatePlace[],
  chosen: string,
  people: readonly { readonly id: string; readonly name: string }[],
  typed: TypedDebate | null,
  errors: readonly FieldSentence[],
  t: Translate,
): ScheduleDebatePage {
  return {
    title: t('campaign.commission.schedule.title'),
    status:
      places.length === 0
        ? t('campaign.commission.schedule.nowhere')
        : t('campaign.commission.schedule.status'),
    errors,
    action: campaignPaths.newDebate,
    places: places.map(({ value, name }) => ({ value, name, chosen: value === chosen })),
    chosen,
    people: people.map(({ id, name }) => ({
      id,
      name,
      chosen: typed ? typed.participants.includes(id) : true,
    })),
    values: {
      place: typed?.place ?? '',
      startsAt: typed?.startsAt ?? '',
      streamAddress: typed?.streamAddress ?? '',
    },
    back: campaignPaths.commissionDebates,
  };
}
