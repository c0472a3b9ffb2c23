import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { CLOCK } from '../../platform/clock.js';
import { writeMoment, type Translate } from '../../platform/web/index.js';
import {
  PrimaryPages,
  type Contest,
  type Figure,
  type PageSection,
  type Primary,
} from '../../primary/index.js';
import { DebateDirectory } from '../application/debate-directory.js';
import { campaignPaths, pathTo } from './paths.js';

/** How many debates a contest's page names before it leads to the whole schedule. */
const named = 10;

/** The debates' part of the front page and of a contest's page. */
@Injectable()
export class CampaignSections implements OnModuleInit {
  constructor(
    private readonly pages: PrimaryPages,
    private readonly debates: DebateDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.pages.addFigures((primary, t) => this.figures(primary, t));
    this.pages.addContestSection((contest, _, t) => this.section(contest, t));
  }

  private async figures({ id }: Primary, t: Translate): Promise<Figure[]> {
    const debates = await this.debates.schedule(id);
    const held = debates.filter(({ state }) => state === 'held').length;
    const value = new Intl.NumberFormat(t.language).format(held);
    return held > 0 ? [{ value, label: t('campaign.figure.held') }] : [];
  }

  private async section(contest: Contest, t: Translate): Promise<PageSection | null> {
    const all = await this.debates.schedule(contest.primaryId);
    const debates = all.filter(
      ({ contestId, state }) => contestId === contest.id && state !== 'cancelled',
    );
    if (debates.length === 0) return null;
    const now = this.clock.now();
    const ahead = debates.filter(({ startsAt }) => startsAt > now);
    const past = debates.filter(({ startsAt }) => startsAt <= now).reverse();
    return {
      title: t('campaign.debates.title'),
      sentence: t('campaign.section', { all: debates.length, ahead: ahead.length }),
      lines: [
        ...[...ahead, ...past].slice(0, named).map((debate) => ({
          label: writeMoment(debate.startsAt, t.language),
          href: pathTo(campaignPaths.debate, { id: debate.id }),
          note: t(`campaign.state.${debate.state}`),
        })),
        { label: t('campaign.debate.all'), href: campaignPaths.debates, note: '' },
      ],
    };
  }
}
