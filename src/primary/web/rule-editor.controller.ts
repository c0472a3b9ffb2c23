import { Body, Controller, Get, NotFoundException, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  go,
  page,
  readBody,
  Words,
  type Answer,
  type Translate,
} from '../../platform/web/index.js';
import { AmendRuleSetService } from '../application/amend-rule-set.service.js';
import { CreatePrimaryService } from '../application/create-primary.service.js';
import { PrimaryDirectory, type Primary } from '../application/primary-directory.js';
import { primaryPaths } from './paths.js';
import { openQuestions, presets } from './presets.js';
import { AmendmentForm, NewPrimaryForm } from './rule-editor.form.js';
import {
  amendingPage,
  creatingPage,
  fieldRefusals,
  ruleRefusals,
  type RuleEditorPage,
} from './rule-editor.page.js';

type Refusals = Parameters<typeof amendingPage>[4];
type Values = RuleEditorPage['values'];

@ApiExcludeController()
@Access('central-office')
@Controller(primaryPaths.editor)
export class RuleEditorController {
  constructor(
    private readonly directory: PrimaryDirectory,
    private readonly creating: CreatePrimaryService,
    private readonly amending: AmendRuleSetService,
  ) {}

  /** The rules of the open season, or a preset to begin a season with. */
  @Get()
  async show(@Query('preset') wanted: string | undefined, @Words() t: Translate): Promise<Answer> {
    const primary = await this.open();
    if (primary) {
      const [current] = await this.directory.versions(primary.id);
      return await this.amendingAnswer(primary, { text: current?.text ?? '', reason: '' }, t);
    }
    const preset = presets().find(({ name }) => name === (wanted ?? 'nur-otan-2020'));
    if (!preset) throw new NotFoundException();
    const values = { text: preset.text, reason: '' };
    const questions = openQuestions(preset);
    return page('primary/rule-editor', creatingPage(values, t, { questions }));
  }

  @Post()
  async save(
    @Body() body: Readonly<Record<string, unknown>>,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const primary = await this.open();
    const values = { text: typed(body['text']), reason: typed(body['reason']) };
    return primary
      ? await this.amend(primary, values, actor, t)
      : await this.create(values, actor, t);
  }

  private async create(values: Values, actor: Actor, t: Translate): Promise<Answer> {
    const again = (refusals: Refusals): Answer =>
      page('primary/rule-editor', creatingPage(values, t, { refusals }), 422);
    const form = await readBody(NewPrimaryForm, values);
    if (!form.ok) return again(fieldRefusals(form.error, t));
    const created = await this.creating.create(form.value.text, actor);
    return created.ok ? go(primaryPaths.office) : again(ruleRefusals([created.error], t));
  }

  private async amend(
    primary: Primary,
    values: Values,
    actor: Actor,
    t: Translate,
  ): Promise<Answer> {
    const form = await readBody(AmendmentForm, values);
    if (!form.ok)
      return await this.amendingAnswer(primary, values, t, fieldRefusals(form.error, t));
    const amended = await this.amending.amend(primary.id, form.value, actor);
    if (amended.ok) return go(primaryPaths.editor);
    return await this.amendingAnswer(primary, values, t, ruleRefusals(amended.error, t));
  }

  private async amendingAnswer(
    primary: Primary,
    values: Values,
    t: Translate,
    refusals?: Refusals,
  ): Promise<Answer> {
    const versions = await this.directory.versions(primary.id);
    const view = amendingPage(primary, versions, values, t, refusals);
    return page('primary/rule-editor', view, refusals ? 422 : 200);
  }

  private async open(): Promise<Primary | null> {
    const primary = await this.directory.current();
    return primary?.state === 'closed' ? null : primary;
  }
}

function typed(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}
