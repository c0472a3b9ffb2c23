import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Clock } from '../../kernel/clock.js';
import { CLOCK } from '../../platform/clock.js';
import { MaybeActor, Public, type Actor } from '../../platform/identity/index.js';
import { page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory } from '../application/primary-directory.js';
import { RegistrationWindow } from '../application/registration-window.js';
import { dayOf } from '../application/season-blockers.js';
import { frontPage } from './front.page.js';
import { primaryPaths } from './paths.js';
import { PrimaryPages } from './primary-pages.js';
import { VisiblePrimary } from './visible-primary.js';

@ApiExcludeController()
@Public()
@Controller()
export class FrontController {
  constructor(
    private readonly visible: VisiblePrimary,
    private readonly directory: PrimaryDirectory,
    private readonly pages: PrimaryPages,
    private readonly registration: RegistrationWindow,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(primaryPaths.front)
  async show(@MaybeActor() actor: Actor | null, @Words() t: Translate): Promise<Answer> {
    const primary = await this.visible.for(actor);
    if (!primary) return page('primary/none', nothing(t, 'front'));
    const [contests, figures] = await Promise.all([
      this.directory.contests(primary.id),
      this.pages.figures(primary, t),
    ]);
    const season = { primary, registration: this.registration.of(primary) };
    const reader = { actor, today: dayOf(this.clock.now()) };
    return page('primary/front', frontPage(season, contests, figures, reader, t));
  }
}

/** The page that says what will be here once there is a primary. */
export function nothing(t: Translate, screen: 'front' | 'contests' | 'rules'): object {
  return { title: t(`primary.${screen}.title`), sentence: t(`primary.${screen}.none`) };
}
