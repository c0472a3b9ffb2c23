import { Injectable } from '@nestjs/common';
import type { CandidacyId } from '../../kernel/ids.js';
import type { Translate } from '../../platform/web/index.js';
import type { PageSection } from '../../primary/index.js';

type SectionSource = (candidacy: CandidacyId, t: Translate) => Promise<PageSection | null>;

/** Where the modules that come after this one hand in their parts of a candidate's public page. */
@Injectable()
export class CandidatePages {
  private readonly sources: SectionSource[] = [];

  /** Adds a section to the page of every candidate; null leaves it out. */
  addSection(source: SectionSource): void {
    this.sources.push(source);
  }

  async sections(candidacy: CandidacyId, t: Translate): Promise<PageSection[]> {
    const sections = await Promise.all(this.sources.map((source) => source(candidacy, t)));
    return sections.filter((section) => section !== null);
  }
}
