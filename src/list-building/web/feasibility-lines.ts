import { writeMoment, type Translate } from '../../platform/web/index.js';
import { contestPath, type BodyRule, type GroupRule } from '../../primary/index.js';
import { quotasOf } from '../../primary/index.js';
import type { Feasibility } from '../application/feasibility-check.js';
import type { Applicants, MissingApplications } from '../domain/missing-applications.js';
import type { WithdrawalMargin } from '../domain/withdrawal-margins.js';
import { infeasibleSentences, type QuotaNames } from './list-sentences.js';
import { feasibilityHistoryPath } from './paths.js';

/** What the rules call things. */
export interface RuleNames {
  readonly groups: readonly GroupRule[];
  readonly bodies: readonly BodyRule[];
}

/** A contest before the vote, in the reader's words. */
export interface FeasibilityLine {
  readonly contest: string;
  readonly href: string;
  readonly history: string;
  readonly registered: string;
  readonly standing: Standing;
  readonly tone: 'good' | 'warn' | 'bad';
  readonly sign: string;
  readonly answer: string;
  readonly reasons: readonly string[];
  readonly ways: readonly string[];
  readonly warnings: readonly string[];
  readonly asked: string | null;
}

/** How a contest stands, for counting: `unknown` was never asked about or not settled. */
export type Standing = 'possible' | 'close' | 'impossible' | 'nobody' | 'unknown';

const tones: Readonly<Record<Standing, FeasibilityLine['tone']>> = {
  possible: 'good',
  close: 'warn',
  impossible: 'bad',
  nobody: 'warn',
  unknown: 'warn',
};

/** The sign that stands beside the colour. */
export const signs: Readonly<Record<Standing, string>> = {
  possible: '✓',
  close: '!',
  impossible: '✕',
  nobody: '○',
  unknown: '?',
};

/** One withdrawal more and the list is impossible: that is close. */
const closeBelow = 2;

export function standingOf({ newest }: Feasibility): Standing {
  switch (newest?.status) {
    case undefined:
    case 'undecided':
      return 'unknown';
    case 'nobody':
    case 'feasible':
    case 'short':
      if (newest.status === 'nobody') return 'nobody';
      return newest.margins.some(isClose) ? 'close' : 'possible';
    case 'infeasible':
      return 'impossible';
  }
}

export function feasibilityLine(
  feasibility: Feasibility,
  names: RuleNames,
  t: Translate,
): FeasibilityLine {
  const { contest, newest, since } = feasibility;
  const standing = standingOf(feasibility);
  return {
    contest: `${contest.bodyName[t.language]}, ${contest.territoryName[t.language]}`,
    href: contestPath(contest.id),
    history: feasibilityHistoryPath(contest.id),
    registered: newest
      ? t('list-feasibility.registered', { registered: newest.registered, places: contest.places })
      : '–',
    standing,
    tone: tones[standing],
    sign: signs[standing],
    answer: answerOf(feasibility, standing, t),
    reasons: reasonsOf(feasibility, names, t),
    ways: newest?.helps ? waySentences(newest.helps, names, t) : [],
    warnings: (newest?.margins ?? []).filter(isClose).map(({ group, spare }) =>
      t(`list-feasibility.margin.${spare === 0 ? 'none' : 'few'}`, {
        group: groupName(group, names, t),
        spare,
        next: spare + 1,
      }),
    ),
    asked:
      newest && since
        ? t('list-feasibility.asked-since', {
            asked: writeMoment(newest.askedAt, t.language),
            since: writeMoment(since, t.language),
          })
        : null,
  };
}

function isClose({ spare, exact }: WithdrawalMargin): boolean {
  return exact && spare < closeBelow;
}

function answerOf({ contest, newest }: Feasibility, standing: Standing, t: Translate): string {
  if (!newest) return t('list-feasibility.unasked');
  if (newest.status === 'short') {
    return t('list-building.feasibility.short', {
      allowed: contest.places,
      people: newest.registered,
    });
  }
  if (standing === 'unknown') return t('list-building.undecided');
  return t(`list-feasibility.answer.${standing}`);
}

function reasonsOf({ contest, newest }: Feasibility, names: RuleNames, t: Translate): string[] {
  if (newest?.status !== 'infeasible') return [];
  const body = names.bodies.find(({ id }) => id === contest.body);
  const quotas: QuotaNames = new Map(
    (body ? quotasOf(body) : []).map(({ id, name }) => [id, name]),
  );
  const { conflict, shortage } = newest;
  const outcome = { conflict, shortage, becauseOfFixed: false };
  // The first sentence says that there is no list, which the answer has said.
  return infeasibleSentences(outcome, quotas, t).slice(1);
}

/** The ways to make the list possible, the fewest people first; where none was found, how far was looked. */
function waySentences(helps: MissingApplications, names: RuleNames, t: Translate): string[] {
  const shown = helps.ways.slice(0, mostWays).map((way) => waySentence(way, names, t));
  return helps.settled || shown.length > 0
    ? shown
    : [t('list-feasibility.at-least', { people: helps.atLeast })];
}

const mostWays = 4;

function waySentence(way: readonly Applicants[], names: RuleNames, t: Translate): string {
  return way
    .map(({ kind, count }) =>
      t('list-feasibility.more', { kind: kindName(kind, names, t), people: count }),
    )
    .join(` ${t('list-feasibility.and')} `);
}

function kindName(kind: string, names: RuleNames, t: Translate): string {
  if (kind === '') return t('list-feasibility.anybody');
  const groups = kind.split('+').map((group) => groupName(group, names, t));
  const [first = '', second] = groups;
  return second === undefined ? first : t('list-feasibility.both', { first, second });
}

export function groupName(id: string, { groups }: RuleNames, t: Translate): string {
  return groups.find((group) => group.id === id)?.name[t.language] ?? id;
}
