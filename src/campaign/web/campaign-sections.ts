import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CandidatePages } from '../../candidate/index.js';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import { writeMoment, type Translate } from '../../platform/web/index.js';
import {
  PrimaryPages,
  type Contest,
  type Figure,
  type PageSection,
  type Primary,
} from '../../primary/index.js';
import { DebateDirectory, type Debate } from '../application/debate-directory.js';
import { EventRegister } from '../application/event-register.js';
import { campaignPaths, pathTo } from './paths.js';

/** How many debates a contest's page names before it leads to the whole schedule. */
const named = 10;

/** The campaign's part of the front page, of a contest's page and of a candidate's. */
@Injectable()
export class CampaignSections implements OnModuleInit {
  constructor(
    private readonly pages: PrimaryPages,
    private readonly candidatePages: CandidatePages,
    private readonly debates: DebateDirectory,
    private readonly events: EventRegister,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.pages.addFigures((primary, t) => this.figures(primary, t));
    this.pages.addContestSection((contest, _, t) => this.section(contest, t));
    this.candidatePages.addSection((candidacy, t) => this.debatesOf(candidacy, t));
    this.candidatePages.addSection((candidacy, t) => this.eventsOf(candidacy, t));
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
        ...[...ahead, ...past]
          .slice(0, named)
          .map((debate) => line(debate, t(`campaign.state.${debate.state}`), t)),
        { label: t('campaign.debate.all'), href: campaignPaths.debates, note: '' },
      ],
    };
  }

  /** The debates a candidate was called to, with whether they came. */
  private async debatesOf(candidacy: CandidacyId, t: Translate): Promise<PageSection | null> {
    const debates = await this.debates.ofCandidate(candidacy);
    if (debates.length === 0) return null;
    return {
      title: t('campaign.debates.title'),
      sentence: t('campaign.candidate.debates', { all: debates.length }),
      lines: debates.map((debate) => {
        const speaker = debate.speakers.find(({ candidacyId }) => candidacyId === candidacy);
        const attendance = speaker?.attendance;
        const note = t(
          attendance ? `campaign.attendance.${attendance}` : `campaign.state.${debate.state}`,
        );
        return line(debate, note, t);
      }),
    };
  }

  private async eventsOf(candidacy: CandidacyId, t: Translate): Promise<PageSection | null> {
    const events = await this.events.of([candidacy]);
    if (events.length === 0) return null;
    const attended = events.reduce((sum, event) => sum + event.attended, 0);
    return {
      title: t('campaign.candidate.events'),
      sentence: t('campaign.event.status', { events: events.length, attended }),
      lines: events.slice(0, named).map((event) => ({
        label: `${t(`campaign.event.kinds.${event.kind}`)}, ${event.place}`,
        href: null,
        note: writeMoment(event.heldAt, t.language),
      })),
    };
  }
}

function line(debate: Debate, note: string, t: Translate): PageSection['lines'][number] {
  return {
    label: writeMoment(debate.startsAt, t.language),
    href: pathTo(campaignPaths.debate, { id: debate.id }),
    note,
  };
}
