import { Injectable } from '@nestjs/common';
import type { ListJobId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import type { Actor } from '../../platform/identity/index.js';
import type { ListJobTask } from '../persistence/list-job.repository.js';
import type { ProposedIntervention } from '../domain/intervention.js';
import type { RankedList } from './list-directory.js';
import { ListJobs } from './list-jobs.js';
import type { InterveneRefusal } from './refusal.js';

/** What became of a place that was proposed or signed. */
export interface AskedIntervention {
  readonly job: ListJobId;
  /** Null where the list is still being looked for, or nobody looks for it any more: the job says which. */
  readonly answer: Result<null, readonly InterveneRefusal[]> | null;
}

/** Places of the leadership on a list so hard that no request can wait for it: the list is looked for in a job. */
@Injectable()
export class InterventionJobs {
  constructor(private readonly jobs: ListJobs) {}

  async propose(
    list: RankedList,
    proposed: ProposedIntervention,
    actor: Actor,
  ): Promise<AskedIntervention> {
    return await this.ask('proposal', list, { listId: list.id, act: proposed }, actor);
  }

  /** The second signature. It is given when the job has written the list with the place, and not before. */
  async sign(list: RankedList, number: number, actor: Actor): Promise<AskedIntervention> {
    return await this.ask('signature', list, { listId: list.id, act: number }, actor);
  }

  private async ask(
    kind: 'proposal' | 'signature',
    { primaryId, contest }: RankedList,
    task: ListJobTask,
    actor: Actor,
  ): Promise<AskedIntervention> {
    const job = await this.jobs.ask(kind, primaryId, contest.id, actor, task);
    const result = (await this.jobs.waitFor(job))
      ? (await this.jobs.byId(job))?.results[0]
      : undefined;
    if (!result) return { job, answer: null };
    const refusals = result.refusals as readonly InterveneRefusal[];
    return { job, answer: refusals.length === 0 ? accept(null) : refuse(refusals) };
  }
}
