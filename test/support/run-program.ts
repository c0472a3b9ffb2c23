import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** What a program answered that ran to its end. */
export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const entry = join(import.meta.dirname, '../../var/test-build/main.js');

/** Runs the real program to its end, as `irikteu <args>` would; its two outputs apart. */
export function runProgram(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const options = { maxBuffer: 1 << 26, env: { ...process.env, ...environment } };
  return new Promise((done) => {
    execFile(process.execPath, [entry, ...args], options, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    );
  });
}
