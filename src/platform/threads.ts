import { availableParallelism } from 'node:os';
import { Worker, type Transferable } from 'node:worker_threads';
import { defined } from '../kernel/assert.js';

interface Waiting<Answer> {
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: Error) => void;
}

interface Thread<Answer> {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting<Answer>>;
}

/**
 * Threads that run one script. It gets `{ id, task }` and posts `{ id, answer }`; a task that throws ends its thread, fails what
 * waits there, and the next task starts a new one.
 */
export class Threads<Task, Answer> {
  private readonly threads: Thread<Answer>[] = [];
  private tasks = 0;

  /** How many there are at the most. */
  readonly most = Math.min(availableParallelism(), 8);

  /** `script` is the file (see `workerBeside`); `data` is what every thread knows from its start. */
  constructor(
    private readonly script: URL,
    private readonly data: unknown = null,
  ) {}

  /** The answer to a task. What is transferred goes to the thread without being copied, and is gone here. */
  async run(task: Task, transferred: readonly Transferable[] = []): Promise<Answer> {
    const id = this.tasks++;
    const { worker, waiting } = this.leastBusy();
    return await new Promise<Answer>((answer, fail) => {
      waiting.set(id, { answer, fail });
      worker.ref();
      worker.postMessage({ id, task }, transferred);
    });
  }

  async stop(): Promise<void> {
    const threads = this.threads.splice(0);
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  private leastBusy(): Thread<Answer> {
    const idle = this.threads.find(({ waiting }) => waiting.size === 0);
    if (idle) return idle;
    if (this.threads.length < this.most) return this.startThread();
    const [least] = this.threads.toSorted((a, b) => a.waiting.size - b.waiting.size);
    return defined(least, 'a thread');
  }

  private startThread(): Thread<Answer> {
    const worker = new Worker(this.script, { workerData: this.data });
    const thread: Thread<Answer> = { worker, waiting: new Map() };
    worker.unref();
    worker.on('message', ({ id, answer }: { id: number; answer: Answer }) => {
      thread.waiting.get(id)?.answer(answer);
      thread.waiting.delete(id);
      if (thread.waiting.size === 0) worker.unref();
    });
    worker.on('error', (error: Error) => this.drop(thread, error));
    worker.on('exit', () => this.drop(thread, new Error('A thread ended')));
    this.threads.push(thread);
    return thread;
  }

  private drop(thread: Thread<Answer>, error: Error): void {
    const at = this.threads.indexOf(thread);
    if (at >= 0) this.threads.splice(at, 1);
    for (const { fail } of thread.waiting.values()) fail(error);
    thread.waiting.clear();
  }
}

/** The worker that stands beside a module, compiled as the module is; `name` is without the ending. */
export function workerBeside(module: string, name: string): URL {
  return new URL(`./${name}.${module.endsWith('.ts') ? 'ts' : 'js'}`, module);
}
