import { readdirSync, readFileSync } from 'node:fs';

/** The most memory seen, in bytes, by what the process is. */
export type Peaks = Record<string, number>;

/** Notes how much memory processes hold, every two seconds until it is stopped. Linux only; elsewhere it notes nothing. */
export class MemoryWatch {
  readonly peaks: Peaks = {};
  private readonly timer: NodeJS.Timeout;

  /** `groups` answers the processes of each name at the moment. */
  constructor(private readonly groups: () => Readonly<Record<string, readonly number[]>>) {
    this.timer = setInterval(() => this.look(), 2_000);
    this.timer.unref();
  }

  stop(): Peaks {
    this.look();
    clearInterval(this.timer);
    return this.peaks;
  }

  private look(): void {
    for (const [name, pids] of Object.entries(this.groups())) {
      this.peaks[name] = Math.max(this.peaks[name] ?? 0, memoryOf(pids));
    }
  }
}

/** What processes hold of their own, and once what they share; the kernel tells it in KiB. */
function memoryOf(pids: readonly number[]): number {
  const seen = pids.map((pid) => statusOf(pid));
  const own = seen.reduce((sum, status) => sum + numberIn(status, 'RssAnon'), 0);
  const shared = Math.max(0, ...seen.map((status) => numberIn(status, 'RssShmem')));
  return (own + shared) * 1024;
}

export function childrenOf(parent: number): number[] {
  return numbersIn('/proc').filter((pid) => numberIn(statusOf(pid), 'PPid') === parent);
}

function numbersIn(directory: string): number[] {
  try {
    return readdirSync(directory).map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

function numberIn(status: string, name: string): number {
  const match = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status);
  return Number(match?.[1] ?? 0);
}
