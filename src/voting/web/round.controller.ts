import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type RoundId } from '../../kernel/ids.js';
import { Public } from '../../platform/identity/index.js';
import { page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { RoundOverviews } from '../application/round-overviews.js';
import { roundPage } from './round.page.js';

/** The public page of a round. */
@ApiExcludeController()
@Public()
@Controller('rounds/:id')
export class RoundController {
  constructor(private readonly overviews: RoundOverviews) {}

  @Get()
  async show(@Param('id') id: string, @Words() t: Translate): Promise<Answer> {
    const overview = isId(id) ? await this.overviews.of(id as RoundId) : null;
    if (!overview) throw new NotFoundException();
    return page('voting/round', roundPage(t, overview));
  }
}
