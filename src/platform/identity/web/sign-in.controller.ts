import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';

import type { FastifyReply } from 'fastify';
import { SETTINGS, type Settings } from '../../settings.js';
import {
  fieldSentences,
  go,
  page,
  RateLimit,
  readBody,
  Words,
  type Answer,
  type Translate,
} from '../../web/index.js';
import { Public, type KnownRequest } from '../access.js';
import { clearTokenCookies, setTokenCookies } from '../cookies.js';
import { PersonSignInService } from '../person-sign-in.service.js';
import { Sessions } from '../sessions.js';
import { SignInService } from '../sign-in.service.js';
import { identityPaths } from './paths.js';
import { CodeForm, IinForm, StaffSignInForm } from './sign-in.form.js';
import { localAddress, refusalSentence, signInPage, type SignInPage } from './sign-in.page.js';

interface Typed {
  readonly next?: string;
  readonly login?: string;
  readonly iin?: string;
}

@ApiExcludeController()
@Public()
@Controller()
export class SignInController {
  constructor(
    private readonly staff: SignInService,
    private readonly people: PersonSignInService,
    private readonly sessions: Sessions,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get(identityPaths.signIn)
  show(@Query('next') next: string | undefined, @Words() t: Translate): Answer {
    return page('identity/sign-in', signInPage(t, next === undefined ? {} : { next }));
  }

  @Post(identityPaths.staff)
  @RateLimit(20)
  async signInStaff(
    @Body() body: Typed,
    @Words() t: Translate,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const form = await readBody(StaffSignInForm, body);
    if (!form.ok) return again(t, body, fieldSentences(form.error, t));
    const result = await this.staff.signIn(form.value.login, form.value.password);
    if (!result.ok) return again(t, body, refusalSentence(t, result.error));
    setTokenCookies(reply, result.value, this.settings);
    return go(localAddress(body.next));
  }

  /** First step: the IIN is typed, a code is sent to the contact on file. Second step: the code is typed. */
  @Post(identityPaths.code)
  @RateLimit(20)
  async signInPerson(
    @Body() body: Typed & { readonly code?: string },
    @Words() t: Translate,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    if (body.code === undefined) return await this.sendCode(body, t);
    const form = await readBody(CodeForm, body);
    if (!form.ok) return again(t, body, fieldSentences(form.error, t), '•••');
    const result = await this.people.signIn(form.value.iin, form.value.code);
    if (!result.ok) return again(t, body, refusalSentence(t, result.error), '•••');
    setTokenCookies(reply, result.value, this.settings);
    return go(localAddress(body.next));
  }

  @Post(identityPaths.signOut)
  async signOut(
    @Req() request: KnownRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    if (request.signedIn) await this.sessions.revoke(request.signedIn.sessionId);
    clearTokenCookies(reply);
    return go('/');
  }

  private async sendCode(body: Typed, t: Translate): Promise<Answer> {
    const form = await readBody(IinForm, body);
    if (!form.ok) return again(t, body, fieldSentences(form.error, t));
    const sent = await this.people.sendCode(form.value.iin, (code) => ({
      subject: t('identity.code.subject'),
      body: t('identity.code.body', { code }),
    }));
    if (!sent.ok) return again(t, body, refusalSentence(t, sent.error));
    return page('identity/sign-in', signInPage(t, { ...typed(body), sentTo: sent.value }));
  }
}

function again(
  t: Translate,
  body: Typed,
  errors: SignInPage['errors'],
  sentTo: string | null = null,
): Answer {
  return page('identity/sign-in', signInPage(t, { ...typed(body), errors, sentTo }), 422);
}

function typed({ login = '', iin = '', next = '/' }: Typed): {
  values: Record<string, string>;
  next: string;
} {
  return { values: { login, iin }, next };
}
