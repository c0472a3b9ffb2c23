import { defined } from '../kernel/assert.js';
import type { RoundId } from '../kernel/ids.js';
import { applyAndDecide, commissionOf } from '../demo/applications.js';
import { holdCeremony } from '../demo/ballot-keys.js';
import { eachOf, expected } from '../demo/expect.js';
import type { Acting } from '../demo/playing.js';
import { moveSeason } from '../demo/season.js';
import { openStaff, type Staff } from '../demo/staff.js';
import {
  CreatePrimaryService,
  LoadReferenceTerritoriesService,
  PrimaryDirectory,
  type Contest,
  type Primary,
} from '../primary/index.js';
import {
  FreezeRollService,
  ImportMembersService,
  PlanRoundsService,
  RoundDirectory,
  SetDelegatesService,
  type Round,
} from '../voting/index.js';
import { inventCandidates } from './candidates.js';
import type { DrillPlan } from './plan.js';
import { delegatesOf, registerOf } from './register.js';
import { drillRules } from './rules.js';

export interface Season {
  readonly primary: Primary;
  readonly contests: readonly Contest[];
  readonly staff: Staff;
}

/** Everything before the votes are planned: staff, season, register, candidates, delegates. */
export async function prepareSeason(acting: Acting, plan: DrillPlan): Promise<Season> {
  const { app, clock, progress } = acting;
  const staff = await progress.step(`Accounts of ${plan.regions + 1} commissions`, async () => {
    await app.get(LoadReferenceTerritoriesService).load();
    return await openStaff(app, territoriesOf(plan), plan.seed);
  });
  const { office } = staff;
  const rules = await drillRules(plan, clock.now());
  const created = expected(await app.get(CreatePrimaryService).create(rules, office), 'the season');
  const directory = app.get(PrimaryDirectory);
  const primary = defined(await directory.byId(created.primaryId), 'the season');
  await progress.step(`Register of ${plan.members} members imported`, async () => {
    const taken = await app.get(ImportMembersService).import(registerOf(plan), office);
    expected(taken, 'the register');
  });
  const { calendar } = primary.rules;
  clock.moveTo(calendar.announced);
  await moveSeason(acting, primary, 'announced', office);
  clock.moveTo(calendar.registration.from);
  await moveSeason(acting, primary, 'registration', office);
  const contests = await directory.contests(primary.id);
  const invented = inventCandidates(plan, contests, calendar.referenceDate);
  await applyAndDecide(acting, invented, primary, staff);
  clock.moveTo(calendar.campaigning.from);
  await moveSeason(acting, primary, 'campaigning', office);
  clock.present();
  await moveSeason(acting, primary, 'voting', office);
  const season = { primary, contests, staff };
  await setDelegates(acting, plan, season);
  return season;
}

/** Plans a round for every region of every contest and freezes the rolls. */
export async function planRounds(
  acting: Acting,
  { contests, staff }: Season,
  times: { readonly opensAt: Date; readonly closesAt: Date },
): Promise<Round[]> {
  const { app, progress } = acting;
  const directory = app.get(RoundDirectory);
  const planned = await progress.step('Votes planned', () =>
    eachOf(contests, 1, async (contest) => {
      const stageId = await firstStage(app, contest);
      const plan = { contestId: contest.id, stageId, ...times };
      return expected(await app.get(PlanRoundsService).plan(plan, staff.office), 'a plan').rounds;
    }),
  );
  const ids = planned.flat();
  await progress.step(`${ids.length} rolls frozen`, () =>
    eachOf(ids, 2, async (id) => freeze(app, id, staff)),
  );
  const rounds = await eachOf(ids, 4, async (id) => defined(await directory.byId(id), 'a round'));
  await progress.step('Ballot keys made by the chairs, tried by the trustees', () =>
    eachOf(rounds, 2, (round) => {
      const { chair } = commissionOf(staff, round.unit);
      return holdCeremony(acting, round, chair, staff.trustees);
    }),
  );
  return rounds;
}

async function freeze(app: Acting['app'], id: RoundId, staff: Staff): Promise<void> {
  const round = defined(await app.get(RoundDirectory).byId(id), 'a round just planned');
  const { secretary } = commissionOf(staff, round.unit);
  expected(await app.get(FreezeRollService).freeze(id, secretary), 'a roll');
}

async function setDelegates(
  { app, progress }: Acting,
  plan: DrillPlan,
  { contests, staff }: Season,
): Promise<void> {
  const national = defined(
    contests.find(({ body }) => body === 'majilis'),
    'the national contest',
  );
  const stageId = await firstStage(app, national);
  const delegates = delegatesOf(plan);
  await progress.step('Delegates of the regions', () =>
    eachOf(plan.drilled, 1, async ({ code }) => {
      const iins = delegates.get(code) ?? [];
      const list = { contestId: national.id, stageId, unit: code, iins };
      expected(await app.get(SetDelegatesService).set(list, staff.office), 'the delegates');
    }),
  );
}

async function firstStage(app: Acting['app'], contest: Contest): Promise<string> {
  const { path } = await app.get(PrimaryDirectory).bodyRule(contest);
  return defined(path[0], 'a stage').id;
}

function territoriesOf(plan: DrillPlan): DrillPlan['drilled'][number]['code'][] {
  const country = 'KZ' as DrillPlan['drilled'][number]['code'];
  return [country, ...plan.drilled.map(({ code }) => code)];
}
