import { Body, Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type RoundId } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  go,
  page,
  readBody,
  textIn,
  Words,
  writeMoment,
  type Answer,
  type Translate,
} from '../../platform/web/index.js';
import { DecideTieService } from '../application/decide-tie.service.js';
import { DefinePlacesService } from '../application/define-places.service.js';
import { EnterProtocolService } from '../application/enter-protocol.service.js';
import { RoundOverviews, type RoundConsole } from '../application/round-overviews.js';
import { worksOnCount } from '../application/round-scope.js';
import type { PlaceToDefine, StoredPlace } from '../domain/rounds/paper-protocol.js';
import { countPaths } from './count-paths.js';
import { refusalSentences } from './count-sentences.js';
import { paperEntryPage } from './paper-entry.page.js';
import { readProtocolForm, type TypedProtocol } from './paper-entry.form.js';
import { awaitedCount } from './recounts.page.js';
import { consolePage } from './round-console.page.js';
import { RoundStepForm } from './round-step.form.js';
import { roundStepPage } from './round-step.page.js';
import { isRoundStep, RoundSteps } from './round-steps.js';
import { headingOf } from './round.page.js';
import { tiePage } from './tie.page.js';

/** The commission's pages of its rounds: the console, the steps, the paper places and the ties. */
@ApiExcludeController()
@Access('commission-chair', 'commission-secretary', 'commission-member', 'central-office')
@Controller('commission/rounds')
export class RoundConsoleController {
  constructor(
    private readonly overviews: RoundOverviews,
    private readonly steps: RoundSteps,
    private readonly places: DefinePlacesService,
    private readonly protocols: EnterProtocolService,
    private readonly ties: DecideTieService,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Words() t: Translate): Promise<Answer> {
    const rounds = await this.overviews.runBy(actor);
    return page('voting/commission-rounds', {
      title: t('voting-count.list.title'),
      stages: countPaths.stages,
      rounds: rounds.map(({ round, title }) => {
        const heading = headingOf(t, title);
        return {
          title: heading.title,
          unit: heading.unit,
          state: t(`voting-count.state.${round.state}`),
          closes: writeMoment(round.closesAt, t.language),
          href: countPaths.console(round.id),
        };
      }),
    });
  }

  @Get(':id')
  async show(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return page('voting/round-console', consolePage(t, await this.consoleOf(id, actor), actor));
  }

  @Get(':id/places')
  async showPlaces(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return page('voting/places', placesPage(t, await this.consoleOf(id, actor)));
  }

  @Post(':id/places')
  async definePlaces(
    @Param('id') id: string,
    @Body() body: { readonly places?: unknown },
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const data = await this.consoleOf(id, actor);
    const typed = textIn(body, 'places');
    const defined = await this.places.define(data.round.id, readPlaces(typed), actor);
    if (defined.ok) return go(countPaths.console(id));
    const errors = refusalSentences(t, defined.error);
    return page('voting/places', placesPage(t, data, typed, errors), 422);
  }

  @Get(':id/places/:place')
  async showEntry(
    @Param('id') id: string,
    @Param('place') placeId: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const data = await this.consoleOf(id, actor);
    return page('voting/paper-entry', paperEntryPage(t, data, placeOf(data, placeId)));
  }

  @Post(':id/places/:place')
  async enter(
    @Param('id') id: string,
    @Param('place') placeId: string,
    @Body() body: TypedProtocol,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const data = await this.consoleOf(id, actor);
    const place = placeOf(data, placeId);
    const protocol = readProtocolForm(body, data);
    const entered = await this.protocols.enter(place.id, protocol, actor);
    if (entered.ok) return go(countPaths.console(id));
    return page('voting/paper-entry', paperEntryPage(t, data, place, body, entered.error), 422);
  }

  @Get(':id/ties/:tie')
  async showTie(
    @Param('id') id: string,
    @Param('tie') tie: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const data = await this.consoleOf(id, actor);
    return page('voting/tie', tiePage(t, data, tiedIn(data, tie)));
  }

  @Post(':id/ties/:tie')
  async decideTie(
    @Param('id') id: string,
    @Param('tie') tie: string,
    @Body() body: Readonly<Record<string, unknown>>,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const data = await this.consoleOf(id, actor);
    const tied = tiedIn(data, tie);
    const reason = textIn(body, 'reason');
    const order = orderTyped(tied, body);
    const decided = order && (await this.ties.decide(data.round.id, order, reason, actor));
    if (decided?.ok) return go(countPaths.console(id));
    const errors = decided
      ? refusalSentences(t, [decided.error])
      : [t('voting-count.tie.order-typed', { count: tied.length })];
    return page('voting/tie', tiePage(t, data, tied, body, errors), 422);
  }

  @Get(':id/:step')
  async showStep(
    @Param('id') id: string,
    @Param('step') step: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    if (!isRoundStep(step)) throw new NotFoundException();
    return page('voting/round-step', roundStepPage(t, await this.consoleOf(id, actor), step));
  }

  @Post(':id/:step')
  async takeStep(
    @Param('id') id: string,
    @Param('step') step: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    if (!isRoundStep(step)) throw new NotFoundException();
    const data = await this.consoleOf(id, actor);
    const form = await readBody(RoundStepForm, body);
    if (!form.ok) {
      const errors = Object.values(form.error).map((key) => t(key));
      return page('voting/round-step', roundStepPage(t, data, step, {}, errors), 422);
    }
    const taken = await this.steps.take(step, data.round.id, form.value, actor);
    if (taken.ok) return go(countPaths.console(id));
    const errors = refusalSentences(t, [taken.error].flat());
    return page('voting/round-step', roundStepPage(t, data, step, form.value, errors), 422);
  }

  /** The console of a round for somebody who works on it; for anybody else there is no such page. */
  private async consoleOf(id: string, actor: Actor): Promise<RoundConsole> {
    const data = isId(id) ? await this.overviews.console(id as RoundId) : null;
    if (!data || !worksOnCount(actor, data.round.unit)) throw new NotFoundException();
    return data;
  }
}

function placeOf(data: RoundConsole, id: string): StoredPlace {
  const place = data.places.find((one) => one.id === id);
  if (!place) throw new NotFoundException();
  return place;
}

function tiedIn(data: RoundConsole, index: string): readonly string[] {
  const tied = /^\d+$/.test(index) ? awaitedCount(data)?.awaited[Number(index)] : undefined;
  if (!tied) throw new NotFoundException();
  return tied;
}

/** The tied candidates by the places typed beside their names; null unless these are 1 to n. */
function orderTyped(
  tied: readonly string[],
  body: Readonly<Record<string, unknown>>,
): readonly string[] | null {
  const order = tied.map((_, place) =>
    tied.filter((__, at) => body[`c${at}`] === String(place + 1)),
  );
  return order.every(({ length }) => length === 1) ? order.flat() : null;
}

/** One place a line: the name, and after a semicolon how many voters are listed for it. */
function readPlaces(typed: string): PlaceToDefine[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, name = line, listed] = /^(.*?)\s*;\s*(\d{1,7})$/.exec(line) ?? [];
      return { name: name.trim(), listed: listed === undefined ? null : Number(listed) };
    });
}

function placesPage(
  t: Translate,
  data: RoundConsole,
  value = '',
  errors: readonly string[] = [],
): object {
  return {
    title: t('voting-count.places.title'),
    heading: headingOf(t, data.title).title,
    back: countPaths.console(data.round.id),
    value,
    existing: data.places.map(({ name }) => name),
    errors: errors.map((sentence) => ({ field: 'places', sentence })),
  };
}
