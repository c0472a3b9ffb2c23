import {
  Body,
  Controller,
  Get,
  Inject,
  NotFoundException,
  Param,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CandidateDirectory } from '../../candidate/index.js';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId, ContestId } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import { FileStore } from '../../platform/files/index.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  fieldSentences,
  go,
  page,
  readBody,
  textFieldsIn,
  textIn,
  uploadIn,
  Words,
  type Answer,
  type FieldSentence,
  type Translate,
} from '../../platform/web/index.js';
import { PrimaryDirectory, type Contest, type Primary } from '../../primary/index.js';
import { AppealComplaintService } from '../application/appeal-complaint.service.js';
import { ComplaintDirectory } from '../application/complaint-directory.js';
import { FileComplaintService } from '../application/file-complaint.service.js';
import { standsNear, watches } from '../application/scope.js';
import { firstStep } from '../domain/ladder.js';
import { ComplaintRoom } from './complaint-room.js';
import { FileComplaintForm } from './file-complaint.form.js';
import { fromLocal } from './local-moment.js';
import {
  myComplaintsPage,
  nothingTyped,
  type ComplaintPlace,
  type TypedComplaint,
} from './my-complaints.page.js';
import { contestName, NameBooks, personName } from './name-book.js';
import { campaignPaths, pathTo } from './paths.js';
import { refusalSentences, statusOf } from './refusal-sentences.js';

interface Shown {
  readonly contest: string;
  readonly typed: TypedComplaint;
  readonly errors: readonly FieldSentence[];
  readonly status: number;
}

const here = { path: campaignPaths.myComplaint, back: campaignPaths.myComplaints };

@ApiExcludeController()
@Controller()
export class MyComplaintsController {
  constructor(
    private readonly complaints: ComplaintDirectory,
    private readonly filing: FileComplaintService,
    private readonly appealing: AppealComplaintService,
    private readonly primaries: PrimaryDirectory,
    private readonly candidates: CandidateDirectory,
    private readonly room: ComplaintRoom,
    private readonly books: NameBooks,
    private readonly files: FileStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Access()
  @Get(campaignPaths.myComplaints)
  async list(
    @Query('contest') contest: string | undefined,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const chosen = typeof contest === 'string' ? contest : '';
    const shown = { contest: chosen, typed: nothingTyped, errors: [], status: 200 };
    return await this.show(actor, shown, t);
  }

  @Access()
  @Post(campaignPaths.myComplaints)
  async file(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const fields = textFieldsIn(body);
    const typed = typedIn(fields);
    const contest = fields['contest'] ?? '';
    const again = (errors: readonly FieldSentence[], status = 422): Promise<Answer> =>
      this.show(actor, { contest, typed, errors, status }, t);
    const form = await readBody(FileComplaintForm, fields);
    if (!form.ok) return await again(fieldSentences(form.error, t));
    const happenedAt = fromLocal(form.value.happenedAt);
    if (!happenedAt) {
      return await again([{ field: 'happenedAt', sentence: t('campaign.form.moment') }]);
    }
    const { respondent, ground, text } = form.value;
    const filed = await this.filing.file(
      {
        contestId: contest as ContestId,
        respondent: respondent === 'commission' ? null : (respondent as CandidacyId),
        ground,
        happenedAt,
        text,
        evidence: await uploadIn(body, 'evidence'),
      },
      actor,
    );
    if (filed.ok) return go(pathTo(campaignPaths.myComplaint, { id: filed.value }));
    return await again(
      refusalSentences(filed.error, t, () => ''),
      statusOf(filed.error),
    );
  }

  @Access()
  @Get(campaignPaths.myComplaint)
  async one(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return this.room.show(await this.room.open(id, actor, t), here, t, null);
  }

  @Access()
  @Post(campaignPaths.appeal)
  async appeal(
    @Param('id') id: string,
    @Body() body: Readonly<Record<string, unknown>>,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const opened = await this.room.open(id, actor, t);
    const text = textIn(body, 'text');
    const { complaint } = opened.seen;
    const appealed = await this.appealing.appeal(complaint.id, text, actor);
    if (appealed.ok) return go(pathTo(campaignPaths.myComplaint, { id: complaint.id }));
    const typed = { outcome: '', sanction: '', text };
    return this.room.refuse(opened, here, t, appealed.error, typed);
  }

  @Access()
  @Get(campaignPaths.complaintEvidence)
  async evidence(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<StreamableFile> {
    const { seen } = await this.room.open(id, actor, t);
    if (!seen.complaint.evidence) throw new NotFoundException();
    return this.files.download(seen.complaint.evidence);
  }

  private async show(actor: Actor, shown: Shown, t: Translate): Promise<Answer> {
    const primary = await this.primaries.current();
    if (!primary) throw new NotFoundException();
    const seen = await this.complaints.forParty(actor);
    const people = seen.flatMap(({ complaint }) => complaint.respondent ?? []);
    const [place, names] = await Promise.all([
      this.placeOf(primary, actor, shown.contest, t),
      this.books.of(primary.id, people, t.language),
    ]);
    const facts = { names, now: this.clock.now(), typed: shown.typed, errors: shown.errors };
    return page('campaign/my-complaints', myComplaintsPage(seen, place, facts, t), shown.status);
  }

  private async placeOf(
    primary: Primary,
    actor: Actor,
    wanted: string,
    t: Translate,
  ): Promise<ComplaintPlace> {
    const [all, own] = await Promise.all([
      this.primaries.contests(primary.id),
      this.candidates.ofAccount(actor.accountId),
    ]);
    const contests = all.filter(
      ({ territory }) =>
        own.some((candidacy) => standsNear(candidacy, territory)) || watches(actor, territory),
    );
    const mine = contests.find(({ id }) => own.some(({ contestId }) => contestId === id));
    const chosen = contests.find(({ id }) => id === wanted) ?? (wanted === '' ? mine : undefined);
    return {
      contests: contests.map((contest) => ({
        id: contest.id,
        name: contestName(contest, t.language),
      })),
      chosen: chosen
        ? await this.chosenOf(
            primary,
            chosen,
            own.map(({ id }) => id),
          )
        : null,
    };
  }

  private async chosenOf(
    primary: Primary,
    contest: Contest,
    own: readonly CandidacyId[],
  ): Promise<ComplaintPlace['chosen']> {
    const [registered, territory] = await Promise.all([
      this.candidates.registeredIn(contest.id),
      this.primaries.territory(contest.territory),
    ]);
    const order = new Intl.Collator('kk');
    const people = registered
      .filter(({ id }) => !own.includes(id))
      .map((candidacy) => ({ id: candidacy.id, name: personName(candidacy) }))
      .sort((a, b) => order.compare(a.name, b.name));
    const { ladder } = primary.rules.appeals;
    const level = territory && firstStep(ladder, territory.level)?.level;
    return { id: contest.id, people, step: ladder.find((step) => step.level === level) ?? null };
  }
}

function typedIn(fields: Readonly<Record<string, string>>): TypedComplaint {
  return {
    respondent: fields['respondent'] ?? '',
    ground: fields['ground'] ?? '',
    happenedAt: fields['happenedAt'] ?? '',
    text: fields['text'] ?? '',
  };
}
