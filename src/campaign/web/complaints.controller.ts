import { Body, Controller, Get, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../kernel/clock.js';
import { CLOCK } from '../../platform/clock.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import {
  fieldSentences,
  go,
  page,
  readBody,
  textIn,
  Words,
  type Answer,
  type Translate,
} from '../../platform/web/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { ComplaintDirectory } from '../application/complaint-directory.js';
import { DecideComplaintService } from '../application/decide-complaint.service.js';
import { findingSentence, type TypedFinding } from './complaint.page.js';
import { ComplaintRoom, type OpenedComplaint } from './complaint-room.js';
import { complaintsPage } from './complaints.page.js';
import { DecideComplaintForm, findingOf } from './decide-complaint.form.js';
import { NameBooks } from './name-book.js';
import { campaignPaths, pathTo } from './paths.js';

type Fields = Readonly<Record<string, unknown>>;

interface Place {
  readonly path: string;
  readonly back: string;
}

/** The same room at two addresses: for commissions and for party control. */
@ApiExcludeController()
@Access('commission-chair', 'commission-secretary', 'commission-member', 'party-control')
@Controller()
export class ComplaintsController {
  constructor(
    private readonly complaints: ComplaintDirectory,
    private readonly deciding: DecideComplaintService,
    private readonly primaries: PrimaryDirectory,
    private readonly room: ComplaintRoom,
    private readonly books: NameBooks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get([campaignPaths.commissionComplaints, campaignPaths.controlComplaints])
  async list(
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const primary = await this.primaries.current();
    const title = t('campaign.complaints.title');
    if (!primary) {
      const status = t('campaign.debates.no-season');
      return page('campaign/complaints', { title, status, groups: [] });
    }
    const seen = await this.complaints.forStaff(primary.id, actor);
    const people = seen.flatMap(({ complaint }) => complaint.respondent ?? []);
    const names = await this.books.of(primary.id, people, t.language);
    const { path } = placeOf(request);
    return page('campaign/complaints', complaintsPage(seen, path, names, this.clock.now(), t));
  }

  @Get([campaignPaths.commissionComplaint, campaignPaths.controlComplaint])
  async show(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const opened = await this.room.open(id, actor, t);
    return this.room.show(opened, placeOf(request), t, null);
  }

  /** Shows the decision once more before it is taken; nothing is changed yet. */
  @Post([`${campaignPaths.commissionComplaint}/review`, `${campaignPaths.controlComplaint}/review`])
  async review(
    @Param('id') id: string,
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const opened = await this.room.open(id, actor, t);
    const place = placeOf(request);
    const form = await readBody(DecideComplaintForm, body);
    if (!form.ok) {
      const errors = fieldSentences(form.error, t);
      return this.room.show(opened, place, t, { errors, typed: typedIn(body) }, 422);
    }
    return page('campaign/complaint-decision', reviewPage(opened, form.value, place, t));
  }

  @Post([
    `${campaignPaths.commissionComplaint}/decision`,
    `${campaignPaths.controlComplaint}/decision`,
  ])
  async decide(
    @Param('id') id: string,
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const opened = await this.room.open(id, actor, t);
    const place = placeOf(request);
    const form = await readBody(DecideComplaintForm, body);
    if (!form.ok) {
      const errors = fieldSentences(form.error, t);
      return this.room.show(opened, place, t, { errors, typed: typedIn(body) }, 422);
    }
    const { complaint } = opened.seen;
    const decided = await this.deciding.decide(complaint.id, findingOf(form.value), actor);
    if (decided.ok) return go(pathTo(place.path, { id: complaint.id }));
    return this.room.refuse(opened, place, t, decided.error, typedIn(body));
  }
}

/** The page that says what the decision will do. */
export interface ReviewPage {
  readonly title: string;
  readonly status: string;
  readonly removal: string | null;
  readonly finding: string;
  readonly text: string;
  readonly values: { readonly outcome: string; readonly sanction: string };
  readonly action: string;
  readonly back: string;
}

function reviewPage(
  { seen, names }: OpenedComplaint,
  form: DecideComplaintForm,
  place: Place,
  t: Translate,
): ReviewPage {
  const { complaint } = seen;
  const finding = findingOf(form);
  const gaps = { id: complaint.id };
  const name = complaint.respondent ? names.candidate(complaint.respondent) : '';
  return {
    title: t('campaign.complaint.confirm-title'),
    status: t('campaign.complaint.confirm-status'),
    removal:
      finding.sanction === 'removal' ? t('campaign.complaint.confirm-removal', { name }) : null,
    finding: findingSentence(finding, t),
    text: form.text,
    values: { outcome: form.outcome, sanction: form.sanction },
    action: pathTo(`${place.path}/decision`, gaps),
    back: pathTo(place.path, gaps),
  };
}

function placeOf({ url }: FastifyRequest): Place {
  return url.startsWith(campaignPaths.controlComplaints)
    ? { path: campaignPaths.controlComplaint, back: campaignPaths.controlComplaints }
    : { path: campaignPaths.commissionComplaint, back: campaignPaths.commissionComplaints };
}

function typedIn(body: Fields): TypedFinding {
  return {
    outcome: textIn(body, 'outcome'),
    sanction: textIn(body, 'sanction'),
    text: textIn(body, 'text'),
  };
}
