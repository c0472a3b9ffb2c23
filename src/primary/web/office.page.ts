import type { Translate } from '../../platform/web/index.js';
import type { Primary } from '../application/primary-directory.js';
import type { SeasonToday } from '../application/registration-window.js';
import type { Contest } from '../domain/contest.js';
import { nextState, type Blocker, type SeasonState } from '../domain/season.js';
import { blockerSentence } from './blocker-sentence.js';
import { ownFigures } from './front.page.js';
import { movePath, presetPath, primaryPaths } from './paths.js';
import type { Preset } from './presets.js';
import type { Figure, OfficeLink } from './primary-pages.js';
import { seasonSentence } from './season-sentence.js';

export interface OfficePage {
  readonly title: string;
  readonly name: string;
  readonly sentence: string;
  readonly states: readonly {
    readonly name: string;
    readonly current: boolean;
    readonly done: boolean;
  }[];
  readonly figures: readonly Figure[];
  /** Into the other rooms of the office. */
  readonly links: readonly OfficeLink[];
  /** The next step; null when the season is over. */
  readonly next: {
    readonly sentence: string;
    readonly blockers: readonly string[];
    readonly move: string;
    readonly href: string;
  } | null;
  /** Where a draft can be given up; null once the season was announced. */
  readonly discarding: string | null;
  readonly editor: string;
  readonly version: string;
  readonly hash: string;
}

export function officePage(
  season: SeasonToday,
  blockers: readonly Blocker[],
  contests: readonly Contest[],
  figures: readonly Figure[],
  links: readonly OfficeLink[],
  t: Translate,
): OfficePage {
  const { primary } = season;
  return {
    title: t('primary.office.title'),
    name: primary.title[t.language],
    sentence: seasonSentence(season, t),
    states: stateLine(primary.state, t),
    figures: [...ownFigures(contests, t), ...figures],
    links,
    next: nextStep(primary.state, blockers, t),
    discarding: primary.state === 'draft' ? primaryPaths.discarding : null,
    editor: primaryPaths.editor,
    version: t('primary.rules.version', { version: primary.rulesVersion }),
    hash: primary.rulesHash,
  };
}

export interface NoSeasonPage {
  readonly title: string;
  readonly sentence: string;
  readonly presets: readonly { readonly name: string; readonly href: string }[];
  /** What can be prepared before there is a season. */
  readonly links: readonly OfficeLink[];
}

/** What the central office sees while no season is open: the presets to begin with. */
export function noSeasonPage(
  presets: readonly Preset[],
  links: readonly OfficeLink[],
  t: Translate,
): NoSeasonPage {
  return {
    title: t('primary.office.title'),
    sentence: t('primary.office.none'),
    presets: presets.map(({ name, title }) => ({
      name: title[t.language],
      href: presetPath(name),
    })),
    links,
  };
}

export interface ConfirmPage {
  readonly title: string;
  readonly sentence: string;
  readonly effect: string;
  readonly known: string;
  readonly blockers: readonly string[];
  readonly confirm: string;
  readonly back: string;
}

/** The confirming page: what will happen, who will know, and what stands in the way. */
export function movePage(
  from: SeasonState,
  to: SeasonState,
  blockers: readonly Blocker[],
  t: Translate,
): ConfirmPage {
  const names = { from: t(`primary.state.${from}`), to: t(`primary.state.${to}`) };
  return {
    title: t('primary.move.title'),
    sentence: t('primary.move.sentence', names),
    effect: t(`primary.move.effect.${to}`),
    known: t('primary.move.irreversible'),
    blockers: blockers.map((blocker) => blockerSentence(t, blocker)),
    confirm: t('primary.move.confirm', names),
    back: primaryPaths.office,
  };
}

/** The page before a draft is given up. */
export function discardingPage(
  primary: Primary,
  blockers: readonly Blocker[],
  t: Translate,
): ConfirmPage {
  return {
    title: t('primary.discarding.title'),
    sentence: t('primary.discarding.sentence', { name: primary.title[t.language] }),
    effect: t('primary.discarding.effect'),
    known: t('primary.discarding.known'),
    blockers: blockers.map((blocker) => blockerSentence(t, blocker)),
    confirm: t('primary.discarding.confirm'),
    back: primaryPaths.office,
  };
}

function stateLine(current: SeasonState, t: Translate): OfficePage['states'] {
  const line: { name: string; current: boolean; done: boolean }[] = [];
  let done = true;
  for (let state: SeasonState | null = 'draft'; state !== null; state = nextState(state)) {
    if (state === current) done = false;
    line.push({ name: t(`primary.state.${state}`), current: state === current, done });
  }
  return line;
}

function nextStep(
  state: SeasonState,
  blockers: readonly Blocker[],
  t: Translate,
): OfficePage['next'] {
  const to = nextState(state);
  if (to === null) return null;
  const name = { state: t(`primary.state.${to}`) };
  return {
    sentence: t('primary.office.next', name),
    blockers: blockers.map((blocker) => blockerSentence(t, blocker)),
    move: t('primary.office.move', name),
    href: movePath(to),
  };
}
