import { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { defined } from '../kernel/assert.js';
import { LoadReferenceTerritoriesService, PrimaryDirectory } from '../primary/index.js';
import type { RankedList } from '../list-building/index.js';
import { ImportMembersService } from '../voting/index.js';
import { applyAndDecide, inventContenders } from './applications.js';
import { playDebates } from './debates.js';
import type { DemoClock } from './demo-clock.js';
import { expected } from './expect.js';
import { playLists } from './lists.js';
import { inventMembers, registerCsv } from './members.js';
import { personMaker } from './people.js';
import { planDemo } from './plan.js';
import type { Playing } from './playing.js';
import type { Progress } from './progress.js';
import { listTable, totals } from './report.js';
import { moveSeason, openSeason } from './season.js';
import { openStaff, type Staff } from './staff.js';
import { playConference, playRatingVote } from './votes.js';

export interface DemoOptions {
  readonly members: number;
  readonly seed: number;
}

export interface PlayedDemo {
  readonly staff: Staff;
  /** An IIN on the register, for whoever wants to sign in as a voter. */
  readonly voterIin: string;
}

/** Plays a whole primary through the application's own use cases on an empty, migrated database. */
export async function runDemo(
  app: NestFastifyApplication,
  clock: DemoClock,
  options: DemoOptions,
  progress: Progress,
): Promise<PlayedDemo> {
  const plan = planDemo(options);
  const playing: Playing = { app, clock, plan, progress };
  const staff = await progress.step('Accounts of the office and 21 commissions', async () => {
    await app.get(LoadReferenceTerritoriesService).load();
    return await openStaff(app, [plan.region, ...plan.spread.keys()], plan.seed);
  });
  const primary = await progress.step('Season opened under the rules of 2020', () =>
    openSeason(playing, staff.office),
  );
  const { calendar } = primary.rules;
  const make = personMaker(calendar.referenceDate);
  const members = inventMembers(plan, make);
  await progress.step(`${members.length} members imported`, async () => {
    const csv = Readable.from([registerCsv(members)]);
    expected(await app.get(ImportMembersService).import(csv, staff.office), 'the register');
  });

  clock.moveTo(calendar.announced);
  await moveSeason(playing, primary, 'announced', staff.office);
  clock.moveTo(calendar.registration.from);
  await moveSeason(playing, primary, 'registration', staff.office);
  const contests = await app.get(PrimaryDirectory).contests(primary.id);
  const invented = inventContenders(plan, contests, make, calendar.referenceDate);
  const standing = await applyAndDecide(playing, invented, primary, staff);
  const contenders = new Map(standing.map((contender) => [contender.id, contender]));

  clock.moveTo(calendar.campaigning.from);
  await moveSeason(playing, primary, 'campaigning', staff.office);
  await playDebates(playing, primary, standing, staff);
  clock.present();
  await moveSeason(playing, primary, 'voting', staff.office);
  await playRatingVote(playing, contests, contenders, staff);
  await playConference(playing, 'district-conference', contests, members, contenders, staff);
  await playConference(playing, 'regional-conference', contests, members, contenders, staff);
  const lists = await playLists(playing, primary, staff);
  const shown = mostCorrected(lists);
  progress.line(
    `\n${plan.onlineVoters + plan.paperVoters} members voted: ${plan.onlineVoters} online, ${plan.paperVoters} on paper.`,
  );
  if (shown) {
    progress.line(
      `\n${shown.contest.bodyName.en}, ${shown.contest.territoryName.en}: ${shown.places} places for ${shown.seats} seats\n`,
    );
    listTable(shown, primary).forEach((line) => progress.line(line));
  }
  progress.line('');
  totals(lists).forEach((line) => progress.line(line));
  return { staff, voterIin: defined(members.at(-1), 'a last member').iin };
}

/** The list on which the quotas moved most people: the one whose reasons are worth reading. */
function mostCorrected(lists: readonly RankedList[]): RankedList | undefined {
  const moved = ({ outcome }: RankedList): number =>
    outcome.status === 'built'
      ? outcome.list.filter(({ reason }) => reason.kind === 'quota').length
      : 0;
  return lists.toSorted((a, b) => moved(b) - moved(a))[0];
}
