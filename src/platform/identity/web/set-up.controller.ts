import { Body, Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  fieldSentences,
  go,
  page,
  readBody,
  Words,
  type Answer,
  type Translate,
} from '../../web/index.js';
import { Public } from '../access.js';
import { SetUpService } from '../set-up.service.js';
import { identityPaths } from './paths.js';
import { SetUpForm } from './sign-in.form.js';
import { refusalSentence, signInPage } from './sign-in.page.js';

@ApiExcludeController()
@Public()
@Controller(identityPaths.setUp)
export class SetUpController {
  constructor(private readonly setUp: SetUpService) {}

  @Get()
  async show(@Param('secret') secret: string, @Words() t: Translate): Promise<Answer> {
    if (!(await this.setUp.fits(secret))) throw new NotFoundException();
    return page('identity/set-up', signInPage(t));
  }

  @Post()
  async open(
    @Param('secret') secret: string,
    @Body() body: Partial<SetUpForm>,
    @Words() t: Translate,
  ): Promise<Answer> {
    const values = { login: body.login ?? '', name: body.name ?? '' };
    const form = await readBody(SetUpForm, body);
    if (!form.ok) {
      const errors = fieldSentences(form.error, t);
      return page('identity/set-up', signInPage(t, { values, errors }), 422);
    }
    const opened = await this.setUp.openCentralOffice(secret, form.value);
    if (!opened.ok) {
      const errors = refusalSentence(t, opened.error);
      return page('identity/set-up', signInPage(t, { values, errors }), 422);
    }
    return go(identityPaths.signIn);
  }
}
