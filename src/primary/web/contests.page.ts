import type { Translate } from '../../platform/web/index.js';
import type { Primary } from '../application/primary-directory.js';
import type { SeasonToday } from '../application/registration-window.js';
import type { Contest } from '../domain/contest.js';
import type { BodyRule } from '../domain/rule-set.js';
import { contestPath, primaryPaths } from './paths.js';
import type { PageSection, StageProgress } from './primary-pages.js';
import { seasonSentence } from './season-sentence.js';

export interface ContestsPage {
  readonly title: string;
  readonly sentence: string;
  readonly bodies: readonly {
    readonly name: string;
    readonly contests: readonly {
      readonly name: string;
      readonly href: string;
      readonly seats: string;
      readonly places: string;
    }[];
  }[];
}

export function contestsPage(
  primary: Primary,
  contests: readonly Contest[],
  t: Translate,
): ContestsPage {
  const { language } = t;
  const number = new Intl.NumberFormat(language);
  return {
    title: t('primary.contests.title'),
    sentence: t('primary.contests.sentence', { contests: contests.length }),
    bodies: primary.rules.bodies.map((body) => ({
      name: body.name[language],
      contests: contests
        .filter((contest) => contest.body === body.id)
        .map((contest) => ({
          name: contest.territoryName[language],
          href: contestPath(contest.id),
          seats: number.format(contest.seats),
          places: number.format(contest.places),
        })),
    })),
  };
}

export interface ContestPage {
  readonly title: string;
  readonly status: string;
  readonly sentence: string;
  readonly steps: readonly {
    readonly name: string;
    readonly units: string;
    readonly state: string | null;
    readonly done: boolean;
    readonly current: boolean;
  }[];
  readonly sections: readonly PageSection[];
  readonly all: string;
  readonly rules: string;
}

export interface StageLine {
  readonly id: string;
  readonly units: number;
  readonly progress: StageProgress;
}

export function contestPage(
  season: SeasonToday,
  contest: Contest,
  body: BodyRule,
  stages: readonly StageLine[],
  sections: readonly PageSection[],
  t: Translate,
): ContestPage {
  const { primary } = season;
  return {
    title: `${contest.bodyName[t.language]}: ${contest.territoryName[t.language]}`,
    status: seasonSentence(season, t),
    sentence: t('primary.contest.sentence', { seats: contest.seats, places: contest.places }),
    steps: [
      registrationStep(primary, t),
      ...body.path.map((stage, index) => stageStep(stage.name[t.language], stages[index], t)),
      listStep(primary, t),
    ],
    sections,
    all: primaryPaths.contests,
    rules: `${primaryPaths.rules}#${body.id}`,
  };
}

type Step = ContestPage['steps'][number];

function registrationStep({ state }: Primary, t: Translate): Step {
  const current = state === 'registration';
  const done = !['draft', 'announced', 'registration'].includes(state);
  return step(t('primary.day.registration'), '', { current, done }, t);
}

function stageStep(name: string, line: StageLine | undefined, t: Translate): Step {
  const progress = line?.progress ?? 'ahead';
  const units = line && line.units > 1 ? t('primary.contest.units', { units: line.units }) : '';
  return step(name, units, { current: progress === 'running', done: progress === 'done' }, t);
}

function listStep({ state }: Primary, t: Translate): Step {
  const done = state === 'filed' || state === 'closed';
  return step(t('primary.contest.list'), '', { current: state === 'lists', done }, t);
}

function step(
  name: string,
  units: string,
  at: { current: boolean; done: boolean },
  t: Translate,
): Step {
  const state = at.current ? 'running' : at.done ? 'done' : null;
  return { name, units, ...at, state: state && t(`primary.contest.${state}`) };
}
