import type { Instant } from '../../kernel/clock.js';
import type { TerritoryCode } from '../../kernel/ids.js';
import { writeMoment, type Translate } from '../../platform/web/index.js';
import type { Debate } from '../application/debate-directory.js';
import type { NameBook } from './name-book.js';
import { campaignPaths, pathTo } from './paths.js';
import { debateTone, type Tone } from './tone.js';

/** A line of the schedule. */
export interface DebateLine {
  readonly at: string;
  readonly unit: string;
  readonly contest: string;
  readonly place: string;
  readonly speakers: number;
  readonly state: string;
  readonly tone: Tone;
  readonly stream: string | null;
  readonly recording: string | null;
  readonly href: string;
}

export interface DebatesPage {
  readonly title: string;
  readonly status: string;
  readonly units: readonly {
    readonly code: string;
    readonly name: string;
    readonly chosen: boolean;
  }[];
  readonly debates: readonly DebateLine[];
}

/** The schedule of all debates, or of those in one unit, the next ones first, then those that are over, the last one first. */
export function debatesPage(
  debates: readonly Debate[],
  chosen: string,
  campaignFrom: string,
  names: NameBook,
  now: Instant,
  t: Translate,
): DebatesPage {
  const shown = debates.filter(({ unit }) => chosen === '' || unit === chosen);
  const ahead = shown.filter(({ startsAt, state }) => startsAt > now && state !== 'cancelled');
  const others = shown.filter((debate) => !ahead.includes(debate)).reverse();
  return {
    title: t('campaign.debates.title'),
    status: statusOf(debates, now, campaignFrom, t),
    units: unitsOf(debates, names, t).map((unit) => ({ ...unit, chosen: unit.code === chosen })),
    debates: [...ahead, ...others].map((debate) => debateLine(debate, names, t)),
  };
}

/** One debate as a line; `path` is where it leads. */
export function debateLine(
  debate: Debate,
  names: NameBook,
  t: Translate,
  path: string = campaignPaths.debate,
): DebateLine {
  return {
    at: writeMoment(debate.startsAt, t.language),
    unit: names.territory(debate.unit),
    contest: names.contest(debate.contestId),
    place: debate.place,
    speakers: debate.speakers.length,
    state: t(`campaign.state.${debate.state}`),
    tone: debateTone(debate.state),
    stream: debate.streamAddress,
    recording: debate.recordingAddress,
    href: pathTo(path, { id: debate.id }),
  };
}

function statusOf(
  debates: readonly Debate[],
  now: Instant,
  campaignFrom: string,
  t: Translate,
): string {
  if (debates.length === 0) return t('campaign.debates.empty', { from: campaignFrom });
  const held = debates.filter(({ state }) => state === 'held').length;
  const next = debates.find(
    ({ startsAt, state }) => startsAt > now && (state === 'scheduled' || state === 'drawn'),
  );
  return next
    ? t('campaign.debates.status', { all: debates.length, held, next: next.startsAt })
    : t('campaign.debates.status-over', { all: debates.length, held });
}

function unitsOf(
  debates: readonly Debate[],
  names: NameBook,
  t: Translate,
): { code: TerritoryCode; name: string }[] {
  const order = new Intl.Collator(t.language);
  return [...new Set(debates.map(({ unit }) => unit))]
    .map((code) => ({ code, name: names.territory(code) }))
    .sort((a, b) => order.compare(a.name, b.name));
}
