/** The server has too much to do and says in how many seconds to try again. */
export class Busy extends Error {
  constructor(readonly seconds: number) {
    super('busy');
  }
}

/**
 * Asks until there is an answer, waiting as long as the server says each time and up to as long again: those who were
 * refused at the same moment must not come back at the same moment.
 */
export async function patiently<Answer>(
  ask: () => Promise<Answer>,
  onWaiting: () => void,
): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      onWaiting();
      const milliseconds = error.seconds * 1_000 * (1 + Math.random());
      await new Promise((goOn) => setTimeout(goOn, milliseconds));
    }
  }
}
