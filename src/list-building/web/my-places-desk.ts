import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import type { Actor } from '../../platform/identity/index.js';
import type { Translate } from '../../platform/web/index.js';
import { Desks, type DeskLine } from '../../primary/index.js';
import { SuccessionDirectory } from '../application/succession-directory.js';
import { contestNames } from './list.page.js';
import { whereSentence } from './my-place.page.js';
import { listPath } from './paths.js';

/** A candidate's places on lists, on the page where they begin the day. */
@Injectable()
export class MyPlacesDesk implements OnModuleInit {
  constructor(
    private readonly desks: Desks,
    private readonly candidates: CandidateDirectory,
    private readonly succession: SuccessionDirectory,
  ) {}

  onModuleInit(): void {
    this.desks.add('my', (actor, t) => this.lines(actor, t));
  }

  private async lines(actor: Actor, t: Translate): Promise<DeskLine[]> {
    const lines: DeskLine[] = [];
    for (const { id, contestId } of await this.candidates.ofAccount(actor.accountId)) {
      const list = await this.succession.ofCandidacy(id, contestId);
      if (!list) continue;
      const { body, territory } = contestNames(list, t);
      const person = list.people.get(id);
      lines.push({
        label: t('list-succession.my.desk', { contest: `${body}, ${territory}` }),
        href: listPath('myPlace', list.id),
        note: whereSentence(list, await this.succession.of(list), id, t),
        waits:
          list.state === 'built' &&
          person?.consent === null &&
          list.views.afterInterventions.includes(id),
      });
    }
    return lines;
  }
}
