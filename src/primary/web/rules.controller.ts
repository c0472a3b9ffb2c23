import { Controller, Get, Header, NotFoundException, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { MaybeActor, Public, type Actor } from '../../platform/identity/index.js';
import { page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory, type RulesVersion } from '../application/primary-directory.js';
import { nothing } from './front.controller.js';
import { primaryPaths } from './paths.js';
import { rulesPage } from './rules.page.js';
import { VisiblePrimary } from './visible-primary.js';

@ApiExcludeController()
@Public()
@Controller()
export class RulesController {
  constructor(
    private readonly visible: VisiblePrimary,
    private readonly directory: PrimaryDirectory,
  ) {}

  @Get(primaryPaths.rules)
  async show(@MaybeActor() actor: Actor | null, @Words() t: Translate): Promise<Answer> {
    const primary = await this.visible.for(actor);
    if (!primary) return page('primary/none', nothing(t, 'rules'));
    const [contests, versions] = await Promise.all([
      this.directory.contests(primary.id),
      this.directory.versions(primary.id),
    ]);
    return page('primary/rules', rulesPage(primary, contests, versions, t));
  }

  /** The exact bytes the hash is taken of: `curl … | sha256sum`. */
  @Get(primaryPaths.canonicalRules)
  @Header('content-type', 'application/json; charset=utf-8')
  async canonical(
    @Param('version') version: string,
    @MaybeActor() actor: Actor | null,
  ): Promise<string> {
    return (await this.version(version, actor)).canonical;
  }

  @Get(primaryPaths.writtenRules)
  @Header('content-type', 'text/plain; charset=utf-8')
  async written(
    @Param('version') version: string,
    @MaybeActor() actor: Actor | null,
  ): Promise<string> {
    return (await this.version(version, actor)).text;
  }

  private async version(wanted: string, actor: Actor | null): Promise<RulesVersion> {
    const primary = await this.visible.for(actor);
    const versions = primary ? await this.directory.versions(primary.id) : [];
    const found = versions.find(({ version }) => String(version) === wanted);
    if (!found) throw new NotFoundException();
    return found;
  }
}
