import { Injectable, NotFoundException } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import { isId, type ListId } from '../../kernel/ids.js';
import { page, type Answer, type FieldSentence, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory, type Primary } from '../../primary/index.js';
import { FilingCheck } from '../application/filing-check.js';
import { InterventionProposals } from '../application/intervention-proposals.js';
import { ListDirectory, type RankedList } from '../application/list-directory.js';
import { SuccessionDirectory } from '../application/succession-directory.js';
import { refusalSentence, type ListRefusal } from './refusal-sentence.js';
import { workbenchPage } from './workbench.page.js';

export interface Workbench {
  readonly list: RankedList;
  readonly primary: Primary;
}

/** Opens the workbench of one list; the acts on it share the desk. */
@Injectable()
export class WorkbenchDesk {
  constructor(
    private readonly lists: ListDirectory,
    private readonly primaries: PrimaryDirectory,
    private readonly check: FilingCheck,
    private readonly succession: SuccessionDirectory,
    private readonly proposals: InterventionProposals,
  ) {}

  async found(id: string): Promise<Workbench> {
    const list = isId(id) ? await this.lists.byId(id as ListId) : null;
    if (!list) throw new NotFoundException();
    const primary = defined(await this.primaries.byId(list.primaryId), 'the season of a list');
    return { list, primary };
  }

  async show(
    { list, primary }: Workbench,
    t: Translate,
    errors: readonly FieldSentence[] = [],
  ): Promise<Answer> {
    const gaps = list.state === 'filed' ? [] : await this.check.gapsOf(list);
    const succession = await this.succession.of(list);
    const proposals = await this.proposals.of(list);
    const acts = { succession, proposals };
    const view = workbenchPage(list, gaps, primary.rules, acts, t, errors);
    return page('list-building/workbench', view, errors.length > 0 ? 422 : 200);
  }
}

/** Everything refused, in the reader's words, beside the field that was asked for. */
export function beside(
  field: string,
  refusals: readonly ListRefusal[],
  list: RankedList,
  t: Translate,
): FieldSentence[] {
  return refusals.map((refusal) => ({ field, sentence: refusalSentence(refusal, list, t) }));
}
