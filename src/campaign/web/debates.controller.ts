import { Controller, Get, Inject, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import { isId } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import { Public } from '../../platform/identity/index.js';
import { page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { DebateDirectory } from '../application/debate-directory.js';
import type { DebateId } from '../domain/ids.js';
import { debatePage } from './debate.page.js';
import { debatesPage } from './debates.page.js';
import { NameBooks } from './name-book.js';
import { campaignPaths } from './paths.js';

@ApiExcludeController()
@Public()
@Controller()
export class DebatesController {
  constructor(
    private readonly debates: DebateDirectory,
    private readonly primaries: PrimaryDirectory,
    private readonly names: NameBooks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(campaignPaths.debates)
  async list(@Query('unit') unit: string | undefined, @Words() t: Translate): Promise<Answer> {
    const primary = await this.primaries.current();
    if (!primary || primary.state === 'draft') {
      const status = t('campaign.debates.no-season');
      const title = t('campaign.debates.title');
      return page('campaign/debates', { title, status, units: [], debates: [] });
    }
    const debates = await this.debates.schedule(primary.id);
    const names = await this.names.of(primary.id, [], t.language);
    const { from } = primary.rules.calendar.campaigning;
    const chosen = typeof unit === 'string' ? unit : '';
    return page('campaign/debates', debatesPage(debates, chosen, from, names, this.clock.now(), t));
  }

  @Get(campaignPaths.debate)
  async show(@Param('id') id: string, @Words() t: Translate): Promise<Answer> {
    const debate = isId(id) ? await this.debates.debate(id as DebateId) : null;
    if (!debate) throw new NotFoundException();
    const people = debate.speakers.map(({ candidacyId }) => candidacyId);
    const [primary, names] = await Promise.all([
      this.primaries.byId(debate.primaryId),
      this.names.of(debate.primaryId, people, t.language),
    ]);
    const { rules } = defined(primary, 'the season of a debate');
    return page('campaign/debate', debatePage(debate, rules.debates, names, this.clock.now(), t));
  }
}
