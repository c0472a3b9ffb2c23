import type { Translate } from '../../platform/web/index.js';
import type { DeskLine } from '../../primary/index.js';
import type { WaitingWork } from '../application/case-files.js';
import { candidatePaths, pathTo } from './paths.js';

export interface CommissionPage {
  readonly title: string;
  readonly sentence: string;
  readonly tone: string;
  readonly tasks: readonly { readonly href: string; readonly label: string }[];
  /** The rooms of the commission: the applications, and what the other modules open. */
  readonly desk: readonly DeskLine[];
}

/** Today: what waits for this member of the commission, most urgent first, and where everything is. */
export function commissionPage(
  t: Translate,
  work: WaitingWork | null,
  others: readonly DeskLine[],
): CommissionPage {
  const tasks = work ? tasksOf(t, work) : [];
  const waits = tasks.length > 0 || others.some((line) => line.waits);
  const applications = {
    label: t('candidate.commission.room.applications'),
    href: candidatePaths.queue,
    note: '',
    waits: false,
  };
  return {
    title: t('candidate.commission.title'),
    sentence: t(`candidate.commission.${waits ? 'waiting' : 'nothing'}`),
    tone: waits ? 'warn' : 'good',
    tasks,
    desk: [applications, ...others],
  };
}

function tasksOf(t: Translate, work: WaitingWork): CommissionPage['tasks'] {
  const { toTakeUp, underReview, votes, claims } = work;
  const [vote] = votes;
  const queue = (state: string): string => `${candidatePaths.queue}?state=${state}`;
  const task = (key: string, number: number, href: string) =>
    number > 0 ? [{ href, label: t(`candidate.commission.task.${key}`, { number }) }] : [];
  return [
    ...(vote ? task('vote', votes.length, pathTo(candidatePaths.vote, { id: vote })) : []),
    ...task('take-up', toTakeUp, queue('submitted')),
    ...task('decide', underReview, queue('under-review')),
    ...task('examine', claims, queue('registered')),
  ];
}
