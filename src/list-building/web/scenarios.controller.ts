import { Body, Controller, Get, Header, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { defined } from '../../kernel/assert.js';
import { isId, type ListId, type ScenarioId } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import { go, page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory, type RuleSet } from '../../primary/index.js';
import { KeepScenariosService } from '../application/keep-scenarios.service.js';
import { ListDirectory, type RankedList } from '../application/list-directory.js';
import { ListJobs } from '../application/list-jobs.js';
import { ScenarioDirectory, type Scenario } from '../application/scenario-directory.js';
import { jobPath, listPath, listPaths, scenarioPath } from './paths.js';
import { cloneFields, proposedBy, sentFields } from './scenario.form.js';
import { scenarioFile, scenarioTable, scenarioWorkbook } from './scenario-files.js';
import {
  newScenarioPage,
  scenarioErrors,
  scenarioPage,
  scenarioRemovalPage,
  scenariosPage,
} from './scenario.page.js';

/** What-ifs, for the central office alone. Nothing here has a public address, and nothing public reads a scenario. */
@ApiExcludeController()
@Access('central-office')
@Controller()
export class ScenariosController {
  constructor(
    private readonly lists: ListDirectory,
    private readonly primaries: PrimaryDirectory,
    private readonly scenarios: ScenarioDirectory,
    private readonly keeping: KeepScenariosService,
    private readonly jobs: ListJobs,
  ) {}

  @Get(listPaths.scenarios)
  async all(@Param('id') id: string, @Words() t: Translate): Promise<Answer> {
    const list = await this.list(id);
    return page(
      'list-building/scenarios',
      scenariosPage(list, await this.scenarios.ofList(list.id), t),
    );
  }

  @Get(listPaths.newScenario)
  async prepare(@Param('id') id: string, @Words() t: Translate): Promise<Answer> {
    const list = await this.list(id);
    const view = newScenarioPage(list, cloneFields(list.input), await this.rules(list), t);
    return page('list-building/new-scenario', view);
  }

  @Post(listPaths.scenarios)
  async create(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const list = await this.list(id);
    const fields = sentFields(list.input, body);
    const { proposed, prefixes } = proposedBy(list.document, fields);
    const created = await this.keeping.create(list.id, proposed, actor);
    if (!created.ok) {
      const errors = scenarioErrors(created.error, prefixes, t);
      const view = newScenarioPage(list, fields, await this.rules(list), t, errors);
      return page('list-building/new-scenario', view, 422);
    }
    return await this.built(list, created.value, actor);
  }

  @Get(listPaths.scenario)
  async one(
    @Param('id') id: string,
    @Param('scenario') scenarioId: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const list = await this.list(id);
    const scenario = await this.scenario(id, scenarioId);
    const mine = scenario.madeBy === actor.accountId;
    return page('list-building/scenario', scenarioPage(scenario, list, mine, t));
  }

  /** Builds a scenario whose building was stopped. */
  @Post(listPaths.scenario)
  async build(
    @Param('id') id: string,
    @Param('scenario') scenarioId: string,
    @CurrentActor() actor: Actor,
  ): Promise<Answer> {
    const list = await this.list(id);
    const scenario = await this.scenario(id, scenarioId);
    return await this.built(list, scenario.id, actor);
  }

  @Get(listPaths.scenarioDocument)
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="what-if-not-the-list.json"')
  async document(
    @Param('id') id: string,
    @Param('scenario') scenarioId: string,
    @Words() t: Translate,
  ): Promise<string> {
    return `${JSON.stringify(scenarioFile(await this.scenario(id, scenarioId), t), null, 2)}\n`;
  }

  @Get(listPaths.scenarioTable)
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="what-if-not-the-list.csv"')
  async table(
    @Param('id') id: string,
    @Param('scenario') scenarioId: string,
    @Words() t: Translate,
  ): Promise<string> {
    return scenarioTable(await this.scenario(id, scenarioId), t);
  }

  @Get(listPaths.scenarioWorkbook)
  @Header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @Header('content-disposition', 'attachment; filename="what-if-not-the-list.xlsx"')
  async workbook(
    @Param('id') id: string,
    @Param('scenario') scenarioId: string,
    @Words() t: Translate,
  ): Promise<Buffer> {
    return await scenarioWorkbook(await this.scenario(id, scenarioId), t);
  }

  @Get(listPaths.scenarioRemoval)
  async confirmRemoval(
    @Param('id') id: string,
    @Param('scenario') scenarioId: string,
    @Words() t: Translate,
  ): Promise<Answer> {
    const scenario = await this.scenario(id, scenarioId);
    return page('list-building/scenario-removal', scenarioRemovalPage(scenario, t));
  }

  @Post(listPaths.scenarioRemoval)
  async remove(
    @Param('id') id: string,
    @Param('scenario') scenarioId: string,
    @CurrentActor() actor: Actor,
  ): Promise<Answer> {
    const scenario = await this.scenario(id, scenarioId);
    const removed = await this.keeping.remove(scenario.id, actor);
    return go(
      removed ? listPath('scenarios', scenario.listId) : scenarioPath(scenario.listId, scenario.id),
    );
  }

  private async built(list: RankedList, id: ScenarioId, actor: Actor): Promise<Answer> {
    const job = await this.jobs.ask('scenario', list.primaryId, id, actor);
    return go((await this.jobs.waitFor(job)) ? scenarioPath(list.id, id) : jobPath(job));
  }

  private async rules({ primaryId }: RankedList): Promise<RuleSet> {
    return defined(await this.primaries.byId(primaryId), 'the season of a list').rules;
  }

  private async list(id: string): Promise<RankedList> {
    const list = isId(id) ? await this.lists.byId(id as ListId) : null;
    if (!list) throw new NotFoundException();
    return list;
  }

  private async scenario(listId: string, id: string): Promise<Scenario> {
    const scenario = isId(id) ? await this.scenarios.byId(id as ScenarioId) : null;
    if (scenario?.listId !== listId) throw new NotFoundException();
    return scenario;
  }
}
