import { Batches } from './batches.js';

describe('Batches', () => {
  it('answers concurrent questions together, each with its own answer', async () => {
    const sizes: number[] = [];
    const batches = new Batches<number, number>(
      { most: 3, milliseconds: 1, atOnce: 1 },
      (numbers) => {
        sizes.push(numbers.length);
        return Promise.resolve(numbers.map((number) => number * 2));
      },
    );
    const answers = await Promise.all([1, 2, 3, 4, 5].map((number) => batches.ask(number)));
    expect(answers).toEqual([2, 4, 6, 8, 10]);
    expect(sizes).toEqual([3, 2]);
  });

  it('fails every question of a failed batch and goes on', async () => {
    let broken = true;
    const batches = new Batches<number, number>(
      { most: 10, milliseconds: 1, atOnce: 1 },
      (numbers) => (broken ? Promise.reject(new Error('no database')) : Promise.resolve(numbers)),
    );
    const both = await Promise.allSettled([batches.ask(1), batches.ask(2)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect(await batches.ask(3)).toBe(3);
  });
});
