import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { News, Order, VotersSettings, VotersSummary } from './voters/messages.js';

type NewsOf<K extends News['kind']> = Extract<News, { kind: K }>;

/** The process that plays all voters, as the drill sees it. */
export class VotersProcess {
  /** How much of the voting is done, from 0 to 1. */
  share = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (news: News) => {
      if (news.kind === 'progress') this.share = news.done / Math.max(1, news.of);
      child.emit(`news ${news.kind}`, news);
    });
    child.on('exit', (code) => {
      if (code !== 0)
        child.emit('error', new Error(`The voters' process ended with ${String(code)}`));
    });
  }

  static async start(settings: VotersSettings): Promise<VotersProcess> {
    const entry = new URL('./voters/voters.process.js', import.meta.url);
    const child = fork(entry, [JSON.stringify(settings)]);
    const voters = new VotersProcess(child);
    await voters.hears('ready');
    return voters;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Gives the order and waits for the news that it is done. */
  async order<K extends News['kind']>(order: Order, done: K): Promise<NewsOf<K>> {
    const heard = this.hears(done);
    this.child.send(order);
    return await heard;
  }

  async end(): Promise<VotersSummary> {
    return await this.order({ kind: 'end' }, 'summary');
  }

  private async hears<K extends News['kind']>(kind: K): Promise<NewsOf<K>> {
    const [news] = (await once(this.child, `news ${kind}`)) as [NewsOf<K>];
    return news;
  }
}
