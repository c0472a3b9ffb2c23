import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type ContestId, type RoundId } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import { page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { Ceremonies } from '../application/ceremonies.js';
import { ceremonyPage } from './ceremony.page.js';
import { countPaths } from './count-paths.js';

/** The key ceremony, held on the chair's device. */
@ApiExcludeController()
@Access('commission-chair')
@Controller('commission')
export class CeremonyController {
  constructor(private readonly ceremonies: Ceremonies) {}

  @Get('rounds/:id/keys')
  async ofRound(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const ceremony = isId(id) ? await this.ceremonies.ofRound(id as RoundId, actor) : null;
    if (!ceremony) throw new NotFoundException();
    const back = { href: countPaths.console(id), label: t('voting-keys.ceremony.to-console') };
    return page('voting/ceremony', ceremonyPage(t, ceremony, back));
  }

  @Get('stages/:contest/:stage/keys')
  async ofStage(
    @Param('contest') contest: string,
    @Param('stage') stage: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const ceremony = isId(contest)
      ? await this.ceremonies.ofStage(contest as ContestId, stage, actor)
      : null;
    if (!ceremony) throw new NotFoundException();
    const back = { href: countPaths.stages, label: t('voting-count.stages.title') };
    return page('voting/ceremony', ceremonyPage(t, ceremony, back));
  }
}
