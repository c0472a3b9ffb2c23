import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Translate } from '../../platform/web/index.js';
import {
  PrimaryPages,
  type Contest,
  type Figure,
  type PageSection,
  type Primary,
} from '../../primary/index.js';
import { ListDirectory } from '../application/list-directory.js';
import { statusSentence } from './list.page.js';
import { listPath, listPaths } from './paths.js';

/** The lists' part of the front page and of a contest's page. */
@Injectable()
export class ListSections implements OnModuleInit {
  constructor(
    private readonly pages: PrimaryPages,
    private readonly lists: ListDirectory,
  ) {}

  onModuleInit(): void {
    this.pages.addFigures((primary, t) => this.figures(primary, t));
    this.pages.addOfficeLink((t) => ({
      label: t('list-building.lists.title'),
      href: listPaths.office,
    }));
    this.pages.addContestSection((contest, _, t) => this.section(contest, t));
  }

  private async figures({ id }: Primary, t: Translate): Promise<Figure[]> {
    const lists = await this.lists.summaries(id);
    return (['built', 'filed'] as const).flatMap((state) => {
      const count = lists.filter((list) => list.state === state).length;
      const value = new Intl.NumberFormat(t.language).format(count);
      return count > 0 ? [{ value, label: t(`list-building.figure.${state}`) }] : [];
    });
  }

  private async section({ id }: Contest, t: Translate): Promise<PageSection> {
    const list = await this.lists.ofContest(id);
    const title = t('list-building.section.title');
    if (!list) return { title, sentence: t('list-building.section.none'), lines: [] };
    return {
      title,
      sentence: statusSentence(list, t),
      lines: [
        {
          label: t('list-building.section.open'),
          href: listPath('list', list.id),
          note: t(`list-building.state.${list.state}`),
        },
      ],
    };
  }
}
