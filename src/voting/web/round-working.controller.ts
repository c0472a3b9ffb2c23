import { Controller, Get, Header, NotFoundException, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type RoundId } from '../../kernel/ids.js';
import { Access, CurrentActor, Public, type Actor } from '../../platform/identity/index.js';
import { go, page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { RoundOverviews, type RoundOverview } from '../application/round-overviews.js';
import { worksOnCount } from '../application/round-scope.js';
import { showsResult } from '../domain/rounds/round-states.js';
import { countPaths } from './count-paths.js';
import { resultForCommission } from './round-console.page.js';
import { countOf, roundWorkingPage, type Counted } from './round-working.page.js';
import { workingCsv } from './working/working-tables.js';

/** The result of a round with its whole working, for everybody, once it is published. */
@ApiExcludeController()
@Public()
@Controller('rounds/:id/result')
export class RoundWorkingController {
  constructor(private readonly overviews: RoundOverviews) {}

  /** Before publication the page of the round says what is awaited. */
  @Get()
  async show(@Param('id') id: string, @Words() t: Translate): Promise<Answer> {
    const overview = await this.overviewOf(id);
    const result = publishedOf(overview);
    if (!result) return go(countPaths.round(overview.round.id));
    const place = {
      back: countPaths.round(overview.round.id),
      fileHref: (file: string) => countPaths.workingFile(overview.round.id, file),
    };
    return page('voting/round-working', roundWorkingPage(t, overview, result, place));
  }

  @Get(':file')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment')
  async file(
    @Param('id') id: string,
    @Param('file') file: string,
    @Words() t: Translate,
  ): Promise<string> {
    const overview = await this.overviewOf(id);
    return fileOf(t, overview, publishedOf(overview), file);
  }

  private async overviewOf(id: string): Promise<RoundOverview> {
    const overview = isId(id) ? await this.overviews.of(id as RoundId) : null;
    if (!overview) throw new NotFoundException();
    return overview;
  }
}

/** A recount with its whole working, beside the first result. */
@ApiExcludeController()
@Public()
@Controller('rounds/:id/recounts/:number')
export class RecountController {
  constructor(private readonly overviews: RoundOverviews) {}

  @Get()
  async show(
    @Param('id') id: string,
    @Param('number') number: string,
    @Words() t: Translate,
  ): Promise<Answer> {
    const { overview, recount } = await this.recountOf(id, number);
    const place = {
      back: countPaths.round(overview.round.id),
      fileHref: (file: string) => countPaths.recountFile(overview.round.id, recount.number, file),
    };
    return page('voting/round-working', roundWorkingPage(t, overview, recount, place));
  }

  @Get(':file')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment')
  async file(
    @Param('id') id: string,
    @Param('number') number: string,
    @Param('file') file: string,
    @Words() t: Translate,
  ): Promise<string> {
    const { overview, recount } = await this.recountOf(id, number);
    return fileOf(t, overview, recount, file);
  }

  /** Known to everybody once the first result is published. */
  private async recountOf(
    id: string,
    number: string,
  ): Promise<{ overview: RoundOverview; recount: RoundOverview['recounts'][number] }> {
    const overview = isId(id) ? await this.overviews.of(id as RoundId) : null;
    const recount = overview?.recounts.find((one) => String(one.number) === number);
    if (!overview || !recount || !publishedOf(overview)) throw new NotFoundException();
    return { overview, recount };
  }
}

/** The same for the commission that signs the result, before anybody else sees it. */
@ApiExcludeController()
@Access('commission-chair', 'commission-secretary', 'commission-member', 'central-office')
@Controller('commission/rounds/:id/result')
export class CommissionWorkingController {
  constructor(private readonly overviews: RoundOverviews) {}

  @Get()
  async show(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const overview = await this.overviewOf(id, actor);
    const result = resultForCommission(overview);
    if (!result) return go(countPaths.console(overview.round.id));
    const place = {
      back: countPaths.console(overview.round.id),
      fileHref: (file: string) => countPaths.commissionFile(overview.round.id, file),
    };
    return page('voting/round-working', roundWorkingPage(t, overview, result, place));
  }

  @Get(':file')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment')
  async file(
    @Param('id') id: string,
    @Param('file') file: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<string> {
    const overview = await this.overviewOf(id, actor);
    return fileOf(t, overview, resultForCommission(overview), file);
  }

  /** For whoever does not work on the round there is no such page. */
  private async overviewOf(id: string, actor: Actor): Promise<RoundOverview> {
    const overview = isId(id) ? await this.overviews.of(id as RoundId) : null;
    if (!overview || !worksOnCount(actor, overview.round.unit)) throw new NotFoundException();
    return overview;
  }
}

function publishedOf({ round, result }: RoundOverview): RoundOverview['result'] {
  return showsResult(round.state) ? result : null;
}

/** One table of the result as a file named `<table>.csv`. */
function fileOf(
  t: Translate,
  overview: RoundOverview,
  stored: Counted | null,
  file: string,
): string {
  const [, table = ''] = /^([a-z]+)\.csv$/.exec(file) ?? [];
  const csv = stored && workingCsv(t, countOf(t, overview, stored.result), table);
  if (csv === null) throw new NotFoundException();
  return csv;
}
