import { Turns } from './turns.js';

describe('Turns', () => {
  it('runs at most so many at once, and all of them in order', async () => {
    const turns = new Turns(3);
    const began: number[] = [];
    let running = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        turns.take(async () => {
          began.push(at);
          most = Math.max(most, ++running);
          await new Promise((done) => setTimeout(done, 1));
          running -= 1;
        }),
      ),
    );
    expect(most).toBe(3);
    expect(began).toEqual([...began.keys()]);
  });

  it('passes the turn on when work fails', async () => {
    const turns = new Turns(1);
    await expect(turns.take(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    await expect(turns.take(() => Promise.resolve('next'))).resolves.toBe('next');
  });
});
