import { Controller, Get, Header, NotFoundException, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { defined } from '../../kernel/assert.js';
import { isId, type ListId } from '../../kernel/ids.js';
import { Public } from '../../platform/identity/index.js';
import { page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { ListDirectory, type RankedList } from '../application/list-directory.js';
import { SuccessionDirectory } from '../application/succession-directory.js';
import { comparisonPage } from './comparison.page.js';
import { filedDocumentPage, filedTable } from './filed-document.page.js';
import { listPaths } from './paths.js';

/** What a list was and what it became: two versions side by side, and the document as it was filed. */
@ApiExcludeController()
@Public()
@Controller()
export class VersionsController {
  constructor(
    private readonly lists: ListDirectory,
    private readonly succession: SuccessionDirectory,
    private readonly primaries: PrimaryDirectory,
  ) {}

  @Get(listPaths.comparison)
  async compare(
    @Param('id') id: string,
    @Param('version') version: string,
    @Param('other') other: string,
    @Words() t: Translate,
  ): Promise<Answer> {
    const list = await this.found(id);
    const [a, b] = [numberOf(version), numberOf(other)];
    const comparison = await this.succession.comparison(list.id, a, b);
    if (!comparison) throw new NotFoundException();
    return page('list-building/comparison', comparisonPage(list, comparison, t));
  }

  @Get(listPaths.filed)
  async filed(@Param('id') id: string, @Words() t: Translate): Promise<Answer> {
    const list = await this.filedList(id);
    const primary = defined(await this.primaries.byId(list.primaryId), 'the season of a list');
    const { order } = primary.rules.filing;
    return page('list-building/filed-document', filedDocumentPage(list, order, t));
  }

  @Get(listPaths.filedTable)
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="filed.csv"')
  async table(@Param('id') id: string, @Words() t: Translate): Promise<string> {
    return filedTable(await this.filedList(id), t);
  }

  private async filedList(id: string): Promise<RankedList> {
    const list = await this.found(id);
    if (!list.filing) throw new NotFoundException();
    return list;
  }

  private async found(id: string): Promise<RankedList> {
    const list = isId(id) ? await this.lists.byId(id as ListId) : null;
    if (!list) throw new NotFoundException();
    return list;
  }
}

function numberOf(text: string): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : 0;
}
