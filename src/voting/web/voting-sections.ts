import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Translate } from '../../platform/web/index.js';
import {
  PrimaryDirectory,
  PrimaryPages,
  type Contest,
  type Figure,
  type PageSection,
  type Primary,
  type StageProgress,
} from '../../primary/index.js';
import { RoundDirectory, type Round } from '../application/round-directory.js';
import { VotingFigures } from '../application/voting-figures.js';
import { showsResult, takesBallots } from '../domain/rounds/round-states.js';
import { countPaths } from './count-paths.js';

/** The vote's part of the front page and of a contest's page. */
@Injectable()
export class VotingSections implements OnModuleInit {
  constructor(
    private readonly pages: PrimaryPages,
    private readonly primaries: PrimaryDirectory,
    private readonly rounds: RoundDirectory,
    private readonly numbers: VotingFigures,
  ) {}

  onModuleInit(): void {
    this.pages.addFigures((primary, t) => this.figures(primary, t));
    this.pages.addContestSection((contest, _, t) => this.sections(contest, t));
    this.pages.addOfficeLink((t) => ({ label: t('ledger.page.title'), href: '/office/ledger' }));
    this.pages.knowProgress((contest) => this.progress(contest));
  }

  private async figures({ id }: Primary, t: Translate): Promise<Figure[]> {
    const numbers = await this.numbers.of(id);
    const number = new Intl.NumberFormat(t.language);
    return (['members', 'underway', 'ballots', 'published'] as const)
      .filter((name) => numbers[name] > 0)
      .map((name) => ({
        value: number.format(numbers[name]),
        label: t(`voting-box.figure.${name}`),
      }));
  }

  /** A section for every stage that has rounds, in the order of the selection path. */
  private async sections(contest: Contest, t: Translate): Promise<PageSection[]> {
    const [body, territories, rounds] = await Promise.all([
      this.primaries.bodyRule(contest),
      this.primaries.territories(),
      this.rounds.ofContest(contest.id),
    ]);
    const places = new Map(territories.map(({ code, name }) => [code, name[t.language]]));
    return body.path.flatMap((stage) => {
      const here = rounds.filter(({ stageId }) => stageId === stage.id);
      if (here.length === 0) return [];
      return {
        title: stage.name[t.language],
        sentence: t('voting-box.section', {
          rounds: here.length,
          open: here.filter(({ state }) => takesBallots(state)).length,
          published: here.filter(({ state }) => showsResult(state)).length,
        }),
        lines: here
          .map(({ id, unit, state }) => ({
            label: places.get(unit) ?? unit,
            href: countPaths.round(id),
            note: t(`voting-count.state.${state}`),
          }))
          .toSorted((a, b) => a.label.localeCompare(b.label, t.language)),
      };
    });
  }

  private async progress({ id }: Contest): Promise<ReadonlyMap<string, StageProgress>> {
    const rounds = await this.rounds.ofContest(id);
    return new Map(
      [...Map.groupBy(rounds, ({ stageId }) => stageId)].map(([stage, here]) => [
        stage,
        progressOf(here),
      ]),
    );
  }
}

function progressOf(rounds: readonly Round[]): StageProgress {
  if (rounds.every(({ state }) => state === 'planned')) return 'ahead';
  return rounds.every(({ state }) => showsResult(state)) ? 'done' : 'running';
}
