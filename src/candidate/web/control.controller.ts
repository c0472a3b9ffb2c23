import {
  Body,
  Controller,
  ForbiddenException,
  Get,
  Inject,
  NotFoundException,
  Param,
  Post,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Clock } from '../../kernel/clock.js';
import { isId } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  fieldSentences,
  go,
  page,
  readBody,
  textIn,
  Words,
  type Answer,
  type FieldSentence,
  type Translate,
} from '../../platform/web/index.js';
import { Desks, PrimaryDirectory } from '../../primary/index.js';
import { CaseFiles, type CaseFile, type FiledAppeal } from '../application/case-files.js';
import { RuleOnAppealService } from '../application/rule-on-appeal.service.js';
import { readsAppeal } from '../application/scope.js';
import type { Typed } from './application-fields.js';
import { appealPage, controlPage } from './control.page.js';
import { RulingForm } from './dossier.form.js';
import { confirmAnswer } from './form.page.js';
import { candidatePaths, pathTo } from './paths.js';
import { refusalErrors, statusOf } from './refusal.page.js';

/** The appeals before party control, and its rulings. */
@ApiExcludeController()
@Access('party-control')
@Controller()
export class ControlController {
  constructor(
    private readonly directory: PrimaryDirectory,
    private readonly files: CaseFiles,
    private readonly ruleOnAppeal: RuleOnAppealService,
    private readonly desks: Desks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(candidatePaths.control)
  async list(@CurrentActor() actor: Actor, @Words() t: Translate): Promise<Answer> {
    const primary = await this.directory.current();
    const lines = primary ? await this.files.appealLines(primary.id, actor) : [];
    const desk = await this.desks.lines('control', actor, t);
    return page('candidate/control', { ...controlPage(t, lines, this.clock.now()), desk });
  }

  @Get(candidatePaths.controlAppeal)
  async show(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const { appeal, file } = await this.readable(id, actor);
    return this.answer(t, appeal, file, {});
  }

  /** First the ruling and its reasons, then a page that says what will happen, then it happens. */
  @Post(candidatePaths.controlAppeal)
  async rule(
    @Param('id') id: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const { appeal, file } = await this.readable(id, actor);
    const form = await readBody(RulingForm, body);
    if (!form.ok) return this.answer(t, appeal, file, body, fieldSentences(form.error, t));
    const { outcome, text } = form.value;
    if (text.trim() !== '' && body['sure'] !== 'yes') return surely(t, id, form.value);
    const ruled = await this.ruleOnAppeal.rule(id, { outcome, text }, actor);
    if (ruled.ok) return go(pathTo(candidatePaths.controlAppeal, { id }));
    const errors = refusalErrors(t, ruled.error);
    return this.answer(t, appeal, file, body, errors, statusOf(ruled.error));
  }

  private answer(
    t: Translate,
    appeal: FiledAppeal,
    file: CaseFile,
    body: Typed,
    errors: readonly FieldSentence[] = [],
    status = errors.length > 0 ? 422 : 200,
  ): Answer {
    const typed = {
      outcome: textIn(body, 'outcome'),
      text: textIn(body, 'text'),
    };
    const view = appealPage(t, appeal, file, this.clock.now(), typed, errors);
    return page('candidate/appeal', view, status);
  }

  private async readable(
    id: string,
    actor: Actor,
  ): Promise<{ appeal: FiledAppeal; file: CaseFile }> {
    const appeal = isId(id) ? await this.files.appeal(id) : null;
    const file = appeal && (await this.files.of(appeal.candidacyId));
    if (!file) throw new NotFoundException();
    if (!readsAppeal(actor, file.dossier.territory)) throw new ForbiddenException();
    return { appeal, file };
  }
}

function surely(t: Translate, id: string, { outcome, text }: RulingForm): Answer {
  const chosen = t(`candidate.control.choose-${outcome}`);
  return confirmAnswer({
    title: t('candidate.control.ruling'),
    sentences: [t('candidate.control.sure', { outcome: chosen }), text],
    hidden: [
      { name: 'outcome', value: outcome },
      { name: 'text', value: text },
      { name: 'sure', value: 'yes' },
    ],
    action: pathTo(candidatePaths.controlAppeal, { id }),
    button: t('candidate.control.rule'),
    back: {
      href: pathTo(candidatePaths.controlAppeal, { id }),
      label: t('candidate.control.title'),
    },
  });
}
