import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CandidateDirectory } from '../../candidate/index.js';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId, ContestId, TerritoryCode } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
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
import { isWithin, PrimaryDirectory, type Primary } from '../../primary/index.js';
import { DebateDirectory } from '../application/debate-directory.js';
import { ScheduleDebateService } from '../application/schedule-debate.service.js';
import { readsRegister, runsDebates } from '../application/scope.js';
import {
  commissionDebatesPage,
  scheduleDebatePage,
  type DebatePlace,
  type TypedDebate,
} from './commission-debates.page.js';
import { fromLocal } from './local-moment.js';
import { contestName, NameBooks, personName } from './name-book.js';
import { campaignPaths, pathTo } from './paths.js';
import { refusalSentences, statusOf } from './refusal-sentences.js';
import { ScheduleDebateForm } from './schedule-debate.form.js';

type Body = Readonly<Record<string, unknown>>;

@ApiExcludeController()
@Access('commission-chair', 'commission-secretary', 'commission-member')
@Controller()
export class CommissionDebatesController {
  constructor(
    private readonly debates: DebateDirectory,
    private readonly scheduling: ScheduleDebateService,
    private readonly primaries: PrimaryDirectory,
    private readonly candidates: CandidateDirectory,
    private readonly names: NameBooks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(campaignPaths.commissionDebates)
  async list(@CurrentActor() actor: Actor, @Words() t: Translate): Promise<Answer> {
    const primary = await this.primaries.current();
    const all = primary ? await this.debates.schedule(primary.id) : [];
    const mine = all.filter(({ unit }) => readsRegister(actor, unit));
    const names = primary && (await this.names.of(primary.id, [], t.language));
    if (!names) return page('campaign/commission-debates', nothing(t));
    return page(
      'campaign/commission-debates',
      commissionDebatesPage(mine, names, this.clock.now(), t),
    );
  }

  @Get(campaignPaths.newDebate)
  async form(
    @Query('where') where: string | undefined,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return await this.show(actor, typeof where === 'string' ? where : '', null, [], 200, t);
  }

  @Post(campaignPaths.newDebate)
  async schedule(
    @Body() body: Body,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const form = await readBody(ScheduleDebateForm, body);
    const typed = typedIn(body);
    const where = textOf(body['where']);
    if (!form.ok) {
      return await this.show(actor, where, typed, fieldSentences(form.error, t), 422, t);
    }
    const startsAt = fromLocal(form.value.startsAt);
    if (!startsAt) {
      const error = { field: 'startsAt', sentence: t('campaign.form.moment') };
      return await this.show(actor, where, typed, [error], 422, t);
    }
    const [contest = '', unit = ''] = form.value.where.split('/');
    const scheduled = await this.scheduling.schedule(
      {
        contestId: contest as ContestId,
        unit: unit as TerritoryCode,
        place: form.value.place,
        startsAt,
        streamAddress: form.value.streamAddress || null,
        participants: form.value.participants as CandidacyId[],
      },
      actor,
    );
    if (scheduled.ok) return go(pathTo(campaignPaths.commissionDebate, { id: scheduled.value }));
    const people = await this.candidates.candidacies(form.value.participants as CandidacyId[]);
    const nameOf = (id: CandidacyId): string => {
      const person = people.find((one) => one.id === id);
      return person ? personName(person) : '—';
    };
    const errors = refusalSentences(scheduled.error, t, nameOf);
    return await this.show(actor, where, typed, errors, statusOf(scheduled.error), t);
  }

  private async show(
    actor: Actor,
    where: string,
    typed: TypedDebate | null,
    errors: readonly FieldSentence[],
    status: number,
    t: Translate,
  ): Promise<Answer> {
    const primary = await this.primaries.current();
    const places = primary ? await this.places(primary, actor, t) : [];
    const chosen = places.find(({ value }) => value === where) ?? null;
    const people = chosen ? await this.peopleAt(chosen) : [];
    const view = scheduleDebatePage(places, chosen?.value ?? '', people, typed, errors, t);
    return page('campaign/schedule-debate', view, status);
  }

  /** The contests with the units in which the reader runs debates. */
  private async places(primary: Primary, actor: Actor, t: Translate): Promise<DebatePlace[]> {
    const [contests, territories] = await Promise.all([
      this.primaries.contests(primary.id),
      this.primaries.territories(),
    ]);
    return contests.flatMap((contest) =>
      territories
        .filter(({ code }) => isWithin(code, contest.territory) && runsDebates(actor, code))
        .map(({ code, name }) => ({
          value: `${contest.id}/${code}`,
          unit: code,
          name:
            code === contest.territory
              ? contestName(contest, t.language)
              : `${contestName(contest, t.language)}: ${name[t.language]}`,
        })),
    );
  }

  private async peopleAt({ value, unit }: DebatePlace): Promise<{ id: string; name: string }[]> {
    const [contest = ''] = value.split('/');
    const registered = await this.candidates.registeredIn(contest as ContestId);
    const order = new Intl.Collator('kk');
    return registered
      .filter((candidacy) => isWithin(candidacy.unit, unit))
      .map((candidacy) => ({ id: candidacy.id, name: personName(candidacy) }))
      .sort((a, b) => order.compare(a.name, b.name));
  }
}

function nothing(t: Translate): object {
  return {
    title: t('campaign.commission.debates.title'),
    status: t('campaign.debates.no-season'),
    schedule: null,
    debates: [],
  };
}

function typedIn(body: Body): TypedDebate {
  return {
    place: textOf(body['place']),
    startsAt: textOf(body['startsAt']),
    streamAddress: textOf(body['streamAddress']),
    participants: [body['participants'] ?? []].flat().map(textOf),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
