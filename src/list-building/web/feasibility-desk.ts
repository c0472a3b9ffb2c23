import { Injectable, type OnModuleInit } from '@nestjs/common';
import { actsIn, commissionRoles, type Actor } from '../../platform/identity/index.js';
import type { Translate } from '../../platform/web/index.js';
import { Desks, PrimaryDirectory, type DeskLine } from '../../primary/index.js';
import { FeasibilityCheck } from '../application/feasibility-check.js';
import { standingOf } from './feasibility-lines.js';
import { commissionSentence } from './feasibility.page.js';
import { listPaths } from './paths.js';

/** What a commission should know before the vote: whether its contests have the people their lists need. */
@Injectable()
export class FeasibilityDesk implements OnModuleInit {
  constructor(
    private readonly desks: Desks,
    private readonly primaries: PrimaryDirectory,
    private readonly feasibility: FeasibilityCheck,
  ) {}

  onModuleInit(): void {
    this.desks.add('commission', async (actor, t) => [await this.line(actor, t)]);
  }

  private async line(actor: Actor, t: Translate): Promise<DeskLine> {
    const primary = await this.primaries.current();
    const all = primary ? await this.feasibility.ofPrimary(primary.id) : [];
    const own = all.filter(({ contest }) => actsIn(actor, contest.territory, ...commissionRoles));
    return {
      label: t('list-feasibility.commission.title'),
      href: listPaths.commissionFeasibility,
      note: commissionSentence(own, t),
      waits: own.some((one) => ['impossible', 'close'].includes(standingOf(one))),
    };
  }
}
