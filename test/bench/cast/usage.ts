import { readdirSync, readFileSync } from 'node:fs';

/** The clock of `/proc`: a hundred ticks a second on every Linux that Node runs on. */
const tickMilliseconds = 10;

export interface Used {
  /** Processor time in milliseconds. */
  readonly server: number;
  readonly database: number;
  readonly driver: number;
  /** Of programs that this process called and that have ended. */
  readonly called: number;
  /** Of everything on the machine. */
  readonly machine: number;
}

/** The processor time used so far. PostgreSQL counts with all its children. */
export function used(server: number, postmaster: number): Used {
  const { user, system } = process.cpuUsage();
  return {
    server: ticks(server, 13, 14) * tickMilliseconds,
    database: family(postmaster) * tickMilliseconds,
    driver: (user + system) / 1000,
    called: ticks(process.pid, 15, 16) * tickMilliseconds,
    machine: busyTicks() * tickMilliseconds,
  };
}

export function since(before: Used, after: Used): Used {
  return {
    server: after.server - before.server,
    database: after.database - before.database,
    driver: after.driver - before.driver,
    called: after.called - before.called,
    machine: after.machine - before.machine,
  };
}

/** The most memory a process held so far, in MiB. */
export function peakMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

/** Ended children are counted by their parent (fields 16 and 17 of proc_pid_stat(5)), living ones by themselves. */
function family(postmaster: number): number {
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => field(name, 3) === postmaster);
  return (
    ticks(postmaster, 13, 14, 15, 16) +
    living.reduce((sum, name) => sum + ticks(Number(name), 13, 14), 0)
  );
}

/** User, nice, system, interrupts and soft interrupts of the first line of `/proc/stat`. */
function busyTicks(): number {
  const [, ...parts] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/);
  return [0, 1, 2, 5, 6].reduce((sum, at) => sum + Number(parts[at]), 0);
}

function ticks(pid: number, ...fields: readonly number[]): number {
  return fields.reduce((sum, at) => sum + field(String(pid), at), 0);
}

/** A numeric field of `/proc/<pid>/stat`, counted from 0; 0 when the process is gone. */
function field(pid: string, at: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(afterName[at - 2]);
  } catch {
    return 0;
  }
}
