import { Controller, Get, Header, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type ContestId, type ListId } from '../../kernel/ids.js';
import { actsIn, holds, MaybeActor, Public, type Actor } from '../../platform/identity/index.js';
import { go, page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { RoundResults } from '../../voting/index.js';
import { ListDirectory, type RankedList } from '../application/list-directory.js';
import { listOffice } from '../application/refusal.js';
import { listExport } from './list-document.js';
import { listPage } from './list.page.js';
import { readListQuery } from './list-query.js';
import { listTable } from './list-table.js';
import { listWorkbook } from './list-workbook.js';
import { listsPage } from './lists.page.js';
import { noListYet } from './no-list.page.js';
import { listPath, listPaths } from './paths.js';

@ApiExcludeController()
@Public()
@Controller()
export class ListsController {
  constructor(
    private readonly lists: ListDirectory,
    private readonly primaries: PrimaryDirectory,
    private readonly results: RoundResults,
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
    @Query() asked: Record<string, unknown>,
    @MaybeActor() actor: Actor | null,
    @Words() t: Translate,
  ): Promise<Answer> {
    const list = await this.found(id);
    const primary = await this.primaries.byId(list.primaryId);
    const reader = {
      office: actor !== null && actsIn(actor, list.contest.territory, listOffice),
      appeals: actor === null || holds(actor, 'candidate'),
      query: readListQuery(asked),
      groups: primary?.rules.groups ?? [],
    };
    return page('list-building/list', listPage(list, reader, t));
  }

  /** Leads to the list of a contest; before it is built, says when it will be. */
  @Get(listPaths.ofContest)
  async ofContest(@Param('contest') id: string, @Words() t: Translate): Promise<Answer> {
    const contest = isId(id) ? await this.primaries.contest(id as ContestId) : null;
    if (!contest) throw new NotFoundException();
    const list = await this.lists.ofContest(contest.id);
    if (list) return go(listPath('list', list.id));
    const published = (await this.results.final(contest.id)) !== null;
    return page('list-building/no-list', noListYet(contest, published, t));
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

  /** Document, outcome and views for programs. */
  @Get(listPaths.everything)
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="list.json"')
  async everything(@Param('id') id: string): Promise<string> {
    return `${JSON.stringify(listExport(await this.found(id)), null, 2)}\n`;
  }

  @Get(listPaths.workbook)
  @Header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @Header('content-disposition', 'attachment; filename="list.xlsx"')
  async workbook(@Param('id') id: string, @Words() t: Translate): Promise<Buffer> {
    return await listWorkbook(await this.found(id), t);
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
