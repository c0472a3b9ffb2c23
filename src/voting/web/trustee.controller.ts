import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import { page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { TrusteeDesk } from '../application/trustee-desk.js';
import { trusteePage } from './trustee.page.js';

/** The own page of somebody who holds shares of ballot keys. */
@ApiExcludeController()
@Access('trustee')
@Controller('trustee')
export class TrusteeController {
  constructor(private readonly desk: TrusteeDesk) {}

  @Get()
  async show(@CurrentActor() actor: Actor, @Words() t: Translate): Promise<Answer> {
    return page('voting/trustee', trusteePage(t, await this.desk.of(actor.accountId), actor));
  }
}
