import type { DrillReport } from './run-drill.js';
import type { Latency } from './voters/messages.js';

/** The report of a drill, line by line: promises first, then what was measured. */
export function drillReport(report: DrillReport): string[] {
  const { judgements, voters, durations, peaks } = report;
  const { seconds, authorise, cast } = voters.speeds;
  return [
    '',
    'What was promised, and what was kept',
    ...judgements.map(({ promise, kept, shown }) => `  ${kept ? '✓' : '✗'} ${promise}: ${shown}`),
    ...voters.faults.map((fault) => `    ! ${fault}`),
    '',
    'What the voters were told besides',
    ...Object.entries(voters.answers)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, times]) => `  ${String(times).padStart(9)}  ${kind}`),
    '',
    'Speed, while the voters ran on the same machine',
    `  ${Math.round((authorise.count + cast.count) / seconds)} answers a second over ${seconds.toFixed(1)} s of voting, crashes included`,
    `  authorise ${latency(authorise)}`,
    `  cast      ${latency(cast)}`,
    '',
    'How long it took',
    ...Object.entries(durations).map(
      ([what, time]) => `  ${time.toFixed(2).padStart(9)} s  ${what}`,
    ),
    '',
    'Most memory held',
    ...Object.entries(peaks).map(
      ([name, bytes]) => `  ${String(Math.round(bytes / 2 ** 20)).padStart(6)} MiB  ${name}`,
    ),
    '',
    `${report.rounds} rounds, ${report.lists} lists built. The server ended by itself and was started again: ${report.restarts} times.`,
  ];
}

function latency({ count, p50, p99, most }: Latency): string {
  return `${count} at the first try: half within ${p50} ms, 99 of 100 within ${p99} ms, the slowest ${most} ms`;
}
