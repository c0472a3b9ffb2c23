import { setTimeout as pause } from 'node:timers/promises';
import { defined } from '../kernel/assert.js';
import { second } from '../kernel/clock.js';
import type { Progress } from '../demo/progress.js';
import type { Round, RoundState } from '../voting/index.js';
import { Closing } from './closing.js';
import type { Commissions } from './commissions.js';
import type { DemoTrustee } from '../demo/ballot-keys.js';
import { withClient } from './electorate.js';
import type { Installation } from './installation.js';
import type { Pace } from './pace.js';
import { giveSharesEarly } from './trustees.js';
import type { VotersProcess } from './voters-process.js';

/** What the day needs: the machine, the people on both sides, and the rounds. */
export interface VoteDay {
  readonly installation: Installation;
  readonly commissions: Commissions;
  readonly voters: VotersProcess;
  readonly trustees: readonly DemoTrustee[];
  readonly rounds: readonly Round[];
  readonly pace: Pace;
  readonly progress: Progress;
  /** Durations in seconds by what took them, for the report. */
  readonly durations: Record<string, number>;
}

/**
 * From the last moment before the opening to the last ballot at the closing, with everything that can go wrong between. Answers
 * what trustees were told who tried to open a box meanwhile.
 */
export async function playVoteDay(day: VoteDay, opensAt: Date): Promise<string> {
  const { voters, progress } = day;
  const closing = new Closing(day.rounds, day.commissions, progress);
  if (Date.now() < opensAt.getTime() - 2 * second)
    await progress.step('Attempts before the opening', () =>
      voters.order({ kind: 'knock' }, 'tried'),
    );
  else progress.line('  · The preparation took too long for attempts before the opening.');
  await pause(Math.max(0, opensAt.getTime() - Date.now()));
  await progress.step('The rounds open by themselves', () => untilAll(day, ['open']));
  await progress.step('Voting, with everything that goes wrong', async (tell) => {
    const voting = voters.order({ kind: 'vote' }, 'voted');
    let coming = true;
    const ended = voting.finally(() => {
      coming = false;
    });
    const showing = setInterval(() => tell(Math.round(voters.share * 100), 100), 200);
    try {
      await Promise.all([ended, troubles(day, closing), keptOpen(day, closing, () => coming)]);
    } finally {
      clearInterval(showing);
    }
  });
  const [first] = day.rounds;
  const early = await giveSharesEarly(defined(first, 'a round'), day.commissions, day.trustees);
  await progress.step('The last ballots, around the closing', async () => {
    await closing.leave(day.pace.notice);
    await voters.order({ kind: 'closing', at: closing.at }, 'closed');
  });
  await progress.step('The rounds close by themselves', () => untilAll(day, ['closed', 'counted']));
  return early;
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
async function troubles(day: VoteDay, closing: Closing): Promise<void> {
  const { installation, voters, pace } = day;
  await reached(voters, 0.15);
  await closing.undisturbed(() => pauseSome(day));
  await reached(voters, 0.3);
  await closing.leave(pace.outage);
  await measured(day, 'without a server after its kill -9', async () => {
    await installation.killServer();
    await installation.startServer();
  });
  await reached(voters, 0.5);
  await closing.leave(pace.outage);
  await measured(day, 'without a database after kill -9 of the postmaster', async () => {
    installation.killPostmaster();
    await installation.restartDatabase();
  });
  await reached(voters, 0.7);
  await closing.leave(pace.outage);
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
async function keptOpen(day: VoteDay, closing: Closing, coming: () => boolean): Promise<void> {
  const started = Date.now();
  while (coming()) {
    await pause(100);
    if (closing.at - Date.now() > day.pace.notice) continue;
    await closing.leave(day.pace.notice + timeNeeded(Date.now() - started, day.voters.share));
  }
}

/** How much longer the voters need, going by those who are through; a guess while they are few. */
function timeNeeded(elapsed: number, share: number): number {
  return share < 0.1 ? 10 * second : Math.min((elapsed * (1 - share)) / share, 60 * second);
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
