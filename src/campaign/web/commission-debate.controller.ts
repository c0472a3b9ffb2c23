import {
  Body,
  Controller,
  ForbiddenException,
  Get,
  Inject,
  NotFoundException,
  Param,
  Post,
  StreamableFile,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CandidateDirectory } from '../../candidate/index.js';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import { isId, type CandidacyId } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import { FileStore } from '../../platform/files/index.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  go,
  page,
  uploadIn,
  Words,
  type Answer,
  type FieldSentence,
  type Translate,
} from '../../platform/web/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { AttachEvidenceService } from '../application/attach-evidence.service.js';
import { DebateDirectory, type Debate } from '../application/debate-directory.js';
import { DebateRegister, type RegisteredDebate } from '../application/debate-register.js';
import { HoldDebateService } from '../application/hold-debate.service.js';
import { RecordAttendanceService } from '../application/record-attendance.service.js';
import type { CampaignRefusal } from '../application/refusal.js';
import type { DebateId } from '../domain/ids.js';
import { parseAttendance } from './attendance.form.js';
import { commissionDebatePage, type TypedMarks } from './commission-debate.page.js';
import { NameBooks, type NameBook } from './name-book.js';
import { campaignPaths, pathTo } from './paths.js';
import { refusalSentences, statusOf } from './refusal-sentences.js';

type Fields = Readonly<Record<string, unknown>>;

interface Loaded {
  readonly debate: Debate;
  readonly register: RegisteredDebate;
  readonly names: NameBook;
}

@ApiExcludeController()
@Access('commission-chair', 'commission-secretary', 'commission-member')
@Controller()
export class CommissionDebateController {
  constructor(
    private readonly debates: DebateDirectory,
    private readonly registers: DebateRegister,
    private readonly recording: RecordAttendanceService,
    private readonly attaching: AttachEvidenceService,
    private readonly holding: HoldDebateService,
    private readonly primaries: PrimaryDirectory,
    private readonly candidates: CandidateDirectory,
    private readonly names: NameBooks,
    private readonly files: FileStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(campaignPaths.commissionDebate)
  async show(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return await this.answer(await this.load(id, actor, t), t);
  }

  @Post(campaignPaths.attendance)
  async record(
    @Param('id') id: string,
    @Body() body: Fields,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const loaded = await this.load(id, actor, t);
    const marks = parseAttendance(body, loaded.register.slots);
    const recorded = await this.recording.record(loaded.debate.id, marks, actor);
    if (recorded.ok) return this.back(loaded);
    return await this.answer(loaded, t, recorded.error, typedIn(body));
  }

  @Post(campaignPaths.slotEvidence)
  async attach(
    @Param('id') id: string,
    @Param('candidacy') candidacy: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const loaded = await this.load(id, actor, t);
    const upload = await uploadIn(body, 'evidence');
    if (!upload) {
      const errors = [{ field: `evidence-${candidacy}`, sentence: t('campaign.form.file') }];
      return page('campaign/commission-debate', await this.view(loaded, t, errors), 422);
    }
    const attached = await this.attaching.attach(
      loaded.debate.id,
      candidacy as CandidacyId,
      upload,
      actor,
    );
    return attached.ok ? this.back(loaded) : await this.answer(loaded, t, attached.error);
  }

  @Get(campaignPaths.slotEvidence)
  async evidence(
    @Param('id') id: string,
    @Param('candidacy') candidacy: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<StreamableFile> {
    const { register } = await this.load(id, actor, t);
    const slot = register.slots.find(({ candidacyId }) => candidacyId === candidacy);
    if (!slot?.evidence) throw new NotFoundException();
    return this.files.download(slot.evidence);
  }

  @Post(campaignPaths.holding)
  async hold(
    @Param('id') id: string,
    @Body() body: Fields,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const loaded = await this.load(id, actor, t);
    const typed = body['address'];
    const address = typeof typed === 'string' && typed.trim() !== '' ? typed.trim() : null;
    const held = await this.holding.hold(loaded.debate.id, address, actor);
    return held.ok ? this.back(loaded) : await this.answer(loaded, t, held.error);
  }

  private async load(id: string, actor: Actor, t: Translate): Promise<Loaded> {
    if (!isId(id)) throw new NotFoundException();
    const [debate, register] = await Promise.all([
      this.debates.debate(id as DebateId),
      this.registers.of(id as DebateId, actor),
    ]);
    if (!debate) throw new NotFoundException();
    if (!register.ok) throw new ForbiddenException();
    const people = debate.speakers.map(({ candidacyId }) => candidacyId);
    const names = await this.names.of(debate.primaryId, people, t.language);
    return { debate, register: register.value, names };
  }

  private back({ debate }: Loaded): Answer {
    return go(pathTo(campaignPaths.commissionDebate, { id: debate.id }));
  }

  private async answer(
    loaded: Loaded,
    t: Translate,
    refusals: readonly CampaignRefusal[] = [],
    typed: TypedMarks = {},
  ): Promise<Answer> {
    const errors = refusalSentences(refusals, t, (id) => loaded.names.candidate(id));
    const view = await this.view(loaded, t, errors, typed);
    return page('campaign/commission-debate', view, refusals.length > 0 ? statusOf(refusals) : 200);
  }

  private async view(
    { debate, register, names }: Loaded,
    t: Translate,
    errors: readonly FieldSentence[],
    typed: TypedMarks = {},
  ): Promise<object> {
    const ids = debate.speakers.map(({ candidacyId }) => candidacyId);
    const [primary, people] = await Promise.all([
      this.primaries.byId(debate.primaryId),
      this.candidates.candidacies(ids),
    ]);
    const { rules } = defined(primary, 'the season of a debate');
    const struckOff = people.filter(({ state }) => state === 'struck-off').map(({ id }) => id);
    const now = this.clock.now();
    const facts = { rules: rules.debates, struckOff, names, now, errors, typed };
    return commissionDebatePage(debate, register, facts, t);
  }
}

function typedIn(body: Fields): TypedMarks {
  return Object.fromEntries(
    Object.entries(body).filter((field): field is [string, string] => typeof field[1] === 'string'),
  );
}
