import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import { page, uploadIn, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { ImportMembersService } from '../application/import-members.service.js';
import { MemberDirectory } from '../application/member-directory.js';
import { boxSentences } from './box-sentences.js';
import { membersPage } from './members.page.js';
import { preparationPaths } from './preparation-paths.js';

/** The register of members. Large files come in by the command line; this page takes what fits an upload. */
@ApiExcludeController()
@Access('central-office', 'administrator')
@Controller(preparationPaths.members)
export class MembersController {
  constructor(
    private readonly register: ImportMembersService,
    private readonly members: MemberDirectory,
  ) {}

  @Get()
  async show(@Words() t: Translate): Promise<Answer> {
    return page('voting/members', membersPage(await this.count(), t));
  }

  @Post()
  @HttpCode(200)
  async import(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const upload = await uploadIn(body, 'file');
    if (!upload) {
      const refused = [t('voting-box.members.no-file')];
      return page('voting/members', membersPage(await this.count(), t, { refused }), 422);
    }
    const taken = await this.register.import(Readable.from([upload.content]), actor);
    const outcome = taken.ok
      ? { imported: taken.value }
      : { refused: boxSentences(t, taken.error) };
    return page(
      'voting/members',
      membersPage(await this.count(), t, outcome),
      taken.ok ? 200 : 422,
    );
  }

  private async count(): Promise<number> {
    const counts = await this.members.countsByTerritory();
    return counts.reduce((sum, { members }) => sum + members, 0);
  }
}
