import { later, second } from '../kernel/clock.js';
import type { CandidacyId, TerritoryCode } from '../kernel/ids.js';
import { PrimaryDirectory, type Contest, type StageRule } from '../primary/index.js';
import { ExtendRoundService, RoundDirectory, SetDelegatesService } from '../voting/index.js';
import { commissionOf, type StandingContender } from './applications.js';
import { eachOf, expected } from './expect.js';
import type { Member } from './members.js';
import { shares } from './plan.js';
import type { Playing } from './playing.js';
import {
  closeRound,
  enterPaper,
  finishRound,
  makeKeys,
  openRound,
  prepareStage,
  preparePaper,
  voteOnline,
  type PlayedRound,
} from './rounds.js';
import type { Staff } from './staff.js';

type Contenders = ReadonlyMap<CandidacyId, StandingContender>;

/** How many ballots a second the closing time reckons with. */
const ballotsASecond = 2_500;
/** Preparing and opening the rounds, before the first voter comes. */
const preparation = 15 * second;
/** So long before the closing a vote that is still going on is extended, as the real one was on 3 October 2020. */
const notice = 10 * second;

export interface RatingVote {
  readonly rounds: number;
  readonly online: number;
  readonly paper: number;
}

/** The rating vote of the members: every contest, every district, online and on paper. */
export async function playRatingVote(
  playing: Playing,
  contests: readonly Contest[],
  contenders: Contenders,
  staff: Staff,
): Promise<RatingVote> {
  const { progress, plan } = playing;
  const ballots = 2 * plan.onlineVoters;
  const rounds = await progress.step('Rolls frozen, paper voters marked', async () => {
    const stages = await firstStages(playing, contests);
    // The closing counts from the opening, which takes a moment for every round.
    const opensAt = new Date();
    const closesAt = later(opensAt, preparation + (ballots / ballotsASecond) * second);
    const planned = await eachOf(stages, 1, ({ contest, stage }) =>
      prepareStage(
        playing,
        { contestId: contest.id, stageId: stage.id, opensAt, closesAt },
        contenders,
        staff,
      ),
    );
    return await eachOf(planned.flat(), 2, (played) =>
      preparePaper(playing, played, paperOf(playing, played), staff),
    );
  });
  await progress.step('Ballot keys made by the chairs, tried by the trustees', () =>
    eachOf(rounds, 4, (played) => makeKeys(playing, played, staff)),
  );
  await progress.step(`${rounds.length} rounds opened`, () =>
    eachOf(rounds, 4, (played) => openRound(playing, played, staff)),
  );
  await progress.step(`${ballots} ballots online`, async (tell) => {
    let cast = 0;
    const voting = eachOf(rounds, 3, (played) =>
      voteOnline(playing, played, onlineOf(playing, played), (count) => {
        cast += count;
        tell(cast, ballots);
      }),
    );
    await keptOpen(playing, rounds, staff, { voting, share: () => cast / ballots });
  });
  await progress.step('Waiting for the closing time', () => untilClosed(playing, rounds));
  await progress.step('Rounds closed, paper protocols typed by two people', () =>
    eachOf(rounds, 4, async (played) => {
      await closeRound(playing, played, staff);
      await enterPaper(playing, played, staff);
    }),
  );
  await progress.step('Counted, signed and published', () =>
    eachOf(rounds, 4, (played) => finishRound(playing, played, staff)),
  );
  return { rounds: rounds.length, online: plan.onlineVoters, paper: plan.paperVoters };
}

/** A conference of delegates for every contest that has such a stage; everybody present votes, then it closes. */
export async function playConference(
  playing: Playing,
  stageId: string,
  contests: readonly Contest[],
  members: readonly Member[],
  contenders: Contenders,
  staff: Staff,
): Promise<number> {
  const { progress, app } = playing;
  const directory = app.get(PrimaryDirectory);
  return await progress.step(`Conferences: ${stageId}`, async (tell) => {
    let delegates = 0;
    const withStage = await eachOf(contests, 1, async (contest) => {
      const { path } = await directory.bodyRule(contest);
      const stage = path.find(({ id }) => id === stageId);
      return stage ? [{ contest, stage }] : [];
    });
    for (const { contest, stage } of withStage.flat()) {
      for (const unit of await directory.unitsOf(contest, stage)) {
        const iins = delegatesOf(playing, unit, members);
        const list = { contestId: contest.id, stageId, unit, iins };
        expected(await app.get(SetDelegatesService).set(list, staff.office), 'the delegates');
      }
    }
    const opensAt = new Date();
    const closesAt = later(opensAt, 3_600 * second);
    const planned = await eachOf(withStage.flat(), 2, ({ contest }) =>
      prepareStage(
        playing,
        { contestId: contest.id, stageId, opensAt, closesAt },
        contenders,
        staff,
      ),
    );
    const rounds = planned.flat();
    let done = 0;
    await eachOf(rounds, 4, async (played) => {
      await makeKeys(playing, played, staff);
      await openRound(playing, played, staff);
      await voteOnline(playing, played, Number.MAX_SAFE_INTEGER, (count) => (delegates += count));
      await closeRound(playing, played, staff);
      await finishRound(playing, played, staff);
      tell(++done, rounds.length);
    });
    return delegates;
  });
}

async function firstStages(
  { app }: Playing,
  contests: readonly Contest[],
): Promise<{ contest: Contest; stage: StageRule }[]> {
  const directory = app.get(PrimaryDirectory);
  const stages = await eachOf(contests, 1, async (contest) => {
    const [stage] = (await directory.bodyRule(contest)).path;
    return stage ? [{ contest, stage }] : [];
  });
  return stages.flat();
}

interface Voting {
  readonly voting: Promise<unknown>;
  /** How much of it is done, from 0 to 1. */
  readonly share: () => number;
}

/** Extends the rounds, with the reason published, while the voters are still coming and the closing is near. */
async function keptOpen(
  playing: Playing,
  rounds: readonly PlayedRound[],
  staff: Staff,
  { voting, share }: Voting,
): Promise<void> {
  const started = Date.now();
  let coming = true;
  const ended = voting.finally(() => {
    coming = false;
  });
  const watch = async (): Promise<void> => {
    let closesAt = await lastClosing(playing, rounds);
    while (coming) {
      await pause(200);
      if (closesAt - Date.now() > notice) continue;
      closesAt = Date.now() + notice + timeNeeded(Date.now() - started, share());
      await extendAll(playing, rounds, staff, new Date(closesAt));
    }
  };
  await Promise.all([ended, watch()]);
}

/** How much longer the voters need, going by those who are through; a guess while they are few. */
function timeNeeded(elapsed: number, share: number): number {
  return share < 0.15 ? 6 * second : Math.min((1.1 * elapsed * (1 - share)) / share, 40 * second);
}

async function extendAll(
  { app }: Playing,
  rounds: readonly PlayedRound[],
  staff: Staff,
  closesAt: Date,
): Promise<void> {
  const reason = 'Дауыс берушілер әлі кезекте тұр; ешкім дауысынан айырылмауға тиіс.';
  await eachOf(rounds, 4, async ({ round }) => {
    const { chair } = commissionOf(staff, round.unit);
    const extended = await app
      .get(ExtendRoundService)
      .extend(round.id, { closesAt, reason }, chair);
    expected(extended, 'the extension');
  });
}

/** Waits until the database's clock has passed the closing of every round. */
async function untilClosed(playing: Playing, rounds: readonly PlayedRound[]): Promise<void> {
  const left = (await lastClosing(playing, rounds)) - Date.now();
  await pause(Math.max(0, left) + 100);
}

async function lastClosing({ app }: Playing, rounds: readonly PlayedRound[]): Promise<number> {
  const now = await eachOf(rounds, 4, ({ round }) => app.get(RoundDirectory).byId(round.id));
  return Math.max(...now.map((round) => round?.closesAt.getTime() ?? 0));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

function onlineOf({ plan }: Playing, { round }: PlayedRound): number {
  return partOf(plan.onlineVoters, plan.spread, round.unit);
}

function paperOf({ plan }: Playing, { round }: PlayedRound): { voters: number; places: number } {
  return {
    voters: partOf(plan.paperVoters, plan.spread, round.unit),
    places: Math.max(1, partOf(plan.votingPlaces, plan.spread, round.unit)),
  };
}

/** A unit's part of a total, in proportion to its members; the parts add up. */
function partOf(
  total: number,
  spread: ReadonlyMap<TerritoryCode, number>,
  unit: TerritoryCode,
): number {
  const at = [...spread.keys()].indexOf(unit);
  return shares(total, [...spread.values()])[at] ?? 0;
}

/** The first members of the unit: 109 for the region, as in Aktobe (ult.kz), and about 35 for a district. */
function delegatesOf({ plan }: Playing, unit: TerritoryCode, members: readonly Member[]): string[] {
  const there = members.filter(({ territory }) => territory.startsWith(unit));
  const wanted = unit === plan.region ? 109 : 37;
  const step = Math.max(1, Math.floor(there.length / wanted));
  return there
    .filter((_, at) => at % step === 0)
    .slice(0, wanted)
    .map(({ iin }) => iin);
}
