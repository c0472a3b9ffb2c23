import { setTimeout } from 'node:timers/promises';
import type { Result } from '../kernel/result.js';

/** The value of a use case that the demonstration's script does not expect to be refused; a refusal ends it loudly. */
export function expected<T>(result: Result<T, unknown>, what: string): T {
  if (result.ok) return result.value;
  throw new Error(`${what} was refused: ${JSON.stringify(result.error)}`);
}

/** Asks as a voter's device does: again after as many seconds as the system says while it has too much to do. */
export async function patiently<T, E extends { readonly kind: string }>(
  ask: () => Promise<Result<T, E | { readonly kind: 'overloaded'; readonly seconds: number }>>,
): Promise<Result<T, unknown>> {
  for (;;) {
    const answer = await ask();
    if (answer.ok || !('seconds' in answer.error)) return answer;
    await setTimeout(1_000 * answer.error.seconds);
  }
}

/** Does the work for every item, some at a time, and answers in the order of the items. */
export async function eachOf<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, at: number) => Promise<R>,
): Promise<R[]> {
  const answers = new Array<R>(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      answers[at] = await work(items[at] as T, at);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return answers;
}
