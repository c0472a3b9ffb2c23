import { writeMoment, type Translate } from '../../platform/web/index.js';
import type { Contest } from '../../primary/index.js';
import type { RankedList } from '../application/list-directory.js';
import type { ListJob } from '../application/list-jobs.js';
import { refusalSentence, type ListRefusal } from './refusal-sentence.js';
import { jobPath, listPath, listPaths, scenarioPath } from './paths.js';
import type { ListId, ScenarioId } from '../../kernel/ids.js';

/** A job in the reader's words, as its page, the overview of lists and the page of feasibility show it. */
export interface ListJobView {
  readonly title: string;
  readonly href: string;
  readonly tone: 'good' | 'warn' | 'bad';
  readonly state: string;
  readonly asked: string;
  /** Null where it is over. */
  readonly progress: { readonly now: number; readonly of: number; readonly text: string } | null;
  readonly cancel: string | null;
}

export interface ListJobPage {
  readonly title: string;
  readonly job: ListJobView;
  /** Null where nothing changes any more. */
  readonly live: string | null;
  readonly results: readonly {
    readonly subject: string;
    readonly tone: 'good' | 'warn' | 'bad';
    readonly outcome: string;
    readonly reasons: readonly string[];
    readonly href: string | null;
  }[];
  readonly back: { readonly label: string; readonly href: string };
}

/** What a scenario of a job is called and where it stands. */
export interface JobScenario {
  readonly id: ScenarioId;
  readonly listId: ListId;
  readonly name: string;
}

export interface JobSubjects {
  readonly contests: readonly Contest[];
  readonly scenario: JobScenario | null;
  /** The list whose place is proposed or signed. */
  readonly list: RankedList | null;
}

export function listJobPage(job: ListJob, subjects: JobSubjects, t: Translate): ListJobPage {
  const view = jobView(job, subjects, t);
  return {
    title: view.title,
    job: view,
    live: job.endedAt === null ? jobPath(job.id) : null,
    results: job.results
      // A question about feasibility has its answers on the page of its own.
      .filter(({ outcome }) => outcome !== 'answered')
      .map(({ subject, outcome, listId, refusals }) => ({
        subject: subjectName(subject, subjects, t),
        tone: wentWell({ outcome }) ? 'good' : outcome === 'refused' ? 'warn' : 'bad',
        outcome: t(`list-job.outcome.${outcome}`),
        reasons: refusals.map((refusal) =>
          refusalSentence(refusal as ListRefusal, subjects.list, t),
        ),
        href: listId === null ? null : listPath('workbench', listId),
      })),
    back: wayBack(job, subjects, t),
  };
}

export function jobView(job: ListJob, subjects: JobSubjects | null, t: Translate): ListJobView {
  const { id, kind, state, subject, askedByName, askedAt } = job;
  const name = subject === null || !subjects ? '' : subjectName(subject, subjects, t);
  const asked = { name: askedByName, at: writeMoment(askedAt, t.language) };
  return {
    title: t(`list-job.title.${kind}-${subject === null ? 'all' : 'one'}`, { name }),
    href: jobPath(id),
    tone: toneOf(job),
    state: t(`list-job.state.${state}`),
    asked: t(`list-job.asked.${job.askedBy === null ? 'night' : 'person'}`, asked),
    progress: job.endedAt === null ? progressOf(job, subjects, t) : null,
    cancel: job.endedAt === null ? `${jobPath(id)}/cancelling` : null,
  };
}

function toneOf({ state, results }: ListJob): ListJobView['tone'] {
  if (state === 'failed') return 'bad';
  if (state !== 'done') return 'warn';
  return results.every(wentWell) ? 'good' : 'warn';
}

function wentWell({ outcome }: Pick<ListJob['results'][number], 'outcome'>): boolean {
  return ['built', 'answered', 'number-emptied', 'proposed'].includes(outcome);
}

function progressOf(
  job: ListJob,
  subjects: JobSubjects | null,
  t: Translate,
): ListJobView['progress'] {
  const { steps, stepsDone, stepSubject, place, places } = job;
  if (steps === 0) return { now: 0, of: 1, text: t('list-job.progress.waiting') };
  const name = stepSubject !== null && subjects ? subjectName(stepSubject, subjects, t) : '';
  const many = t('list-job.progress.steps', { done: stepsDone, steps });
  const one = t('list-job.progress.place', { place, places });
  const text = [
    ...(steps > 1 ? [many] : []),
    ...(steps > 1 && name !== '' ? [t('list-job.progress.at', { name })] : []),
    ...(place > 0 ? [one] : []),
    ...(steps === 1 && place === 0 ? [t('list-job.progress.searching')] : []),
  ].join(' ');
  return steps > 1 ? { now: stepsDone, of: steps, text } : { now: place, of: places || 1, text };
}

function subjectName(id: string, { contests, scenario }: JobSubjects, t: Translate): string {
  if (scenario?.id === id) return scenario.name;
  const contest = contests.find((one) => one.id === id);
  return contest
    ? `${contest.bodyName[t.language]}, ${contest.territoryName[t.language]}`
    : t('list-job.gone');
}

function wayBack(
  { kind, task }: ListJob,
  { scenario }: JobSubjects,
  t: Translate,
): ListJobPage['back'] {
  if (scenario) {
    return { label: t('list-job.to-scenario'), href: scenarioPath(scenario.listId, scenario.id) };
  }
  if (task) return { label: t('list-job.to-workbench'), href: listPath('workbench', task.listId) };
  return kind === 'feasibility'
    ? { label: t('list-job.to-feasibility'), href: listPaths.feasibility }
    : { label: t('list-building.page.all'), href: listPaths.office };
}
