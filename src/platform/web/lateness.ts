const interval = 100;
const lasting = 3;

/** How late this process comes to its work: by how much its timer missed each of its last moments. */
export class Lateness {
  private due = performance.now() + interval;
  private readonly misses: number[] = [];
  private readonly timer = setInterval(() => this.look(), interval).unref();

  /** The least of the last misses, so that one long task is no lateness yet. */
  get milliseconds(): number {
    return this.misses.length < lasting ? 0 : Math.min(...this.misses);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const now = performance.now();
    this.misses.push(now - this.due);
    if (this.misses.length > lasting) this.misses.shift();
    this.due = now + interval;
  }
}
