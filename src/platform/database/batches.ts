import { assert } from '../../kernel/assert.js';
import { second } from '../../kernel/clock.js';

interface Pending<Question, Answer> {
  readonly question: Question;
  /** When it was asked, on the clock of `performance.now()`. */
  readonly since: number;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

export interface BatchLimits {
  /** The most questions answered together. */
  readonly most: number;
  /** How many batches are worked on at the same time. */
  readonly atOnce: number;
}

/** How much a crowd may pile up. */
export interface CrowdLimits {
  /** The most questions that may wait for their batch; one more is refused. */
  readonly waiting: number;
  /** The longest that a question may wait for its batch, in milliseconds; then it is refused. */
  readonly patience: number;
}

/** What becomes of questions that are too many. */
export interface Crowd<Answer> extends CrowdLimits {
  readonly refused: (overloaded: Overloaded) => Answer;
}

/** There is too much to do; after so many seconds there may be less. */
export interface Overloaded {
  readonly kind: 'overloaded';
  readonly seconds: number;
}

/**
 * Answers many concurrent questions together: what arrives while others are answered shares one statement and one commit
 * with the next. Nobody waits for company: with nothing to do, a question is a batch of its own. Every caller gets its own
 * answer, after the commit.
 *
 * With a limit to the crowd, more than can be answered soon is refused: at once when too many wait or those who wait got nowhere, and later when the
 * database stopped answering in the meantime. What was refused was not begun.
 */
export class Batches<Question, Answer> {
  private waiting: Pending<Question, Answer>[] = [];
  private working = 0;
  private starting = false;
  private watch: NodeJS.Timeout | undefined;

  constructor(
    private readonly limits: BatchLimits,
    private readonly work: (questions: readonly Question[]) => Promise<readonly Answer[]>,
    private readonly crowd?: Crowd<Answer>,
  ) {}

  ask(question: Question): Promise<Answer> {
    const overloaded = this.overloaded();
    if (overloaded && this.crowd) return Promise.resolve(this.crowd.refused(overloaded));
    return new Promise((answer, fail) => {
      this.waiting.push({ question, since: performance.now(), answer, fail });
      this.watchWaiting();
      this.startSoon();
    });
  }

  /** Whether one more question would be refused, before anything is done for it. */
  overloaded(): Overloaded | null {
    const [oldest] = this.waiting;
    if (!oldest || !this.crowd) return null;
    const age = performance.now() - oldest.since;
    if (this.waiting.length < this.crowd.waiting && age < this.crowd.patience) return null;
    return { kind: 'overloaded', seconds: Math.max(1, Math.ceil(age / second)) };
  }

  /** Begins when everything that has already arrived was read. */
  private startSoon(): void {
    if (this.starting || this.working >= this.limits.atOnce) return;
    this.starting = true;
    setImmediate(() => {
      this.starting = false;
      this.start();
    });
  }

  private start(): void {
    if (this.waiting.length === 0 || this.working >= this.limits.atOnce) return;
    const batch = this.waiting.splice(0, this.limits.most);
    this.working++;
    void this.answer(batch).finally(() => {
      this.working--;
      this.startSoon();
    });
    this.startSoon();
  }

  private async answer(batch: readonly Pending<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.work(batch.map(({ question }) => question));
      assert(answers.length === batch.length, 'every question has an answer');
      answers.forEach((answer, at) => batch[at]?.answer(answer));
    } catch (error) {
      batch.forEach(({ fail }) => fail(error));
    }
  }

  private watchWaiting(): void {
    const { crowd } = this;
    if (crowd) this.watch ??= setInterval(() => this.refuseTheImpatient(crowd), second / 4).unref();
  }

  private refuseTheImpatient({ patience, refused }: Crowd<Answer>): void {
    const overdue = performance.now() - patience;
    const kept = this.waiting.findIndex(({ since }) => since > overdue);
    const impatient = this.waiting.splice(0, kept < 0 ? this.waiting.length : kept);
    const seconds = Math.ceil(patience / second);
    for (const { answer } of impatient) answer(refused({ kind: 'overloaded', seconds }));
    if (this.waiting.length > 0) return;
    clearInterval(this.watch);
    this.watch = undefined;
  }
}
