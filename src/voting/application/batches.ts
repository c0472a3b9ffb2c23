import { defined } from '../../kernel/assert.js';

interface Pending<Question, Answer> {
  readonly question: Question;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

export interface BatchLimits {
  /** The most questions answered together. */
  readonly most: number;
  /** How long the first one waits for company. */
  readonly milliseconds: number;
  /** How many batches are worked on at the same time. */
  readonly atOnce: number;
}

/**
 * Answers many concurrent questions together: what arrives within a few milliseconds shares one statement and one commit.
 * Every caller gets its own answer, after the commit.
 */
export class Batches<Question, Answer> {
  private waiting: Pending<Question, Answer>[] = [];
  private working = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly limits: BatchLimits,
    private readonly work: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  ) {}

  ask(question: Question): Promise<Answer> {
    return new Promise((answer, fail) => {
      this.waiting.push({ question, answer, fail });
      if (this.waiting.length >= this.limits.most) this.begin();
      else this.timer ??= setTimeout(() => this.begin(), this.limits.milliseconds);
    });
  }

  private begin(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0 || this.working >= this.limits.atOnce) return;
    const batch = this.waiting.slice(0, this.limits.most);
    this.waiting = this.waiting.slice(this.limits.most);
    this.working++;
    void this.answer(batch).finally(() => {
      this.working--;
      this.begin();
    });
  }

  private async answer(batch: readonly Pending<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.work(batch.map(({ question }) => question));
      batch.forEach(({ answer }, at) => answer(defined(answers[at], 'an answer to a question')));
    } catch (error) {
      batch.forEach(({ fail }) => fail(error));
    }
  }
}
