import { writeMoment, type Translate } from '../../platform/web/index.js';
import type { Territory } from '../../primary/index.js';
import type { Feasibility } from '../application/feasibility-check.js';
import type { ListJob } from '../application/list-jobs.js';
import {
  feasibilityLine,
  signs,
  standingOf,
  type FeasibilityLine,
  type RuleNames,
  type Standing,
} from './feasibility-lines.js';
import { jobView, type ListJobView } from './list-job.page.js';
import { listPaths } from './paths.js';

export interface FeasibilityPage {
  readonly title: string;
  readonly tone: 'good' | 'warn' | 'bad';
  readonly sentence: string;
  readonly asked: string;
  readonly ask: string;
  readonly job: ListJobView | null;
  readonly regions: readonly RegionTile[];
  readonly lines: readonly FeasibilityLine[];
  readonly back: string;
}

/** A region in one tile of the map and one row of the table. */
export interface RegionTile {
  /** The end of the region's code, which places the tile. */
  readonly code: string;
  readonly name: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'none';
  readonly sign: string;
  readonly contests: number;
  readonly possible: number;
  readonly close: number;
  readonly impossible: number;
  readonly open: number;
  readonly summary: string;
}

const worstFirst: readonly Standing[] = ['impossible', 'close', 'unknown', 'nobody', 'possible'];

/** The question of every contest before the vote: can the quotas be kept with those who are registered? */
export function feasibilityPage(
  answers: readonly Feasibility[],
  job: ListJob | null,
  names: RuleNames,
  territories: readonly Territory[],
  t: Translate,
): FeasibilityPage {
  const standings = answers.map(standingOf);
  const count = (wanted: Standing) => standings.filter((one) => one === wanted).length;
  const impossible = count('impossible');
  return {
    title: t('list-building.feasibility.title'),
    tone: impossible > 0 ? 'bad' : count('possible') === answers.length ? 'good' : 'warn',
    sentence: t('list-feasibility.status', {
      contests: answers.length,
      possible: count('possible') + count('close'),
      close: count('close'),
      impossible,
      open: count('nobody') + count('unknown'),
    }),
    asked: askedSentence(answers, t),
    ask: listPaths.feasibility,
    job: job?.endedAt === null ? jobView(job, null, t) : null,
    regions: regionsOf(answers, territories, t),
    lines: linesOf(answers, names, t),
    back: listPaths.office,
  };
}

/** The contests, those that need somebody first. */
function linesOf(
  answers: readonly Feasibility[],
  names: RuleNames,
  t: Translate,
): FeasibilityLine[] {
  return answers
    .map((answer) => feasibilityLine(answer, names, t))
    .toSorted((a, b) => worstFirst.indexOf(a.standing) - worstFirst.indexOf(b.standing));
}

function askedSentence(answers: readonly Feasibility[], t: Translate): string {
  const newest = answers
    .flatMap(({ newest: answer }) => (answer ? [answer.askedAt] : []))
    .toSorted((a, b) => b.getTime() - a.getTime())[0];
  return newest
    ? t('list-feasibility.asked', { at: writeMoment(newest, t.language) })
    : t('list-feasibility.never-asked');
}

function regionsOf(
  answers: readonly Feasibility[],
  territories: readonly Territory[],
  t: Translate,
): RegionTile[] {
  const regions = territories.filter(({ level }) => level === 'region');
  return regions.map(({ code, name }) => {
    const inside = answers.filter(({ contest }) => contest.territory.startsWith(code));
    const standings = inside.map(standingOf);
    const count = (...wanted: readonly Standing[]) =>
      standings.filter((one) => wanted.includes(one)).length;
    const worst = worstFirst.find((one) => count(one) > 0);
    const numbers = {
      contests: inside.length,
      possible: count('possible'),
      close: count('close'),
      impossible: count('impossible'),
      open: count('nobody', 'unknown'),
    };
    return {
      code: code.replace(/^.*-/, ''),
      name: name[t.language],
      tone: worst === undefined ? 'none' : toneOf(worst),
      sign: worst === undefined ? '–' : signs[worst],
      ...numbers,
      summary:
        worst === undefined
          ? t('list-feasibility.no-contests')
          : t('list-feasibility.tile', {
              possible: numbers.possible + numbers.close,
              contests: numbers.contests,
            }),
    };
  });
}

function toneOf(worst: Standing): 'good' | 'warn' | 'bad' {
  if (worst === 'possible') return 'good';
  return worst === 'impossible' ? 'bad' : 'warn';
}

export interface CommissionFeasibilityPage {
  readonly title: string;
  readonly tone: 'good' | 'warn' | 'bad';
  readonly sentence: string;
  readonly lines: readonly FeasibilityLine[];
  readonly todo: readonly string[];
}

/** The same for a commission: its own contests, and what it can do about them. */
export function commissionFeasibilityPage(
  answers: readonly Feasibility[],
  names: RuleNames,
  t: Translate,
): CommissionFeasibilityPage {
  const standings = answers.map(standingOf);
  const impossible = standings.filter((one) => one === 'impossible').length;
  const close = standings.filter((one) => one === 'close').length;
  return {
    title: t('list-feasibility.commission.title'),
    tone: impossible > 0 ? 'bad' : close > 0 ? 'warn' : 'good',
    sentence: commissionSentence(answers, t),
    lines: linesOf(answers, names, t),
    todo:
      impossible + close > 0
        ? ['applications', 'evidence', 'office'].map((key) => t(`list-feasibility.todo.${key}`))
        : [],
  };
}

/** How the contests of a commission stand, in one sentence. */
export function commissionSentence(answers: readonly Feasibility[], t: Translate): string {
  if (answers.length === 0) return t('list-feasibility.commission.none');
  const standings = answers.map(standingOf);
  const count = (...wanted: readonly Standing[]) =>
    standings.filter((one) => wanted.includes(one)).length;
  return t('list-feasibility.commission.status', {
    contests: answers.length,
    impossible: count('impossible'),
    close: count('close'),
    open: count('nobody', 'unknown'),
  });
}

export interface FeasibilityHistoryPage {
  readonly title: string;
  readonly current: FeasibilityLine;
  readonly changes: readonly {
    readonly at: string;
    readonly sign: string;
    readonly tone: FeasibilityLine['tone'];
    readonly answer: string;
    readonly registered: string;
  }[];
  readonly back: string;
}

/** When a contest became possible or impossible, the newest change first. */
export function feasibilityHistoryPage(
  feasibility: Feasibility,
  changes: readonly NonNullable<Feasibility['newest']>[],
  names: RuleNames,
  t: Translate,
): FeasibilityHistoryPage {
  const { contest } = feasibility;
  const current = feasibilityLine(feasibility, names, t);
  return {
    title: t('list-feasibility.history.title', { contest: current.contest }),
    current,
    changes: changes.map((row) => {
      const line = feasibilityLine({ contest, newest: row, since: row.since }, names, t);
      const { sign, tone, answer, registered } = line;
      return { at: writeMoment(row.askedAt, t.language), sign, tone, answer, registered };
    }),
    back: listPaths.feasibility,
  };
}
