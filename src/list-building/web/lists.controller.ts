import { Controller, Get, Header, NotFoundException, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type ListId } from '../../kernel/ids.js';
import { actsIn, MaybeActor, Public, type Actor } from '../../platform/identity/index.js';
import { page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { ListDirectory, type RankedList } from '../application/list-directory.js';
import { listOffice } from '../application/refusal.js';
import { listPage } from './list.page.js';
import { listTable } from './list-table.js';
import { listsPage } from './lists.page.js';
import { listPaths } from './paths.js';

@ApiExcludeController()
@Public()
@Controller()
export class ListsController {
  constructor(
    private readonly lists: ListDirectory,
    private readonly primaries: PrimaryDirectory,
  ) {}

  @Get(listPaths.lists)
  async all(@Words() t: Translate): Promise<Answer> {
    const primary = await this.primaries.current();
    if (!primary) return page('list-building/none', noLists(t));
    const [contests, lists] = await Promise.all([
      this.primaries.contests(primary.id),
      this.lists.summaries(primary.id),
    ]);
    return page('list-building/lists', listsPage(contests, lists, t, null));
  }

  @Get(listPaths.list)
  async one(
    @Param('id') id: string,
    @MaybeActor() actor: Actor | null,
    @Words() t: Translate,
  ): Promise<Answer> {
    const list = await this.found(id);
    const office = actor !== null && actsIn(actor, list.contest.territory, listOffice);
    return page('list-building/list', listPage(list, office, t));
  }

  /** The document the list was built from, byte for byte. */
  @Get(listPaths.document)
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="document.json"')
  async document(@Param('id') id: string): Promise<string> {
    return (await this.found(id)).document;
  }

  /** The document of an earlier version: rebuilding never removes what was. */
  @Get(listPaths.version)
  @Header('content-type', 'application/json; charset=utf-8')
  async version(@Param('id') id: string, @Param('version') version: string): Promise<string> {
    const number = /^\d{1,6}$/.test(version) ? Number(version) : 0;
    const document = isId(id) ? await this.lists.documentOfVersion(id as ListId, number) : null;
    if (document === null) throw new NotFoundException();
    return document;
  }

  @Get(listPaths.table)
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="list.csv"')
  async table(@Param('id') id: string, @Words() t: Translate): Promise<string> {
    return listTable(await this.found(id), t);
  }

  private async found(id: string): Promise<RankedList> {
    const list = isId(id) ? await this.lists.byId(id as ListId) : null;
    if (!list) throw new NotFoundException();
    return list;
  }
}

/** The page that says what will be here. */
export function noLists(t: Translate): object {
  return { title: t('list-building.lists.title'), sentence: t('list-building.lists.none') };
}
