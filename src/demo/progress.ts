/** Tells whoever watches what is being done, how far it is, and how long it took. */
export interface Progress {
  step<T>(
    title: string,
    work: (tell: (done: number, all: number) => void) => Promise<T>,
  ): Promise<T>;
  line(text: string): void;
}

/** On a terminal a step shows how far it is; elsewhere only what was finished. */
export function printedProgress(print: (text: string) => void, live: boolean): Progress {
  return {
    line: (text) => print(`${text}\n`),
    step: async (title, work) => {
      const started = performance.now();
      let shown = 0;
      const tell = (done: number, all: number): void => {
        if (!live || performance.now() - shown < 100) return;
        shown = performance.now();
        print(`\r  … ${title} ${Math.floor((100 * done) / Math.max(all, 1))} %`);
      };
      if (live) print(`  … ${title}`);
      const value = await work(tell);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      print(`${live ? '\r\u001b[K' : ''}  ✓ ${title} (${seconds} s)\n`);
      return value;
    },
  };
}
