import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  startEmbeddedPostgres,
  type RunningPostgres,
} from '../platform/database/embedded-postgres.js';
import { withClient } from './electorate.js';
import { childrenOf } from './memory.js';

export interface InstallationSettings {
  readonly home: string;
  readonly port: number;
  readonly secret: string;
}

/** The server and its database, each a process of its own, to be killed and started again. */
export class Installation {
  /** How often the server ended without having been killed and was started again, as a supervisor would. */
  restarts = 0;
  /** How long the last server took to start, in milliseconds: a measure of how busy the machine is. */
  startedIn = 0;
  private server: ChildProcess | undefined;
  private postmaster = 0;
  private watched = false;

  private constructor(
    private readonly settings: InstallationSettings,
    private database: RunningPostgres,
  ) {}

  static async start(settings: InstallationSettings): Promise<Installation> {
    const database = await startEmbeddedPostgres(databaseHome(settings));
    const installation = new Installation(settings, database);
    await installation.findPostmaster();
    return installation;
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  get url(): string {
    return `http://127.0.0.1:${this.settings.port}`;
  }

  /** The processes that run at this moment, by what they are. */
  get processes(): { server: number | undefined; postmaster: number } {
    return { server: this.server?.pid, postmaster: this.postmaster };
  }

  /** Starts the program as `irikteu serve` and waits until it answers. */
  async startServer(): Promise<void> {
    const entry = process.argv[1] ?? '';
    const started = performance.now();
    const child = spawn(process.execPath, [entry, 'serve'], {
      env: {
        ...process.env,
        DATABASE_URL: this.databaseUrl,
        IRIKTEU_HOME: this.settings.home,
        IRIKTEU_SECRET: this.settings.secret,
        PORT: String(this.settings.port),
        LOG_LEVEL: 'fatal',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.server = child;
    this.watched = true;
    child.on('exit', () => void this.startAgain(child));
    let said = '';
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      said += chunk.toString();
      if (said.includes('Irikteu answers at')) break;
    }
    this.startedIn = performance.now() - started;
  }

  /** A server that starts just when the database is killed ends by itself; whoever operates it has it started again. */
  private async startAgain(ended: ChildProcess): Promise<void> {
    if (!this.watched || ended !== this.server) return;
    if (++this.restarts > 20) throw new Error('The server does not stay up');
    await pause(500);
    await this.startServer();
  }

  /** `kill -9` of the server. */
  async killServer(): Promise<void> {
    await this.endServer('SIGKILL');
  }

  /** `kill -9` of the postmaster only: its children notice and end. */
  killPostmaster(): void {
    process.kill(this.postmaster, 'SIGKILL');
  }

  /** `kill -9` of the server and of every process of PostgreSQL, as when the machine stops. */
  async killEverything(): Promise<void> {
    const all = [this.postmaster, ...childrenOf(this.postmaster)];
    const server = this.killServer();
    for (const pid of all) killIfThere(pid);
    await server;
  }

  /** Starts PostgreSQL again on the same data and the same port; answers after its recovery. */
  async restartDatabase(): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        this.database = await startEmbeddedPostgres(databaseHome(this.settings));
        break;
      } catch (error) {
        // The last children of the killed server may still hold its shared memory.
        if (tries === 50) throw error;
        await pause(200);
      }
    }
    await this.findPostmaster();
  }

  async stopServer(): Promise<void> {
    await this.endServer('SIGTERM');
  }

  async stop(): Promise<void> {
    await this.stopServer();
    await this.database.stop();
  }

  private async endServer(signal: NodeJS.Signals): Promise<void> {
    const { server } = this;
    this.watched = false;
    if (server?.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill(signal);
    await gone;
  }

  private async findPostmaster(): Promise<void> {
    const data = await withClient(this.databaseUrl, async (client) => {
      const { rows } = await client.query<{ directory: string }>(
        "SELECT current_setting('data_directory') AS directory",
      );
      return rows[0]?.directory ?? '';
    });
    this.postmaster = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  }
}

function databaseHome({ home }: InstallationSettings): string {
  return join(home, 'postgres');
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}
