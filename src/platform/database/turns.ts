/**
 * Lets at most so many pieces of work run at once; the others wait their turn in order. Transactions take turns, because
 * a use case may read outside its transaction: if transactions could hold every connection of the pool, all of them
 * would wait for one more, for ever.
 */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: number) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.most) this.running += 1;
    else await new Promise<void>((go) => this.waiting.push(go));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
