import type { CalendarDate } from '../../kernel/calendar.js';
import { commissionRoles, holds, type Actor } from '../../platform/identity/index.js';
import type { Translate } from '../../platform/web/index.js';
import type { SeasonToday } from '../application/registration-window.js';
import type { Contest } from '../domain/contest.js';
import { primaryPaths } from './paths.js';
import type { Figure } from './primary-pages.js';
import { seasonCalendar, type SeasonCalendar } from './season-calendar.js';
import { seasonSentence } from './season-sentence.js';

interface Action {
  readonly label: string;
  readonly href: string;
}

export interface FrontPage {
  readonly title: string;
  readonly state: string;
  readonly sentence: string;
  readonly actions: readonly Action[];
  readonly figures: readonly Figure[];
  readonly calendar: SeasonCalendar;
}

export function frontPage(
  season: SeasonToday,
  contests: readonly Contest[],
  figures: readonly Figure[],
  reader: { readonly actor: Actor | null; readonly today: CalendarDate },
  t: Translate,
): FrontPage {
  const { primary } = season;
  const calendar = seasonCalendar(primary.rules.calendar, reader.today, t);
  const isOver = primary.state === 'filed' || primary.state === 'closed';
  return {
    title: primary.title[t.language],
    state: t(`primary.state.${primary.state}`),
    sentence: seasonSentence(season, t),
    actions: actions(season, reader.actor).map(([key, href]) => ({
      label: t(`primary.front.action.${key}`),
      href,
    })),
    figures: [...ownFigures(contests, t), ...figures],
    calendar: isOver ? { ...calendar, next: null } : calendar,
  };
}

/** The numbers this room knows itself. */
export function ownFigures(contests: readonly Contest[], t: Translate): Figure[] {
  const sum = (of: 'seats' | 'places'): number =>
    contests.reduce((total, contest) => total + contest[of], 0);
  return [
    ['contests', contests.length] as const,
    ['seats', sum('seats')] as const,
    ['places', sum('places')] as const,
  ].map(([key, count]) => ({
    value: new Intl.NumberFormat(t.language).format(count),
    label: t(`primary.front.figure.${key}`),
  }));
}

function actions(
  { primary: { state }, registration }: SeasonToday,
  actor: Actor | null,
): (readonly [string, string])[] {
  const isOffice = actor !== null && holds(actor, 'central-office');
  const isCommission = actor !== null && holds(actor, ...commissionRoles);
  return [
    ...(isOffice ? [['office', primaryPaths.office] as const] : []),
    ...(isCommission ? [['commission', '/commission'] as const] : []),
    ...(registration.kind === 'open' ? [['apply', '/my'] as const] : []),
    ...(state === 'voting' ? [['vote', '/vote'] as const] : []),
    ['contests', primaryPaths.contests],
    ['rules', primaryPaths.rules],
  ];
}
