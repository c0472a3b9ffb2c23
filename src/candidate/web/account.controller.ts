import { Body, Controller, Get, Inject, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Public, setTokenCookies } from '../../platform/identity/index.js';
import { SETTINGS, type Settings } from '../../platform/settings.js';
import {
  fieldSentences,
  go,
  RateLimit,
  readBody,
  Words,
  type Answer,
  type FieldSentence,
  type Translate,
} from '../../platform/web/index.js';
import { RegistrationWindow } from '../../primary/index.js';
import { OpenCandidateAccountService } from '../application/open-candidate-account.service.js';
import { SendCandidateCodeService } from '../application/send-candidate-code.service.js';
import { lineField, type Field } from './field.js';
import { formAnswer } from './form.page.js';
import { candidatePaths } from './paths.js';
import { registrationSentence } from './registration-sentence.js';
import { refusalErrors } from './refusal.page.js';

class ApplyForm {
  @Matches(/\S/, { message: 'candidate.apply.iin-missing' })
  readonly iin!: string;

  @IsString({ message: 'candidate.apply.name-missing' })
  @MinLength(1, { message: 'candidate.apply.name-missing' })
  @MaxLength(200, { message: 'candidate.form.too-long' })
  readonly name!: string;

  @Matches(/\S/, { message: 'candidate.apply.contact-missing' })
  readonly contact!: string;

  @IsOptional()
  @Matches(/^\d{6}$/, { message: 'candidate.apply.code-shape' })
  readonly code?: string;
}

interface Typed {
  readonly iin?: string;
  readonly name?: string;
  readonly contact?: string;
  readonly code?: string;
}

/** Opens a candidate's account: IIN and contact first, the code second. */
@ApiExcludeController()
@Public()
@Controller(candidatePaths.apply)
export class CandidateAccountController {
  constructor(
    private readonly sendCode: SendCandidateCodeService,
    private readonly openAccount: OpenCandidateAccountService,
    private readonly registration: RegistrationWindow,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** An account may be opened at any time; whether an application can be handed in is told beside it. */
  @Get()
  async show(@Words() t: Translate): Promise<Answer> {
    const told = registrationSentence(t, await this.registration.current());
    return applyAnswer(t, {}, [told, t('candidate.apply.lead')]);
  }

  @Post()
  @RateLimit(20)
  async apply(
    @Body() body: Typed,
    @Words() t: Translate,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const lead = [t('candidate.apply.lead')];
    const form = await readBody(ApplyForm, body);
    if (!form.ok) return applyAnswer(t, body, lead, fieldSentences(form.error, t));
    const { iin, name, contact, code } = form.value;
    if (code === undefined) {
      const sent = await this.sendCode.send({ iin, contact }, (secret) => ({
        subject: t('candidate.apply.code-subject'),
        body: t('candidate.apply.code-body', { code: secret }),
      }));
      if (!sent.ok) return applyAnswer(t, body, lead, refusalErrors(t, sent.error));
      const told = t('candidate.apply.sent', { to: sent.value });
      return applyAnswer(t, { ...body, code: '' }, [told]);
    }
    const opened = await this.openAccount.open({ iin, name, contact, code });
    if (!opened.ok) return applyAnswer(t, body, lead, refusalErrors(t, opened.error));
    setTokenCookies(reply, opened.value, this.settings);
    return go(candidatePaths.my);
  }
}

function applyAnswer(
  t: Translate,
  typed: Typed,
  lead: readonly string[],
  errors: readonly FieldSentence[] = [],
): Answer {
  const withCode = typed.code !== undefined;
  return formAnswer(
    {
      title: t('candidate.apply.title'),
      lead,
      fields: withCode ? [codeField(t)] : accountFields(t, typed),
      hidden: withCode
        ? (['iin', 'name', 'contact'] as const).map((name) => ({ name, value: typed[name] ?? '' }))
        : [],
      action: candidatePaths.apply,
      button: t(`candidate.apply.${withCode ? 'open' : 'send'}`),
      back: { href: '/contests', label: t('candidate.queue.contest') },
    },
    errors,
  );
}

function codeField(t: Translate): Field {
  return lineField({
    id: 'code',
    label: t('candidate.apply.code'),
    autocomplete: 'one-time-code',
    most: 6,
  });
}

function accountFields(t: Translate, { iin = '', name = '', contact = '' }: Typed): Field[] {
  return [
    lineField({
      id: 'iin',
      label: t('candidate.apply.iin'),
      hint: t('candidate.apply.iin-hint'),
      value: iin,
    }),
    lineField({ id: 'name', label: t('candidate.apply.name'), value: name, autocomplete: 'name' }),
    lineField({ id: 'contact', label: t('candidate.apply.contact'), value: contact }),
  ];
}
