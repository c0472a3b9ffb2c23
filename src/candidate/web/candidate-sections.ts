import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Translate } from '../../platform/web/index.js';
import {
  PrimaryDirectory,
  PrimaryPages,
  RegistrationWindow,
  type Contest,
  type Figure,
  type PageSection,
  type Primary,
} from '../../primary/index.js';
import { CaseFiles } from '../application/case-files.js';
import { candidatePaths, pathTo } from './paths.js';

/** What this module adds to the front page and to the page of a contest. */
@Injectable()
export class CandidateSections implements OnModuleInit {
  constructor(
    private readonly pages: PrimaryPages,
    private readonly directory: PrimaryDirectory,
    private readonly files: CaseFiles,
    private readonly registration: RegistrationWindow,
  ) {}

  onModuleInit(): void {
    this.pages.addFigures((primary, t) => this.figures(primary, t));
    this.pages.addContestSection((contest, _actor, t) => this.section(contest, t));
  }

  private async figures(primary: Primary, t: Translate): Promise<Figure[]> {
    const { applications, registered, women } = await this.files.figures({ primary: primary.id });
    if (applications === 0) return [];
    const write = new Intl.NumberFormat(t.language);
    return [
      { value: write.format(applications), label: t('candidate.section.applications') },
      { value: write.format(registered), label: t('candidate.section.registered') },
      { value: write.format(women), label: t('candidate.section.women') },
    ];
  }

  private async section(contest: Contest, t: Translate): Promise<PageSection | null> {
    const primary = await this.directory.byId(contest.primaryId);
    if (!primary || primary.state === 'draft' || primary.state === 'announced') return null;
    const { registered, women } = await this.files.figures({ contest: contest.id });
    const all = {
      label: t('candidate.section.all'),
      href: pathTo(candidatePaths.contestCandidates, { id: contest.id }),
      note: t('candidate.section.women-of', { women }),
    };
    const apply = { label: t('candidate.public.apply'), href: candidatePaths.apply, note: '' };
    return {
      title: t('candidate.section.title'),
      sentence:
        registered === 0
          ? t('candidate.public.contest-empty')
          : t('candidate.section.sentence', { registered, seats: contest.seats }),
      lines: [
        ...(registered > 0 ? [all] : []),
        ...(this.registration.of(primary).kind === 'open' ? [apply] : []),
      ],
    };
  }
}
