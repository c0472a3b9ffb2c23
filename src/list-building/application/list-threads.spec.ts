import type { ListInput } from '../domain/list-input.js';
import { ListThreads, ListWorkCancelled, ListWorkTooLong } from './list-threads.js';

const input: ListInput = {
  places: 2,
  objective: 'by-place',
  candidates: ['a', 'b', 'c'].map((id) => ({ id, name: id, groups: [], outsider: false })),
  quotas: [],
  fixed: [],
  barred: [],
};
const task = { kind: 'build', input } as const;
const built = { status: 'built', list: [{ candidate: 'a' }, { candidate: 'b' }] };

describe('the threads of the list builder', () => {
  let threads: ListThreads;

  beforeEach(() => {
    threads = new ListThreads(60, 1);
  });

  afterEach(() => threads.end());

  it('build a list and say where they are', async () => {
    const places: number[] = [];
    const watch = { onProgress: (place: number) => places.push(place) };
    expect(await threads.run(task, watch)).toMatchObject(built);
    expect(places[0]).toBe(0);
  });

  it('take more tasks than there are threads, in turn', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => threads.run(task, {})));
    expect(answers).toMatchObject([built, built, built]);
  });

  it('stop when they are told to, and work on afterwards', async () => {
    const stopping = new AbortController();
    const running = threads.run(task, {
      signal: stopping.signal,
      onProgress: () => stopping.abort(),
    });
    await expect(running).rejects.toThrow(ListWorkCancelled);
    expect(await threads.run(task, {})).toMatchObject(built);
  });

  it('never begin what was cancelled while it waited', async () => {
    const stopping = new AbortController();
    const first = threads.run(task, {});
    const second = threads.run(task, { signal: stopping.signal });
    stopping.abort();
    await expect(second).rejects.toThrow(ListWorkCancelled);
    expect(await first).toMatchObject(built);
  });

  it('do not search longer than an operator allows', async () => {
    const hasty = new ListThreads(0, 1);
    const ids = Array.from({ length: 800 }, (_, index) => `c${index}`);
    const candidates = ids.map((id) => ({ id, name: id, groups: [], outsider: false }));
    const long = { kind: 'build', input: { ...input, places: 400, candidates } } as const;
    await expect(hasty.run(long, {})).rejects.toThrow(ListWorkTooLong);
    await hasty.end();
  });

  it('go on with a new thread after one died', async () => {
    const broken = { kind: 'build', input: { ...input, candidates: null } } as never;
    await expect(threads.run(broken, {})).rejects.toThrow();
    expect(await threads.run(task, {})).toMatchObject(built);
  });
});
