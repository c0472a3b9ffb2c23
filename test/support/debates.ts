import {
  DrawSpeakingOrderService,
  RecordAttendanceService,
  ScheduleDebateService,
  type AttendanceMark,
  type DebateId,
  type NewDebate,
} from '../../src/campaign/index.js';
import type { CandidacyId, ContestId, PrimaryId, TerritoryCode } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { MoveSeasonService } from '../../src/primary/index.js';
import type { TestApp } from './app.js';
import {
  accepted,
  candidate,
  commission,
  contestIn,
  decided,
  iinOf,
  submitted,
} from './candidates.js';
import { openPrimary } from './primary.js';

/** A campaign that is on: the contest of Kostanay city with its commission and registered candidates. */
export interface OpenCampaign {
  readonly primaryId: PrimaryId;
  readonly contestId: ContestId;
  readonly unit: TerritoryCode;
  readonly office: Actor;
  readonly chair: Actor;
  readonly people: readonly Actor[];
  readonly candidacies: readonly CandidacyId[];
}

export const debateBegins = new Date('2020-09-14T18:00:00+06:00');

/** Brings a season to its campaign, on 10 September 2020, with so many registered candidates. */
export async function openCampaign(
  app: TestApp,
  { candidates = 3, rules }: { candidates?: number; rules?: string } = {},
): Promise<OpenCampaign> {
  app.clock.set('2020-08-20T09:00:00+06:00');
  const { primaryId, office } = await openPrimary(app, {
    state: 'registration',
    ...(rules !== undefined && { rules }),
  });
  const contestId = await contestIn(app, primaryId, 'KZ-3901');
  const members = await commission(app, 'KZ-3901');
  const people: Actor[] = [];
  const candidacies: CandidacyId[] = [];
  for (let serial = 1; serial <= candidates; serial++) {
    const person = await candidate(app, iinOf(serial), `Үміткер ${serial}`);
    people.push(person);
    candidacies.push(await submitted(app, person, { contestId, route: 'self' }));
  }
  await decided(app, members, candidacies);
  app.clock.set('2020-09-10T09:00:00+06:00');
  accepted(await app.get(MoveSeasonService).move(primaryId, 'campaigning', office));
  return {
    primaryId,
    contestId,
    unit: 'KZ-3901' as TerritoryCode,
    office,
    chair: members[0]!,
    people,
    candidacies,
  };
}

/** A debate of all candidates of the campaign. */
export function debateOf(campaign: OpenCampaign, overrides: Partial<NewDebate> = {}): NewDebate {
  return {
    contestId: campaign.contestId,
    unit: campaign.unit,
    place: 'Достар сарайы',
    startsAt: debateBegins,
    streamAddress: 'https://video.example/live',
    participants: campaign.candidacies,
    ...overrides,
  };
}

/** A debate whose order was drawn, at the moment it begins. */
export async function begunDebate(
  app: TestApp,
  campaign: OpenCampaign,
  overrides: Partial<NewDebate> = {},
): Promise<DebateId> {
  const debate = debateOf(campaign, overrides);
  const id = accepted(await app.get(ScheduleDebateService).schedule(debate, campaign.chair));
  accepted(await app.get(DrawSpeakingOrderService).draw(id, '7 13 42', campaign.chair));
  app.clock.set(debate.startsAt);
  return id;
}

/** Marks everybody: those named as absent, the others as present. */
export async function markAll(
  app: TestApp,
  campaign: OpenCampaign,
  id: DebateId,
  absent: readonly CandidacyId[],
): Promise<void> {
  const marks = campaign.candidacies.map((candidacyId): AttendanceMark => ({
    candidacyId,
    attendance: absent.includes(candidacyId) ? 'absent' : 'present',
    reason: '',
  }));
  accepted(await app.get(RecordAttendanceService).record(id, marks, campaign.chair));
}
