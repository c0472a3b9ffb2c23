import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { minute, type Clock, type Instant } from '../../kernel/clock.js';
import { CLOCK } from '../../platform/clock.js';
import type { Translate } from '../../platform/web/index.js';
import {
  PrimaryDirectory,
  PrimaryPages,
  type Contest,
  type Figure,
  type PageSection,
  type Primary,
  type StageProgress,
  type StageRule,
} from '../../primary/index.js';
import { MemberDirectory } from '../application/member-directory.js';
import { RoundDirectory, type Round } from '../application/round-directory.js';
import { countPaths } from './count-paths.js';

/** The votes' part of the front page and of a contest's page. */
@Injectable()
export class VotingSections implements OnModuleInit {
  /** Counting a million members takes a moment, and the front page is asked for all the time. */
  private counted: { readonly at: Instant; readonly members: number } | undefined;

  constructor(
    private readonly pages: PrimaryPages,
    private readonly directory: PrimaryDirectory,
    private readonly members: MemberDirectory,
    private readonly rounds: RoundDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.pages.knowProgress((contest, stage) => this.progress(contest, stage));
    this.pages.addFigures((primary, t) => this.figures(primary, t));
    this.pages.addContestSection((contest, _, t) => this.section(contest, t));
  }

  private async progress({ id }: Contest, stage: StageRule): Promise<StageProgress> {
    const rounds = await this.rounds.ofStage(id, stage.id);
    if (rounds.every(({ state }) => state === 'planned')) return 'ahead';
    return rounds.every(isPublished) ? 'done' : 'running';
  }

  private async figures({ id }: Primary, t: Translate): Promise<Figure[]> {
    const [members, rounds] = await Promise.all([this.memberCount(), this.rounds.ofPrimary(id)]);
    const number = new Intl.NumberFormat(t.language);
    const figures = {
      members,
      underway: rounds.filter(({ state }) => ['open', 'paused', 'extended'].includes(state)).length,
      published: rounds.filter(isPublished).length,
    };
    return Object.entries(figures).flatMap(([name, count]) =>
      count > 0 ? [{ value: number.format(count), label: t(`voting-box.figure.${name}`) }] : [],
    );
  }

  private async memberCount(): Promise<number> {
    const now = this.clock.now();
    if (!this.counted || now.getTime() - this.counted.at.getTime() > minute) {
      const counts = await this.members.countsByTerritory();
      this.counted = { at: now, members: counts.reduce((sum, { members }) => sum + members, 0) };
    }
    return this.counted.members;
  }

  /** The rounds of the contest, stage by stage. */
  private async section(contest: Contest, t: Translate): Promise<PageSection | null> {
    const [rounds, { path }, territories] = await Promise.all([
      this.rounds.ofContest(contest.id),
      this.directory.bodyRule(contest),
      this.directory.territories(),
    ]);
    if (rounds.length === 0) return null;
    const unitName = ({ unit }: Round): string =>
      territories.find(({ code }) => code === unit)?.name[t.language] ?? unit;
    return {
      title: t('voting-box.section.title'),
      sentence: t('voting-box.section.sentence', { rounds: rounds.length }),
      lines: path.flatMap((stage) =>
        rounds
          .filter(({ stageId }) => stageId === stage.id)
          .map((round) => ({
            label: `${stage.name[t.language]}: ${unitName(round)}`,
            href: countPaths.round(round.id),
            note: t(`voting-count.state.${round.state}`),
          })),
      ),
    };
  }
}

function isPublished({ state }: Round): boolean {
  return state === 'published' || state === 'final';
}
