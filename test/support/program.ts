import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Program {
  readonly process: ChildProcess;
  readonly url: string;
  /** Everything printed so far, both outputs. */
  printed(): string;
  /** Waits for a line that matches and answers the match. */
  says(pattern: RegExp, milliseconds?: number): Promise<RegExpExecArray>;
  /** Sends the signal, if any, and answers the exit code once the process is gone. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

const entry = join(import.meta.dirname, '../../var/test-build/main.js');

/** An empty home for a program, with the bundled PostgreSQL in it unless a database is given. */
export function temporaryHome(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'irikteu-program-'));
}

/** Starts the real program as a process of its own, as `irikteu <args>` would. */
export async function startProgram(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Program> {
  const port = await freePort();
  const child = spawn(process.execPath, [entry, ...args], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'error', PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const hear = (chunk: Buffer): void => {
    text += chunk.toString();
    child.emit('heard');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return {
    process: child,
    url: `http://127.0.0.1:${port}`,
    printed: () => text,
    says: (pattern, milliseconds = 30_000) => heard(child, () => text, pattern, milliseconds),
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      if (signal) child.kill(signal);
      await once(child, 'close');
      return child.exitCode;
    },
  };
}

function heard(
  child: ChildProcess,
  text: () => string,
  pattern: RegExp,
  milliseconds: number,
): Promise<RegExpExecArray> {
  return new Promise((found, fail) => {
    const stop = (): void => {
      clearTimeout(patience);
      child.off('heard', look);
      child.off('close', gone);
    };
    const look = (): void => {
      const match = pattern.exec(text());
      if (!match) return;
      stop();
      found(match);
    };
    const gone = (): void => {
      stop();
      fail(new Error(`ended without saying ${String(pattern)}:\n${text()}`));
    };
    const patience = setTimeout(() => {
      stop();
      fail(new Error(`did not say ${String(pattern)} in time:\n${text()}`));
    }, milliseconds);
    child.on('heard', look);
    child.on('close', gone);
    look();
  });
}

/** A port on which nobody listens. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}
