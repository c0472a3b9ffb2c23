import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Access, CurrentActor, identityPaths, type Actor } from '../../platform/identity/index.js';
import { go, page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { DiscardSeasonService } from '../application/discard-season.service.js';
import { MoveSeasonService } from '../application/move-season.service.js';
import { PrimaryDirectory, type Primary } from '../application/primary-directory.js';
import { RegistrationWindow } from '../application/registration-window.js';
import { SeasonBlockers } from '../application/season-blockers.js';
import { mayFollow, nextState, seasonStates, type SeasonState } from '../domain/season.js';
import { discardingPage, movePage, noSeasonPage, officePage } from './office.page.js';
import { primaryPaths } from './paths.js';
import { presets } from './presets.js';
import { PrimaryPages, type OfficeLink } from './primary-pages.js';

@ApiExcludeController()
@Access('central-office')
@Controller()
export class OfficeController {
  constructor(
    private readonly directory: PrimaryDirectory,
    private readonly blockers: SeasonBlockers,
    private readonly moving: MoveSeasonService,
    private readonly discarding: DiscardSeasonService,
    private readonly pages: PrimaryPages,
    private readonly registration: RegistrationWindow,
  ) {}

  @Get(primaryPaths.office)
  async show(@Words() t: Translate): Promise<Answer> {
    const primary = await this.directory.current();
    if (!primary) return page('primary/no-season', noSeasonPage(presets(), [accountsLink(t)], t));
    const to = nextState(primary.state);
    const [blockers, contests, figures] = await Promise.all([
      to ? this.blockers.of(primary.id, { from: primary.state, to }) : [],
      this.directory.contests(primary.id),
      this.pages.figures(primary, t),
    ]);
    const links = [...this.pages.officeLinks(t), accountsLink(t)];
    const season = { primary, registration: this.registration.of(primary) };
    return page('primary/office', officePage(season, blockers, contests, figures, links, t));
  }

  @Get(primaryPaths.move)
  async confirm(@Param('to') to: string, @Words() t: Translate): Promise<Answer> {
    const { primary, move } = await this.movable(to);
    const blockers = await this.blockers.of(primary.id, move);
    return page('primary/move', movePage(move.from, move.to, blockers, t));
  }

  @Post(primaryPaths.move)
  async move(
    @Param('to') to: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const { primary, move } = await this.movable(to);
    const moved = await this.moving.move(primary.id, move.to, actor);
    if (moved.ok) return go(primaryPaths.office);
    return page('primary/move', movePage(move.from, move.to, moved.error, t), 422);
  }

  @Get(primaryPaths.discarding)
  async confirmDiscarding(@Words() t: Translate): Promise<Answer> {
    return page('primary/move', discardingPage(await this.draft(), [], t));
  }

  @Post(primaryPaths.discarding)
  async discard(@CurrentActor() actor: Actor, @Words() t: Translate): Promise<Answer> {
    const primary = await this.draft();
    const discarded = await this.discarding.discard(primary.id, actor);
    if (discarded.ok) return go(primaryPaths.office);
    return page('primary/move', discardingPage(primary, discarded.error, t), 422);
  }

  private async draft(): Promise<Primary> {
    const primary = await this.directory.current();
    if (primary?.state !== 'draft') throw new NotFoundException();
    return primary;
  }

  /** Somebody else may have moved the season meanwhile: then this address leads nowhere any more. */
  private async movable(
    to: string,
  ): Promise<{ primary: Primary; move: { from: SeasonState; to: SeasonState } }> {
    const primary = await this.directory.current();
    const wanted = seasonStates.find((state) => state === to);
    if (!primary || !wanted || !mayFollow({ from: primary.state, to: wanted })) {
      throw new NotFoundException();
    }
    return { primary, move: { from: primary.state, to: wanted } };
  }
}

function accountsLink(t: Translate): OfficeLink {
  return { label: t('identity.accounts.title'), href: identityPaths.accounts };
}
