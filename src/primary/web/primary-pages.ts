import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/identity/index.js';
import type { Translate } from '../../platform/web/index.js';
import type { Primary } from '../application/primary-directory.js';
import type { Contest } from '../domain/contest.js';

/** A number worth knowing, with what it counts. */
export interface Figure {
  readonly value: string;
  readonly label: string;
}

/** A way from the central office into another room. */
export interface OfficeLink {
  readonly label: string;
  readonly href: string;
}

/** A part of a contest's page that another module fills: a sentence, and lines that lead on. */
export interface PageSection {
  readonly title: string;
  readonly sentence: string;
  readonly lines: readonly {
    readonly label: string;
    readonly href: string | null;
    readonly note: string;
  }[];
}

/** Where a stage of a contest is. */
export type StageProgress = 'ahead' | 'running' | 'done';

type FigureSource = (primary: Primary, t: Translate) => Promise<readonly Figure[]>;
type OfficeLinkSource = (t: Translate) => OfficeLink;
type SectionSource = (
  contest: Contest,
  actor: Actor | null,
  t: Translate,
) => Promise<PageSection | readonly PageSection[] | null>;
type ProgressSource = (contest: Contest) => Promise<ReadonlyMap<string, StageProgress>>;

/** Where other modules hand in their parts of the front page and of a contest's page. */
@Injectable()
export class PrimaryPages {
  private readonly figureSources: FigureSource[] = [];
  private readonly sectionSources: SectionSource[] = [];
  private readonly officeLinkSources: OfficeLinkSource[] = [];
  private progressSource: ProgressSource | null = null;

  /** Adds key figures to the front page and to the central office. */
  addFigures(source: FigureSource): void {
    this.figureSources.push(source);
  }

  /** Adds a section, or several, to the page of every contest; null leaves it out. */
  addContestSection(source: SectionSource): void {
    this.sectionSources.push(source);
  }

  /** Adds a way from the central office's page into the module's own pages for it. */
  addOfficeLink(source: OfficeLinkSource): void {
    this.officeLinkSources.push(source);
  }

  officeLinks(t: Translate): OfficeLink[] {
    return this.officeLinkSources.map((source) => source(t));
  }

  /** Says where the stages of a contest are, each by its id; voting knows. */
  knowProgress(source: ProgressSource): void {
    this.progressSource = source;
  }

  async figures(primary: Primary, t: Translate): Promise<Figure[]> {
    const figures = await Promise.all(this.figureSources.map((source) => source(primary, t)));
    return figures.flat();
  }

  async contestSections(
    contest: Contest,
    actor: Actor | null,
    t: Translate,
  ): Promise<PageSection[]> {
    const sections = await Promise.all(
      this.sectionSources.map((source) => source(contest, actor, t)),
    );
    return sections.flat().filter((section) => section !== null);
  }

  /** Where the stages of a contest are; a stage that is not named is still ahead. */
  async progress(contest: Contest): Promise<ReadonlyMap<string, StageProgress>> {
    return this.progressSource ? await this.progressSource(contest) : new Map();
  }
}
