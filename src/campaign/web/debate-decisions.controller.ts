import {
  Body,
  Controller,
  ForbiddenException,
  Get,
  NotFoundException,
  Param,
  Post,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type CandidacyId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import { go, page, textIn, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { CancelDebateService } from '../application/cancel-debate.service.js';
import { DebateDirectory, type Debate } from '../application/debate-directory.js';
import { DrawSpeakingOrderService } from '../application/draw-speaking-order.service.js';
import type { CampaignRefusal } from '../application/refusal.js';
import { readsRegister } from '../application/scope.js';
import { StrikeOffAbsentService } from '../application/strike-off-absent.service.js';
import type { DebateId } from '../domain/ids.js';
import { debateDecisionPage } from './debate-decision.page.js';
import { NameBooks, type NameBook } from './name-book.js';
import { campaignPaths, pathTo } from './paths.js';
import { refusalSentences, statusOf } from './refusal-sentences.js';

type Fields = Readonly<Record<string, unknown>>;
type Kind = Parameters<typeof debateDecisionPage>[0];

interface Loaded {
  readonly debate: Debate;
  readonly names: NameBook;
  readonly person: { readonly id: CandidacyId; readonly name: string } | null;
}

/** What cannot be taken back: each has a page of its own that says what will happen. */
@ApiExcludeController()
@Access('commission-chair', 'commission-secretary')
@Controller()
export class DebateDecisionsController {
  constructor(
    private readonly debates: DebateDirectory,
    private readonly drawing: DrawSpeakingOrderService,
    private readonly cancelling: CancelDebateService,
    private readonly striking: StrikeOffAbsentService,
    private readonly names: NameBooks,
  ) {}

  @Get(campaignPaths.draw)
  async askDraw(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return ask('draw', await this.load(id, null, actor, t), t);
  }

  @Post(campaignPaths.draw)
  async draw(
    @Param('id') id: string,
    @Body() body: Fields,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const loaded = await this.load(id, null, actor, t);
    const word = textIn(body, 'word');
    const drawn = await this.drawing.draw(loaded.debate.id, word, actor);
    return answer('draw', loaded, drawn, word, t);
  }

  @Get(campaignPaths.cancellation)
  async askCancel(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return ask('cancellation', await this.load(id, null, actor, t), t);
  }

  @Post(campaignPaths.cancellation)
  async cancel(
    @Param('id') id: string,
    @Body() body: Fields,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const loaded = await this.load(id, null, actor, t);
    const reason = textIn(body, 'reason');
    const cancelled = await this.cancelling.cancel(loaded.debate.id, reason, actor);
    return answer('cancellation', loaded, cancelled, reason, t);
  }

  @Get(campaignPaths.absence)
  async askStrikeOff(
    @Param('id') id: string,
    @Param('candidacy') candidacy: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return ask('absence', await this.load(id, candidacy, actor, t), t);
  }

  @Post(campaignPaths.absence)
  async strikeOff(
    @Param('id') id: string,
    @Param('candidacy') candidacy: string,
    @Body() body: Fields,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const loaded = await this.load(id, candidacy, actor, t);
    const text = textIn(body, 'text');
    const { debate } = loaded;
    const struck = await this.striking.strikeOff(debate.id, candidacy as CandidacyId, text, actor);
    return answer('absence', loaded, struck, text, t);
  }

  private async load(
    id: string,
    candidacy: string | null,
    actor: Actor,
    t: Translate,
  ): Promise<Loaded> {
    const debate = isId(id) ? await this.debates.debate(id as DebateId) : null;
    if (!debate) throw new NotFoundException();
    if (!readsRegister(actor, debate.unit)) throw new ForbiddenException();
    const people = debate.speakers.map(({ candidacyId }) => candidacyId);
    const names = await this.names.of(debate.primaryId, people, t.language);
    const found = people.find((one) => one === candidacy) ?? null;
    if (candidacy !== null && !found) throw new NotFoundException();
    return { debate, names, person: found && { id: found, name: names.candidate(found) } };
  }
}

function ask(kind: Kind, { debate, person }: Loaded, t: Translate): Answer {
  return page('campaign/debate-decision', debateDecisionPage(kind, debate, person, '', [], t));
}

function answer(
  kind: Kind,
  { debate, names, person }: Loaded,
  result: Result<unknown, CampaignRefusal[]>,
  typed: string,
  t: Translate,
): Answer {
  if (result.ok) return go(pathTo(campaignPaths.commissionDebate, { id: debate.id }));
  const errors = refusalSentences(result.error, t, (id) => names.candidate(id));
  const view = debateDecisionPage(kind, debate, person, typed, errors, t);
  return page('campaign/debate-decision', view, statusOf(result.error));
}
