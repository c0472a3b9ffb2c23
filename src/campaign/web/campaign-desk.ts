import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import type { Clock } from '../../kernel/clock.js';
import { CLOCK } from '../../platform/clock.js';
import type { Actor } from '../../platform/identity/index.js';
import type { Translate } from '../../platform/web/index.js';
import { Desks, PrimaryDirectory, type DeskLine } from '../../primary/index.js';
import { ComplaintDirectory } from '../application/complaint-directory.js';
import { DebateDirectory } from '../application/debate-directory.js';
import { readsRegister } from '../application/scope.js';
import { isOverdue } from '../domain/complaint.js';
import { stepOf } from './commission-debates.page.js';
import { campaignPaths, pathTo } from './paths.js';

/** What of the campaign waits for a commission, for party control and for a candidate. */
@Injectable()
export class CampaignDesk implements OnModuleInit {
  constructor(
    private readonly desks: Desks,
    private readonly primaries: PrimaryDirectory,
    private readonly candidates: CandidateDirectory,
    private readonly debates: DebateDirectory,
    private readonly complaints: ComplaintDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.desks.add('commission', async (actor, t) => [
      await this.debateLine(actor, t),
      await this.complaintLine(actor, campaignPaths.commissionComplaints, t),
    ]);
    this.desks.add('control', async (actor, t) => [
      await this.complaintLine(actor, campaignPaths.controlComplaints, t),
    ]);
    this.desks.add('my', async (actor, t) => [
      ...(await this.myDebateLines(actor, t)),
      await this.myComplaintLine(actor, t),
      { label: t('campaign.event.title'), href: campaignPaths.myEvents, note: '', waits: false },
    ]);
  }

  private async debateLine(actor: Actor, t: Translate): Promise<DeskLine> {
    const now = this.clock.now();
    const primary = await this.primaries.current();
    const all = primary ? await this.debates.schedule(primary.id) : [];
    const mine = all.filter(({ unit }) => readsRegister(actor, unit));
    const steps = mine.map((debate) => stepOf(debate, now));
    const waiting = steps.filter((step) => step !== 'wait' && step !== 'done').length;
    const ahead = steps.filter((step) => step === 'wait').length;
    const held = mine.filter(({ state }) => state === 'held').length;
    return {
      label: t('campaign.debates.title'),
      href: campaignPaths.commissionDebates,
      note:
        mine.length === 0
          ? t('campaign.commission.debates.empty')
          : t('campaign.commission.debates.status', { waiting, ahead, held }),
      waits: waiting > 0,
    };
  }

  /** The next debate the candidate is called to. */
  private async myDebateLines(actor: Actor, t: Translate): Promise<DeskLine[]> {
    const own = await this.candidates.ofAccount(actor.accountId);
    const called = await Promise.all(own.map(({ id }) => this.debates.ofCandidate(id)));
    const now = this.clock.now();
    const [next] = called
      .flat()
      .filter(({ state, startsAt }) => state !== 'cancelled' && startsAt > now)
      .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    if (!next) return [];
    const href = pathTo(campaignPaths.debate, { id: next.id });
    const note = t('campaign.desk.called', { at: next.startsAt, place: next.place });
    return [{ label: t('campaign.debates.title'), href, note, waits: true }];
  }

  private async complaintLine(actor: Actor, href: string, t: Translate): Promise<DeskLine> {
    const primary = await this.primaries.current();
    const seen = primary ? await this.complaints.forStaff(primary.id, actor) : [];
    const mine = seen.filter((one) => one.mine);
    const now = this.clock.now();
    const overdue = mine.filter(({ complaint }) => isOverdue(complaint, now)).length;
    return {
      label: t('campaign.complaints.title'),
      href,
      note: t('campaign.complaints.status', { mine: mine.length, overdue }),
      waits: mine.length > 0,
    };
  }

  private async myComplaintLine(actor: Actor, t: Translate): Promise<DeskLine> {
    const seen = await this.complaints.forParty(actor);
    const filed = seen.filter(({ party }) => party === 'complainant').length;
    const against = seen.length - filed;
    return {
      label: t('campaign.my-complaints.title'),
      href: campaignPaths.myComplaints,
      note: t('campaign.my-complaints.status', { filed, against }),
      waits: false,
    };
  }
}
