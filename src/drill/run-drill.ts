import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { later } from '../kernel/clock.js';
import { eachOf, expected } from '../demo/expect.js';
import type { Acting } from '../demo/playing.js';
import type { DemoClock } from '../demo/demo-clock.js';
import type { Progress } from '../demo/progress.js';
import { moveSeason } from '../demo/season.js';
import { BuildAllListsService, ListDirectory } from '../list-building/index.js';
import type { RoundId } from '../kernel/ids.js';
import { LedgerKey } from '../platform/ledger/index.js';
import type { Round, RoundCount } from '../voting/index.js';
import { verifySome } from './bundles.js';
import { Commissions } from './commissions.js';
import { signVotersIn, writeActs } from './electorate.js';
import type { Installation } from './installation.js';
import { childrenOf, MemoryWatch, type Peaks } from './memory.js';
import type { DrillPlan } from './plan.js';
import { paceOf, type Pace } from './pace.js';
import { planRounds, prepareSeason, type Season } from './preparation.js';
import {
  judge,
  judgeBundles,
  lookIntoBox,
  Outcomes,
  type DrilledRound,
  type Judgement,
} from './promises.js';
import { giveShares } from './trustees.js';
import type { VotersSummary } from './voters/messages.js';
import { VotersProcess } from './voters-process.js';
import { Watcher } from './watcher.js';
import { lateness, measured, playVoteDay, untilAll, type VoteDay } from './vote-day.js';

/** What the drill is run with. */
export interface Drill {
  readonly plan: DrillPlan;
  readonly installation: Installation;
  readonly home: string;
  readonly secret: string;
  readonly clock: DemoClock;
  readonly progress: Progress;
  /** The application on the installation's database, for what happens before and after the vote. */
  readonly openApp: () => Promise<NestFastifyApplication>;
}

export interface DrillReport {
  readonly judgements: readonly Judgement[];
  readonly voters: VotersSummary;
  readonly rounds: number;
  readonly lists: number;
  /** Servers that ended without being killed and were started again. */
  readonly restarts: number;
  readonly durations: Readonly<Record<string, number>>;
  readonly peaks: Peaks;
}

/** Plays a whole vote day and answers what was promised and what was kept. */
export async function runDrill(drill: Drill): Promise<DrillReport> {
  const { installation, progress } = drill;
  const durations: Record<string, number> = {};
  const memory = watchMemory(drill);
  const { season, rounds, votes, opensAt, pace } = await prepare(drill, durations);
  const ids = rounds.map(({ id }) => id);
  const receiptKey = (await LedgerKey.at(drill.home)).publicKey();
  const voters = await startVoters(drill, ids, receiptKey);
  const { url, databaseUrl } = installation;
  const commissions = new Commissions(url, drill.secret, databaseUrl, season.staff);
  const { trustees } = season.staff;
  const day: VoteDay = {
    trustees,
    installation,
    commissions,
    voters,
    rounds,
    progress,
    durations,
    pace,
  };
  const watcher = new Watcher(url, ids, receiptKey);
  memory.voters = voters.pid;
  watcher.start();
  const early = await playVoteDay(day, opensAt);
  const corrupted = await measured(day, 'shares of the trustees', () =>
    giveShares(rounds, commissions, trustees),
  );
  await measured(day, 'opening and counting of all boxes after the last share', () =>
    untilAll(day, ['counted']),
  );
  await progress.step('Protocols signed and published', () =>
    eachOf(rounds, 4, (round) => commissions.signAndPublish(round)),
  );
  Object.assign(durations, await lateness(installation));
  const summary = await voters.end();
  progress.line(`  · ${votes} votes were to be cast`);
  await watcher.stop();
  const drilled = await progress.step('Receipts held against the box and the results', () =>
    compare(drill, rounds, commissions, watcher),
  );
  commissions.close();
  await installation.stopServer();
  const lists = await measured(day, 'lists', () => buildLists(drill, season));
  const bundles = await measured(day, 'bundles made and verified', async () => {
    const app = await drill.openApp();
    return await verifySome(app, rounds, receiptKey).finally(() => app.close());
  });
  return {
    judgements: [...judge(drilled, summary, { early, corrupted }), judgeBundles(bundles)],
    voters: summary,
    rounds: rounds.length,
    lists,
    restarts: installation.restarts,
    durations,
    peaks: memory.watch.stop(),
  };
}

interface Prepared {
  readonly season: Season;
  readonly rounds: readonly Round[];
  readonly votes: number;
  readonly opensAt: Date;
  readonly pace: Pace;
}

async function prepare(drill: Drill, durations: Record<string, number>): Promise<Prepared> {
  const { plan, installation, progress, clock } = drill;
  const app = await drill.openApp();
  const acting: Acting = { app, clock, progress };
  try {
    const season = await prepareSeason(acting, plan);
    await measured({ durations, progress }, 'sign-in of all voters', () =>
      signVotersIn(installation.databaseUrl, plan),
    );
    await installation.startServer();
    const pace = paceOf(plan, installation.startedIn);
    const opensAt = later(new Date(), pace.preparation);
    const closesAt = later(opensAt, pace.voting);
    const rounds = await planRounds(acting, season, { opensAt, closesAt });
    const ids = rounds.map(({ id }) => id);
    const votes = await writeActs(installation.databaseUrl, ids, actsFile(drill));
    return { season, rounds, votes, opensAt, pace };
  } finally {
    await app.close();
  }
}

async function startVoters(
  drill: Drill,
  rounds: readonly RoundId[],
  receiptKey: Buffer,
): Promise<VotersProcess> {
  const { plan, installation, secret } = drill;
  return await VotersProcess.start({
    url: installation.url,
    secret,
    actsFile: actsFile(drill),
    outcomesFile: outcomesFile(drill),
    rounds,
    seed: plan.seed,
    connections: plan.connections,
    receiptKey: receiptKey.toString('base64'),
  });
}

async function compare(
  drill: Drill,
  rounds: readonly Round[],
  commissions: Commissions,
  watcher: Watcher,
): Promise<DrilledRound[]> {
  const outcomes = await Outcomes.read(actsFile(drill), outcomesFile(drill));
  return await eachOf(rounds, 1, async ({ id }, at) => {
    const { result } = (await commissions.published(id)) as { result: RoundCount | null };
    const evidence = { outcomes, watcher, result };
    return await lookIntoBox(drill.installation.databaseUrl, id, at, evidence);
  });
}

/** Builds all lists; answers how many there are. */
async function buildLists(
  { openApp, clock, progress }: Drill,
  { primary, staff }: Season,
): Promise<number> {
  const app = await openApp();
  try {
    await moveSeason({ app, clock, progress }, primary, 'lists', staff.office);
    const builds = await app.get(BuildAllListsService).build(primary.id, staff.office);
    for (const { contestId, result } of builds) expected(result, `the list of ${contestId}`);
    const summaries = await app.get(ListDirectory).summaries(primary.id);
    return summaries.filter(({ state }) => state === 'built').length;
  } finally {
    await app.close();
  }
}

function watchMemory({ installation }: Drill): { watch: MemoryWatch; voters: number | undefined } {
  const watched: { watch: MemoryWatch; voters: number | undefined } = {
    voters: undefined,
    watch: new MemoryWatch(() => {
      const { server, postmaster } = installation.processes;
      return {
        server: server === undefined ? [] : [server],
        PostgreSQL: [postmaster, ...childrenOf(postmaster)],
        voters: watched.voters === undefined ? [] : [watched.voters],
        drill: [process.pid],
      };
    }),
  };
  return watched;
}

function actsFile({ home }: Drill): string {
  return join(home, 'acts.bin');
}

function outcomesFile({ home }: Drill): string {
  return join(home, 'outcomes.bin');
}
