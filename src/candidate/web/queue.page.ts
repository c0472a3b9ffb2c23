import { writeMoment, type FieldSentence, type Translate } from '../../platform/web/index.js';
import type { Contest } from '../../primary/index.js';
import type { QueueRow } from '../application/case-files.js';
import { nameOf } from '../application/contest-frames.js';
import type { ApplicationState } from '../domain/application-state.js';
import { candidatePaths, pathTo } from './paths.js';
import { wholeName } from './person-name.js';
import { toneOf } from './tone.js';

export interface QueuePage {
  readonly title: string;
  readonly sentence: string;
  readonly errors: readonly FieldSentence[];
  readonly filters: readonly {
    readonly href: string;
    readonly label: string;
    readonly count: number;
    readonly current: boolean;
  }[];
  readonly mayTake: boolean;
  readonly takeAction: string;
  readonly rows: readonly {
    readonly id: string;
    readonly href: string;
    readonly person: string;
    readonly contest: string;
    readonly state: string;
    readonly tone: string;
    readonly since: string;
    readonly unverified: number;
  }[];
}

export const queueStates = [
  'submitted',
  'under-review',
  'returned',
  'registered',
  'refused',
  'struck-off',
  'withdrawn',
] as const;

/** The commission's queue in one state, oldest first, with how many wait in every other. */
export function queuePage(
  t: Translate,
  state: ApplicationState,
  rows: readonly QueueRow[],
  counts: readonly { readonly state: ApplicationState; readonly count: number }[],
  contests: readonly Contest[],
  errors: readonly FieldSentence[] = [],
): QueuePage {
  const countOf = (wanted: ApplicationState): number =>
    counts.find((one) => one.state === wanted)?.count ?? 0;
  const names = new Map(contests.map((contest) => [contest.id, nameOf(contest)[t.language]]));
  return {
    title: t('candidate.queue.title'),
    sentence: t('candidate.queue.sentence', {
      submitted: countOf('submitted'),
      review: countOf('under-review'),
    }),
    errors,
    filters: queueStates.map((one) => ({
      href: `${candidatePaths.queue}?state=${one}`,
      label: t(`candidate.state.${one}`),
      count: countOf(one),
      current: one === state,
    })),
    mayTake: state === 'submitted' && rows.length > 0,
    takeAction: candidatePaths.reviewAll,
    rows: rows.map((row) => ({
      id: row.id,
      href: pathTo(candidatePaths.dossier, { id: row.id }),
      person: wholeName(row) ?? t('candidate.queue.unnamed'),
      contest: names.get(row.contestId) ?? row.territory,
      state: t(`candidate.state.${row.state}`),
      tone: toneOf(row.state),
      since: writeMoment(row.stateSince, t.language),
      unverified: row.unverified,
    })),
  };
}
