import { Batches, type Overloaded } from './batches.js';

const limits = { most: 10, atOnce: 1 };
const crowd = { waiting: 10, patience: 60_000, refused: ({ kind }: Overloaded): string => kind };
const echo = (texts: readonly string[]): Promise<readonly string[]> => Promise.resolve(texts);

describe('Batches', () => {
  it('answers concurrent questions together, each with its own answer', async () => {
    const sizes: number[] = [];
    const batches = new Batches<number, number>({ ...limits, most: 3 }, (numbers) => {
      sizes.push(numbers.length);
      return Promise.resolve(numbers.map((number) => number * 2));
    });
    const answers = await Promise.all([1, 2, 3, 4, 5].map((number) => batches.ask(number)));
    expect(answers).toEqual([2, 4, 6, 8, 10]);
    expect(sizes).toEqual([3, 2]);
  });

  it('takes nothing for an answer', async () => {
    const batches = new Batches<string, string | null>(limits, (texts) =>
      Promise.resolve(texts.map((text) => (text === 'a' ? null : text))),
    );
    expect(await Promise.all(['a', 'b'].map((text) => batches.ask(text)))).toEqual([null, 'b']);
  });

  it('fails a batch with fewer answers than questions', async () => {
    const batches = new Batches<string, string>(limits, (texts) => echo(texts.slice(1)));
    const both = await Promise.allSettled(['a', 'b'].map((text) => batches.ask(text)));
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('puts together what arrives while others are answered', async () => {
    const sizes: number[] = [];
    const work = new Work();
    const batches = new Batches<string, string>(limits, (texts) => {
      sizes.push(texts.length);
      return work.begin(texts);
    });
    const first = batches.ask('a');
    await work.begun();
    const others = ['b', 'c', 'd'].map((text) => batches.ask(text));
    work.end();
    expect(await Promise.all([first, ...others])).toEqual(['a', 'b', 'c', 'd']);
    expect(sizes).toEqual([1, 3]);
  });

  it('fails every question of a failed batch and goes on', async () => {
    let broken = true;
    const batches = new Batches<string, string>(limits, (texts) =>
      broken ? Promise.reject(new Error('no database')) : echo(texts),
    );
    const both = await Promise.allSettled([batches.ask('a'), batches.ask('b')]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect(await batches.ask('c')).toBe('c');
  });

  it('refuses at once what finds too many waiting, and answers all others', async () => {
    const batches = new Batches<string, string>(limits, echo, { ...crowd, waiting: 3 });
    const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => batches.ask(text)));
    expect(answers).toEqual(['a', 'b', 'c', 'overloaded', 'overloaded']);
    expect(batches.overloaded()).toBeNull();
  });

  it('refuses those who waited too long while the work stands still, and who comes after them', async () => {
    const work = new Work();
    const batches = new Batches<string, string>(limits, (texts) => work.begin(texts), {
      ...crowd,
      patience: 20,
    });
    const begun = batches.ask('begun');
    await work.begun();
    const waiting = batches.ask('waiting');
    expect(await waiting).toBe('overloaded');
    work.end();
    expect(await begun).toBe('begun');
    expect(await batches.ask('afterwards')).toBe('afterwards');
  });
});

/** Work on the first batch that ends when it is told to; later batches are answered at once. */
class Work {
  private readonly started = Promise.withResolvers<undefined>();
  private readonly held = Promise.withResolvers<undefined>();

  async begin(texts: readonly string[]): Promise<readonly string[]> {
    this.started.resolve(undefined);
    await this.held.promise;
    return texts;
  }

  async begun(): Promise<void> {
    await this.started.promise;
  }

  end(): void {
    this.held.resolve(undefined);
  }
}
