import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type ContestId, type TerritoryCode } from '../../kernel/ids.js';
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
import { Desks, PrimaryDirectory, RegistrationWindow } from '../../primary/index.js';
import { ContestFrames, nameOf, type ContestFrame } from '../application/contest-frames.js';
import { MyApplications } from '../application/my-applications.js';
import { StartApplicationService } from '../application/start-application.service.js';
import { nominationQuestions, type Typed } from './application-fields.js';
import { NewApplicationForm, routes } from './application.form.js';
import { selectField, type Field } from './field.js';
import { formAnswer } from './form.page.js';
import { myPage } from './my.page.js';
import { candidatePaths, pathTo } from './paths.js';
import { registrationSentence } from './registration-sentence.js';
import { refusalErrors } from './refusal.page.js';

/** A candidate's applications and the start of a new one. */
@ApiExcludeController()
@Access('candidate')
@Controller()
export class NewApplicationController {
  constructor(
    private readonly directory: PrimaryDirectory,
    private readonly frames: ContestFrames,
    private readonly mine: MyApplications,
    private readonly startApplication: StartApplicationService,
    private readonly desks: Desks,
    private readonly registration: RegistrationWindow,
  ) {}

  @Get(candidatePaths.my)
  async list(@CurrentActor() actor: Actor, @Words() t: Translate): Promise<Answer> {
    const dossiers = await this.mine.of(actor);
    const applications = await Promise.all(
      dossiers.map(async (dossier) => ({
        dossier,
        frame: await this.frames.known(dossier.contestId),
      })),
    );
    const [season, desk] = await Promise.all([
      this.registration.current(),
      this.desks.lines('my', actor, t),
    ]);
    return page('candidate/my', { ...myPage(t, season, applications), desk });
  }

  /** First the contest is chosen, then where from and who nominates; nothing is asked that would be refused. */
  @Get(candidatePaths.newApplication)
  async show(@Query('contestId') contestId: unknown, @Words() t: Translate): Promise<Answer> {
    const season = await this.registration.current();
    if (season?.registration.kind !== 'open') {
      return page('candidate/registration', {
        title: t('candidate.my.start'),
        sentence: registrationSentence(t, season),
        back: { href: candidatePaths.my, label: t('candidate.my.back') },
      });
    }
    return await this.answer(t, { contestId });
  }

  @Post(candidatePaths.newApplication)
  async start(
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    if (body['route'] === undefined && body['chosen'] === undefined) {
      const chosen = textIn(body, 'contestId');
      return go(`${candidatePaths.newApplication}?contestId=${encodeURIComponent(chosen)}`);
    }
    const form = await readBody(NewApplicationForm, body);
    if (!form.ok) return await this.answer(t, body, fieldSentences(form.error, t));
    const started = await this.startApplication.start(form.value, actor);
    if (!started.ok) return await this.answer(t, body, refusalErrors(t, started.error));
    return go(pathTo(candidatePaths.application, { id: started.value }));
  }

  private async answer(
    t: Translate,
    typed: Typed,
    errors: readonly FieldSentence[] = [],
  ): Promise<Answer> {
    const { contestId } = typed;
    const frame =
      typeof contestId === 'string' && isId(contestId)
        ? await this.frames.of(contestId as ContestId)
        : null;
    const asked = { title: t('candidate.new.title'), action: candidatePaths.newApplication };
    const back = { href: candidatePaths.my, label: t('candidate.my.back') };
    const button = t('candidate.page.go-on');
    if (!frame) {
      const fields = [await this.contestField(t)];
      return formAnswer({ ...asked, lead: [], fields, hidden: [], button, back }, errors);
    }
    return formAnswer(
      {
        ...asked,
        lead: [nameOf(frame.contest)[t.language]],
        fields: await this.questions(t, frame, typed),
        hidden: [
          { name: 'contestId', value: frame.contest.id },
          { name: 'chosen', value: 'yes' },
        ],
        button,
        back,
      },
      errors,
    );
  }

  private async contestField(t: Translate): Promise<Field> {
    const primary = await this.directory.current();
    const contests = primary ? await this.directory.contests(primary.id) : [];
    return selectField(
      { id: 'contestId', label: t('candidate.new.contest') },
      contests.map((contest) => ({ value: contest.id, label: nameOf(contest)[t.language] })),
    );
  }

  private async questions(t: Translate, frame: ContestFrame, typed: Typed): Promise<Field[]> {
    const units = await this.frames.unitsOf(frame);
    const offered = routes.filter((route) => frame.primary.rules.nomination.includes(route));
    const nomination = nominationQuestions(t, typed, offered);
    return units.length > 1 ? [await this.unitField(t, units, typed), ...nomination] : nomination;
  }

  private async unitField(
    t: Translate,
    units: readonly TerritoryCode[],
    { unit }: Typed,
  ): Promise<Field> {
    const territories = await this.directory.territories();
    return selectField(
      {
        id: 'unit',
        label: t('candidate.new.unit'),
        hint: t('candidate.new.unit-hint'),
        value: typeof unit === 'string' ? unit : '',
      },
      territories
        .filter(({ code }) => units.includes(code))
        .map(({ code, name }) => ({ value: code, label: name[t.language] })),
    );
  }
}
