import { Body, Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  fieldSentences,
  go,
  page,
  readBody,
  Words,
  type Answer,
  type FieldSentence,
  type Translate,
} from '../../platform/web/index.js';
import { PrimaryDirectory, type Territory } from '../../primary/index.js';
import type { CaseFile } from '../application/case-files.js';
import { SavePlatformService } from '../application/save-platform.service.js';
import { pledgeFields, typedPledge, type Typed } from './application-fields.js';
import { PledgeForm, toPledge } from './application.form.js';
import { formAnswer } from './form.page.js';
import { OwnFiles } from './own-files.js';
import { candidatePaths, pathTo } from './paths.js';
import { platformPage } from './platform.page.js';
import { refusalErrors } from './refusal.page.js';

/** The platform of one application, pledge by pledge. */
@ApiExcludeController()
@Access('candidate')
@Controller()
export class MyPlatformController {
  constructor(
    private readonly own: OwnFiles,
    private readonly directory: PrimaryDirectory,
    private readonly savePlatform: SavePlatformService,
  ) {}

  @Get(candidatePaths.platform)
  async showPlatform(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own.of(id, actor);
    return page('candidate/platform', platformPage(t, file, await this.directory.territories()));
  }

  @Get(candidatePaths.pledge)
  async showPledge(
    @Param('id') id: string,
    @Param('number') number: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own.of(id, actor);
    const place = placeOf(file, number);
    return await this.pledgeAnswer(t, file, place, typedPledge(file, place));
  }

  @Post(candidatePaths.pledge)
  async pledge(
    @Param('id') id: string,
    @Param('number') number: string,
    @Body() body: Typed,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own.of(id, actor);
    const place = placeOf(file, number);
    const form = await readBody(PledgeForm, body);
    if (!form.ok)
      return await this.pledgeAnswer(t, file, place, body, fieldSentences(form.error, t));
    const pledges = [...file.dossier.pledges];
    pledges[place - 1] = toPledge(form.value);
    const saved = await this.savePlatform.save(file.dossier.id, pledges, actor);
    if (saved.ok) return go(pathTo(candidatePaths.platform, { id }));
    return await this.pledgeAnswer(t, file, place, body, refusalErrors(t, saved.error));
  }

  @Post(candidatePaths.pledgeRemoval)
  async removePledge(
    @Param('id') id: string,
    @Param('number') number: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const file = await this.own.of(id, actor);
    const place = placeOf(file, number);
    const pledges = file.dossier.pledges.filter((_, index) => index !== place - 1);
    const saved = await this.savePlatform.save(file.dossier.id, pledges, actor);
    if (saved.ok) return go(pathTo(candidatePaths.platform, { id }));
    const territories = await this.directory.territories();
    const view = platformPage(t, file, territories, refusalErrors(t, saved.error));
    return page('candidate/platform', view, 422);
  }

  private async pledgeAnswer(
    t: Translate,
    file: CaseFile,
    place: number,
    typed: Typed,
    errors: readonly FieldSentence[] = [],
  ): Promise<Answer> {
    const { id } = file.dossier;
    const covered = await this.territoriesOf(file);
    return formAnswer(
      {
        title: t('candidate.pledge.title', { number: place }),
        lead: [t('candidate.pledge.lead')],
        fields: pledgeFields(t, covered, typed),
        hidden: [],
        action: pathTo(candidatePaths.pledge, { id, number: place }),
        button: t('candidate.page.save'),
        back: {
          href: pathTo(candidatePaths.platform, { id }),
          label: t('candidate.platform.title'),
        },
      },
      errors,
    );
  }

  private async territoriesOf({ frame }: CaseFile): Promise<Territory[]> {
    const all = await this.directory.territories();
    return all.filter(({ code }) => this.directory.isWithin(code, frame.contest.territory));
  }
}

/** The place of a pledge, from 1 to the next free one. */
function placeOf({ dossier }: CaseFile, number: string): number {
  const place = Number(number);
  const known = Number.isInteger(place) && place >= 1 && place <= dossier.pledges.length + 1;
  if (!known) throw new NotFoundException();
  return place;
}
