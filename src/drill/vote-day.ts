import { setTimeout as pause } from 'node:timers/promises';
import { later, second } from '../kernel/clock.js';
import type { Progress } from '../demo/progress.js';
import { Turns } from '../platform/database/turns.js';
import type { Round, RoundState } from '../voting/index.js';
import type { Commissions } from './commissions.js';
import { withClient } from './electorate.js';
import type { Installation } from './installation.js';
import type { VotersProcess } from './voters-process.js';

/** What the day needs: the machine, the people on both sides, and the rounds. */
export interface VoteDay {
  readonly installation: Installation;
  readonly commissions: Commissions;
  readonly voters: VotersProcess;
  readonly rounds: readonly Round[];
  /** So long before the closing a vote that is still going on is extended, in milliseconds. */
  readonly notice: number;
  readonly progress: Progress;
  /** Durations in seconds by what took them, for the report. */
  readonly durations: Record<string, number>;
}

/** From the last moment before the opening to the last ballot at the closing, with everything that can go wrong between. */
export async function playVoteDay(day: VoteDay, opensAt: Date): Promise<void> {
  const { voters, progress } = day;
  await progress.step('Attempts before the opening', () =>
    voters.order({ kind: 'knock' }, 'tried'),
  );
  await pause(Math.max(0, opensAt.getTime() - Date.now()));
  await progress.step('The rounds open by themselves', () => untilAll(day, ['open']));
  await progress.step('Voting, with everything that goes wrong', async (tell) => {
    const voting = voters.order({ kind: 'vote' }, 'voted');
    let coming = true;
    const ended = voting.finally(() => {
      coming = false;
    });
    const decisions = new Turns(1);
    const showing = setInterval(() => tell(Math.round(voters.share * 100), 100), 200);
    try {
      await Promise.all([ended, troubles(day, decisions), keptOpen(day, decisions, () => coming)]);
    } finally {
      clearInterval(showing);
    }
  });
  await progress.step('The last ballots, around the closing', async () => {
    const at = await closingMoment(day, 8 * second);
    await voters.order({ kind: 'closing', at }, 'closed');
  });
  await progress.step('The rounds close by themselves', () => untilAll(day, ['closed', 'counted']));
}

/** How late the program's own jobs were, going by the times of the decisions they recorded, in seconds. */
export async function lateness(installation: Installation): Promise<Record<string, number>> {
  return await withClient(installation.databaseUrl, async (client) => {
    const { rows } = await client.query<Record<string, number>>(
      `SELECT max(extract(epoch FROM o.at - r.opens_at))::float AS "opening of the last round after its moment",
              max(extract(epoch FROM c.at - r.closes_at))::float AS "closing of the last round after its moment"
         FROM voting_round r
         JOIN voting_round_decision o ON o.round_id = r.id AND o.kind = 'open'
         JOIN voting_round_decision c ON c.round_id = r.id AND c.kind = 'close'`,
    );
    return rows[0] ?? {};
  });
}

/** A pause, and three crashes, each when so much of the vote is done. */
async function troubles(day: VoteDay, decisions: Turns): Promise<void> {
  const { installation, voters } = day;
  await reached(voters, 0.15);
  // An extension in between would end the pause.
  await decisions.take(() => pauseSome(day));
  await reached(voters, 0.3);
  await measured(day, 'without a server after its kill -9', async () => {
    await installation.killServer();
    await installation.startServer();
  });
  await reached(voters, 0.5);
  await measured(day, 'without a database after kill -9 of the postmaster', async () => {
    installation.killPostmaster();
    await installation.restartDatabase();
  });
  await reached(voters, 0.7);
  await measured(day, 'without anything after kill -9 of all processes', async () => {
    await installation.killEverything();
    await installation.restartDatabase();
    await installation.startServer();
  });
}

async function pauseSome({ rounds, commissions, voters }: VoteDay): Promise<void> {
  const places = [0, rounds.length - 1];
  const some = rounds.filter((_, at) => places.includes(at));
  await commissions.pause(some);
  await voters.order({ kind: 'paused', rounds: places }, 'tried');
  await commissions.resume(some);
}

async function reached(voters: VotersProcess, share: number): Promise<void> {
  while (voters.share < share) await pause(20);
}

/** Extends all rounds, with the reason published, while voters are still coming and the closing is near. */
async function keptOpen(day: VoteDay, decisions: Turns, coming: () => boolean): Promise<void> {
  const { notice } = day;
  let closesAt = Math.min(...day.rounds.map((round) => round.closesAt.getTime()));
  const started = Date.now();
  while (coming()) {
    await pause(100);
    if (closesAt - Date.now() > notice) continue;
    const needed = timeNeeded(Date.now() - started, day.voters.share);
    closesAt = wholeSecond(Date.now() + notice + needed);
    await decisions.take(() => day.commissions.extend(day.rounds, new Date(closesAt)));
    day.progress.line(`  · closing extended to ${new Date(closesAt).toISOString()}`);
  }
}

/** How much longer the voters need, going by those who are through; a guess while they are few. */
function timeNeeded(elapsed: number, share: number): number {
  return share < 0.1 ? 10 * second : Math.min((elapsed * (1 - share)) / share, 60 * second);
}

/** The closing that stands, moved once more where it would come before the last voters are ready. */
async function closingMoment(day: VoteDay, least: number): Promise<number> {
  const stands = await latestClosing(day);
  if (stands - Date.now() > least) return stands;
  const moved = later(new Date(wholeSecond(Date.now())), least + 4 * second);
  await day.commissions.extend(day.rounds, moved);
  return moved.getTime();
}

async function latestClosing({ installation }: VoteDay): Promise<number> {
  return await withClient(installation.databaseUrl, async (client) => {
    const { rows } = await client.query<{ closes: Date }>(
      'SELECT max(closes_at) AS closes FROM voting_round',
    );
    return rows[0]?.closes.getTime() ?? 0;
  });
}

/** Waits until all rounds are in one of the states. */
export async function untilAll(
  { installation }: VoteDay,
  states: readonly RoundState[],
  patience = 600 * second,
): Promise<void> {
  const until = Date.now() + patience;
  await withClient(installation.databaseUrl, async (client) => {
    for (;;) {
      const { rows } = await client.query<{ state: string; rounds: number }>(
        'SELECT state, count(*)::integer AS rounds FROM voting_round WHERE state <> ALL ($1) GROUP BY state',
        [states],
      );
      if (rows.length === 0) return;
      if (Date.now() > until)
        throw new Error(`Rounds are not ${states.join(' or ')}: ${JSON.stringify(rows)}`);
      await pause(50);
    }
  });
}

/** Does the work and notes how long it took. */
export async function measured<T>(
  { durations, progress }: Pick<VoteDay, 'durations' | 'progress'>,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  const started = performance.now();
  const value = await work();
  const seconds = (performance.now() - started) / 1000;
  durations[what] = seconds;
  progress.line(`  · ${what}: ${seconds.toFixed(2)} s`);
  return value;
}

function wholeSecond(at: number): number {
  return Math.ceil(at / second) * second;
}
