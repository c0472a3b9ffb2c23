import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CandidatePages } from '../../candidate/index.js';
import type { CandidacyId } from '../../kernel/ids.js';
import type { Translate } from '../../platform/web/index.js';
import { PrimaryDirectory, type PageSection } from '../../primary/index.js';
import { CandidateRounds, type CandidateRound } from '../application/candidate-rounds.js';
import { countPaths } from './count-paths.js';

/** The way through the rounds on a candidate's public page. */
@Injectable()
export class CandidateRoundsSection implements OnModuleInit {
  constructor(
    private readonly pages: CandidatePages,
    private readonly primaries: PrimaryDirectory,
    private readonly rounds: CandidateRounds,
  ) {}

  onModuleInit(): void {
    this.pages.addSection((candidacy, t) => this.section(candidacy, t));
  }

  private async section(candidacy: CandidacyId, t: Translate): Promise<PageSection | null> {
    const rounds = await this.rounds.of(candidacy);
    const [first] = rounds;
    const contest = first ? await this.primaries.contest(first.contestId) : null;
    if (!contest) return null;
    const [{ path }, territories] = await Promise.all([
      this.primaries.bodyRule(contest),
      this.primaries.territories(),
    ]);
    const stageName = (id: string): string =>
      path.find((stage) => stage.id === id)?.name[t.language] ?? id;
    const unitName = (unit: string): string =>
      territories.find(({ code }) => code === unit)?.name[t.language] ?? unit;
    return {
      title: t('voting-count.way.title'),
      sentence: t('voting-count.way.sentence', { rounds: rounds.length }),
      lines: rounds.map((round) => ({
        label: `${stageName(round.stageId)}: ${unitName(round.unit)}`,
        href: countPaths.round(round.roundId),
        note: noteOf(round, t),
      })),
    };
  }
}

function noteOf({ state, standing }: CandidateRound, t: Translate): string {
  if (!standing) return t(`voting-count.state.${state}`);
  const { votes, rank, elected } = standing;
  const way = elected ? 'goes-on' : 'stays';
  return votes === null
    ? t(`voting-count.way.${way}-ranked`, { rank })
    : t(`voting-count.way.${way}`, { votes, rank });
}
