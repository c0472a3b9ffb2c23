import type { Translate } from '../../platform/web/index.js';
import type { WaitingWork } from '../application/case-files.js';
import { candidatePaths, pathTo } from './paths.js';

export interface CommissionPage {
  readonly title: string;
  readonly sentence: string;
  readonly tone: string;
  readonly tasks: readonly { readonly href: string; readonly label: string }[];
  readonly rooms: readonly { readonly href: string; readonly label: string }[];
}

/** The rooms of a commission; the others are opened by the modules that come after this one. */
const rooms = {
  applications: candidatePaths.queue,
  debates: '/commission/debates',
  complaints: '/commission/complaints',
  rounds: '/commission/rounds',
} as const;

/** Today: what waits for this member of the commission, most urgent first, and where everything is. */
export function commissionPage(t: Translate, work: WaitingWork | null): CommissionPage {
  const tasks = work ? tasksOf(t, work) : [];
  return {
    title: t('candidate.commission.title'),
    sentence: t(`candidate.commission.${tasks.length > 0 ? 'waiting' : 'nothing'}`),
    tone: tasks.length > 0 ? 'warn' : 'good',
    tasks,
    rooms: Object.entries(rooms).map(([key, href]) => ({
      href,
      label: t(`candidate.commission.room.${key}`),
    })),
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
